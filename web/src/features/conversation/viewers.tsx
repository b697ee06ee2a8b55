import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { whoSeesQuery } from "@/api/access";
import { useMember } from "@/api/session";
import { Chip } from "@/ui/chip";
import { SideSheet } from "@/ui/side-sheet";
import { AccessPanel } from "./access-panel";

/** Who sees this conversation: the number always on it, names and reasons one click away. */
export function Viewers({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation("access");
  const member = useMember();
  const [open, setOpen] = useState(false);
  const { data } = useQuery(whoSeesQuery(conversationId));
  if (!data) return <span className="h-6" />;
  const { items, requests } = data;
  const onlyMe = items.length === 1 && items[0]?.memberId === member.id;
  return (
    <>
      <button
        type="button"
        aria-haspopup="dialog"
        onClick={() => setOpen(true)}
        className="inline-flex min-h-6 items-center gap-1.5 rounded-md px-1.5 text-sm text-muted hover:bg-hover hover:text-ink max-md:min-h-11"
      >
        <Eye aria-hidden="true" className="size-4" />
        {onlyMe ? t("seen.onlyYou") : t("seen.button", { count: items.length })}
      </button>
      {requests.length > 0 ? (
        <button
          type="button"
          aria-haspopup="dialog"
          onClick={() => setOpen(true)}
          className="inline-flex items-center rounded-full max-md:min-h-11"
        >
          <Chip tone="accent">{t("seen.waiting", { count: requests.length })}</Chip>
        </button>
      ) : null}
      <SideSheet open={open} onClose={() => setOpen(false)} label={t("seen.title")}>
        <AccessPanel conversationId={conversationId} who={data} onClose={() => setOpen(false)} />
      </SideSheet>
    </>
  );
}
