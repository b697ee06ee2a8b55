import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { Download, ScrollText } from "lucide-react";
import { useTranslation } from "react-i18next";
import { auditQuery, exportAudit } from "@/api/audit";
import type { AuditSearch } from "@/api/audit-search";
import { useMember } from "@/api/session";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { useTitle } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { AuditFilters } from "./audit-filters";
import { AuditLine } from "./audit-line";

/** Who did what that matters for security, newest first. */
export function AuditPage() {
  const { t } = useTranslation("audit");
  const { timeZone } = useMember();
  const search = useSearch({ from: "/app/settings/audit" });
  const navigate = useNavigate();
  useTitle(t("title"));
  const look = (wanted: AuditSearch): void => {
    void navigate({ to: "/settings/audit", search: wanted, replace: true });
  };
  const log = useInfiniteQuery(auditQuery(search, timeZone));
  const download = useMutation({
    mutationFn: () => exportAudit(search, timeZone),
    onSuccess: (file) => {
      save(file, "rozmowa-audit.csv");
      toast({ text: t("exported") });
    },
  });
  const entries = log.data?.pages.flatMap((page) => page.items) ?? [];
  const failed = log.error ?? download.error;
  return (
    <>
      <div className="mb-6 flex flex-wrap items-start justify-between gap-x-6 gap-y-3">
        <div className="min-w-0 flex-1 basis-72">
          <h1 className="text-2xl font-semibold">{t("title")}</h1>
          <p className="mt-1 text-muted text-pretty">{t("lead")}</p>
        </div>
        <Button
          icon={<Download aria-hidden="true" className="size-4" />}
          busy={download.isPending}
          onClick={() => download.mutate()}
        >
          {t("export")}
        </Button>
      </div>
      <AuditFilters search={search} entries={entries} onChange={look} />
      {failed ? <ProblemBanner problem={failed} className="mt-4" /> : null}
      {log.isPending ? <Skeleton lines={8} className="mt-6" /> : null}
      {log.isSuccess && entries.length === 0 ? (
        <EmptyState icon={<ScrollText aria-hidden="true" />} title={t("empty")}>
          {t("emptyText")}
        </EmptyState>
      ) : null}
      {entries.length > 0 ? (
        <ul aria-label={t("title")} className="mt-4 divide-y rounded-lg border bg-surface">
          {entries.map((entry) => (
            <AuditLine key={entry.id} entry={entry} onSubject={(subject) => look({ ...search, subject })} />
          ))}
        </ul>
      ) : null}
      {log.hasNextPage ? (
        <Button className="mt-4" busy={log.isFetchingNextPage} onClick={() => void log.fetchNextPage()}>
          {t("older")}
        </Button>
      ) : null}
    </>
  );
}

function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file);
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 10_000);
}
