import { CircleCheck, FolderSync, Inbox, Mailbox, Tag } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { ListView } from "@/api/conversations";
import type { MailAccount } from "@/api/mail-accounts";
import { ProblemBanner } from "@/ui/banner";
import { Button, Spinner } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { useLate } from "@/ui/skeleton";
import type { Density } from "./list-memory";
import { sectionIcons } from "./places";

interface ListEmptyProps {
  view: ListView;
  accounts: readonly MailAccount[];
  mayConnect: boolean;
  onConnect: () => void;
  onMailboxes: () => void;
  onShowAll: () => void;
}

/** Why nothing is listed, and the next step. */
export function ListEmpty({ view, accounts, mayConnect, onConnect, onMailboxes, onShowAll }: ListEmptyProps) {
  const { t } = useTranslation("inbox");
  const shown = view.accountId ? accounts.filter((account) => account.id === view.accountId) : accounts;
  if (accounts.length === 0 && view.section !== "shared") {
    return (
      <EmptyState
        icon={<Mailbox aria-hidden="true" />}
        title={t("empty.noMailboxTitle")}
        actions={
          mayConnect ? (
            <Button kind="primary" onClick={onConnect}>
              {t("empty.noMailboxAction")}
            </Button>
          ) : null
        }
      >
        {t(mayConnect ? "empty.noMailboxText" : "empty.noMailboxAsk")}
      </EmptyState>
    );
  }
  if (view.section) {
    return (
      <EmptyState icon={sectionIcons[view.section]} title={t(`empty.${view.section}Title`)}>
        {t(`empty.${view.section}Text`)}
      </EmptyState>
    );
  }
  if (view.tagId) {
    return (
      <EmptyState icon={<Tag aria-hidden="true" />} title={t("empty.tagTitle")}>
        {t("empty.tagText")}
      </EmptyState>
    );
  }
  if (view.unread) {
    return (
      <EmptyState
        icon={<CircleCheck aria-hidden="true" />}
        title={t("empty.unreadTitle")}
        actions={<Button onClick={onShowAll}>{t("empty.unreadAction")}</Button>}
      >
        {t("empty.unreadText")}
      </EmptyState>
    );
  }
  if (shown.some((account) => account.state === "backfilling")) {
    return (
      <EmptyState icon={<FolderSync aria-hidden="true" />} title={t("empty.backfillingTitle")}>
        {t("empty.backfillingText")}
        <Spinner className="mt-4 text-muted" />
      </EmptyState>
    );
  }
  return (
    <EmptyState
      icon={<Inbox aria-hidden="true" />}
      title={t("empty.allTitle")}
      actions={<Button onClick={onMailboxes}>{t("empty.chooseFolders")}</Button>}
    >
      {t("empty.allText")}
    </EmptyState>
  );
}

export function ListProblem({ problem, onRetry }: { problem: unknown; onRetry: () => void }) {
  const { t } = useTranslation("inbox");
  return (
    <div className="p-4">
      <h2 className="mb-3 font-semibold">{t("error.title")}</h2>
      <ProblemBanner
        problem={problem}
        actions={
          <Button size="small" onClick={onRetry}>
            {t("list.retry")}
          </Button>
        }
      />
    </div>
  );
}

const widths = [
  [46, 80, 92],
  [38, 64, 86],
  [52, 72, 58],
  [34, 84, 90],
];

/** Rows in grey where conversations will be. */
export function ListSkeleton({ density }: { density: Density }) {
  const { t } = useTranslation("inbox");
  const late = useLate();
  return (
    <div aria-busy="true">
      <span className="sr-only" role="status">
        {t("list.loading")}
      </span>
      {late
        ? [...widths, ...widths].map((row, index) => (
            <div
              // biome-ignore lint/suspicious/noArrayIndexKey: placeholders have nothing else
              key={index}
              aria-hidden="true"
              className="flex animate-pulse flex-col justify-center gap-2.5 border-b border-line/70 pr-4 pl-9"
              style={{ height: density === "compact" ? 56 : 86 }}
            >
              {row.slice(0, density === "compact" ? 2 : 3).map((width) => (
                <div key={width} className="h-3 rounded bg-hover" style={{ width: `${width}%` }} />
              ))}
            </div>
          ))
        : null}
    </div>
  );
}
