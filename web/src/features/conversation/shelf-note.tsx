import { useQueryClient } from "@tanstack/react-query";
import { Archive, FolderInput, Trash2, TriangleAlert } from "lucide-react";
import { type ReactNode, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation, Shelf } from "@/api/conversation-types";
import { useWishes } from "@/api/use-wishes";
import { giveUpWishes, retryWishes } from "@/api/wishes";
import { problemText } from "@/i18n/problem-text";
import { Button } from "@/ui/button";
import { classes } from "@/ui/classes";
import { toast } from "@/ui/toast";

const icons: Record<Shelf, ReactNode> = {
  archive: <Archive aria-hidden="true" />,
  folder: <FolderInput aria-hidden="true" />,
  trash: <Trash2 aria-hidden="true" />,
};

/** Where the conversation was put, and what the provider has not done of what was wanted. */
export function ShelfNote({ conversation }: { conversation: Conversation }) {
  const { t } = useTranslation("conversation");
  const wishes = useWishes();
  const { shelf } = conversation;
  return (
    <>
      {conversation.wishFailure === null ? null : <Refused conversation={conversation} />}
      {shelf === null ? null : (
        <NoteLine
          icon={icons[shelf]}
          actions={
            conversation.level === "read" ? null : (
              <Button
                kind="quiet"
                size="small"
                onClick={() => wishes.place([conversation.id], { to: "back" })}
              >
                {t("wish.back")}
              </Button>
            )
          }
        >
          <span className="font-medium">{t(`wish.shelf.${shelf}`)}</span>{" "}
          <span className="text-muted">{t(`wish.shelfHint.${shelf}`)}</span>
        </NoteLine>
      )}
    </>
  );
}

function Refused({ conversation }: { conversation: Conversation }) {
  const { t, i18n } = useTranslation("conversation");
  const client = useQueryClient();
  const [busy, setBusy] = useState(false);
  const code = conversation.wishFailure ?? "";
  const reason = i18n.exists(`conversation:wish.failure.${code}`) ? code : "server_said_no";
  const act = async (what: (id: string) => Promise<unknown>): Promise<void> => {
    setBusy(true);
    try {
      await what(conversation.id);
      await client.invalidateQueries({ queryKey: ["conversation", conversation.id], exact: true });
    } catch (problem) {
      toast({ text: problemText(t, problem).what, tone: "problem" });
    }
    setBusy(false);
  };
  return (
    <NoteLine
      warn
      icon={<TriangleAlert aria-hidden="true" className="text-warn" />}
      actions={
        conversation.level === "read" ? null : (
          <>
            <Button kind="quiet" size="small" busy={busy} onClick={() => void act(retryWishes)}>
              {t("wish.retry")}
            </Button>
            <Button kind="quiet" size="small" disabled={busy} onClick={() => void act(giveUpWishes)}>
              {t("wish.giveUp")}
            </Button>
          </>
        )
      }
    >
      <span className="font-medium">{t("wish.refused")}</span> {t(`wish.failure.${reason}`)}
    </NoteLine>
  );
}

/** A line between the head of a conversation and its messages. */
export function NoteLine({
  icon,
  actions,
  warn,
  children,
}: {
  icon: ReactNode;
  actions: ReactNode;
  warn?: boolean;
  children: ReactNode;
}) {
  return (
    <div
      role={warn ? "alert" : undefined}
      className={classes(
        "flex shrink-0 flex-wrap items-center gap-x-3 gap-y-1 border-b py-1.5 pr-2 pl-4 text-sm [&>svg]:size-4 [&>svg]:shrink-0",
        warn ? "bg-warn-soft" : "bg-sunken",
      )}
    >
      {icon}
      <span className="min-w-48 flex-1 py-0.5">{children}</span>
      <span className="flex flex-wrap gap-1">{actions}</span>
    </div>
  );
}
