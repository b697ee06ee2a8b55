import { useQuery } from "@tanstack/react-query";
import { Eye } from "lucide-react";
import { useTranslation } from "react-i18next";
import { viewersQuery } from "@/api/conversations";
import { useMember } from "@/api/session";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { Popover } from "@/ui/popover";

/** Who sees this conversation: the number always on it, names and reasons one click away. */
export function Viewers({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation("conversation");
  const member = useMember();
  const formats = useFormats();
  const { data: viewers } = useQuery(viewersQuery(conversationId));
  if (!viewers) return <span className="h-6" />;
  const sorted = [...viewers].sort((a, b) =>
    a.memberId === member.id ? -1 : b.memberId === member.id ? 1 : formats.compare(a.name, b.name),
  );
  const onlyMe = viewers.length === 1 && viewers[0]?.memberId === member.id;
  return (
    <Popover
      label={t("viewers.title")}
      trigger={
        <button
          type="button"
          className="inline-flex min-h-6 items-center gap-1.5 rounded-md px-1.5 text-sm text-muted hover:bg-hover hover:text-ink max-md:min-h-11"
        >
          <Eye aria-hidden="true" className="size-4" />
          {onlyMe ? t("viewers.onlyYou") : t("viewers.button", { count: viewers.length })}
        </button>
      }
    >
      <h3 className="px-4 pt-3.5 pb-1 font-semibold">{t("viewers.title")}</h3>
      <ul className="m-0 list-none px-2 py-1">
        {sorted.map((viewer) => (
          <li key={viewer.memberId} className="flex items-center gap-3 px-2 py-1.5">
            <Avatar name={viewer.name} />
            <div className="min-w-0 flex-1">
              <div className="truncate font-medium">
                {viewer.name}
                {viewer.memberId === member.id ? (
                  <span className="font-normal text-muted"> ({t("viewers.you")})</span>
                ) : null}
              </div>
              <div className="text-xs text-muted">
                {t(`viewers.why.${viewer.why}`)} · {t(`viewers.level.${viewer.level}`)}
              </div>
            </div>
          </li>
        ))}
      </ul>
      <p className="border-t px-4 py-2.5 text-xs text-muted">{t("viewers.note")}</p>
    </Popover>
  );
}
