import { keepPreviousData, queryOptions, useQuery } from "@tanstack/react-query";
import { ArrowRight, Minus, Plus } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { http } from "@/api/http";
import type { AccessLevel, Share, Sharing } from "@/api/mail-accounts";
import { ProblemBanner } from "@/ui/banner";

/** What becomes of somebody's reach into a mailbox; null: none. */
interface ReachChange {
  memberId: string;
  name: string;
  role: string;
  before: AccessLevel | null;
  after: AccessLevel | null;
  /** How many of its conversations they see all the same. */
  granted: number;
}

const previewQuery = (accountId: string, sharing: Sharing, shares: readonly Share[]) =>
  queryOptions({
    queryKey: ["mail-accounts", accountId, "sharing-preview", sharing, shares],
    queryFn: async () =>
      (
        await http.post<{ items: ReachChange[] }>(`/mail-accounts/${accountId}/sharing/preview`, {
          sharing,
          shares,
        })
      ).items,
    staleTime: 0,
    placeholderData: keepPreviousData,
  });

interface SharingPreviewProps {
  accountId: string;
  sharing: Sharing;
  shares: readonly Share[];
}

/** Who would gain and who would lose the mailbox, as the server's own rule says, before anything is saved. */
export function SharingPreview({ accountId, sharing, shares }: SharingPreviewProps) {
  const { t } = useTranslation("mailboxes");
  const { data, error } = useQuery(previewQuery(accountId, sharing, shares));
  if (error) return <ProblemBanner problem={error} className="mt-4" />;
  if (!data) return null;
  const gains = data.filter((one) => one.before === null);
  const loses = data.filter((one) => one.after === null);
  const others = data.filter((one) => one.before && one.after && one.before !== one.after);
  if (gains.length + loses.length + others.length === 0) {
    return <p className="mt-4 text-sm text-muted">{t("sharing.preview.same")}</p>;
  }
  const level = (value: AccessLevel | null) => (value ? t(`sharing.level.${value}`) : "");
  return (
    <section aria-label={t("sharing.preview.title")} className="mt-4 flex flex-col gap-3" aria-live="polite">
      <Group title={t("sharing.preview.gains", { count: gains.length })} people={gains}>
        {(one) => (
          <>
            <Plus aria-hidden="true" className="size-4 shrink-0 text-ok" />
            <Name of={one}>{level(one.after)}</Name>
          </>
        )}
      </Group>
      <Group title={t("sharing.preview.loses", { count: loses.length })} people={loses}>
        {(one) => (
          <>
            <Minus aria-hidden="true" className="size-4 shrink-0 text-danger" />
            <Name of={one}>
              {one.granted > 0 ? t("sharing.preview.keeps", { count: one.granted }) : level(one.before)}
            </Name>
          </>
        )}
      </Group>
      <Group title={t("sharing.preview.changes", { count: others.length })} people={others}>
        {(one) => (
          <>
            <ArrowRight aria-hidden="true" className="size-4 shrink-0 text-muted" />
            <Name of={one}>
              {t("sharing.preview.fromTo", { before: level(one.before), after: level(one.after) })}
            </Name>
          </>
        )}
      </Group>
    </section>
  );
}

interface GroupProps {
  title: string;
  people: readonly ReachChange[];
  children: (one: ReachChange) => ReactNode;
}

function Group({ title, people, children }: GroupProps) {
  if (people.length === 0) return null;
  return (
    <div>
      <h3 className="text-sm font-semibold">{title}</h3>
      <ul className="mt-1 max-h-40 overflow-y-auto">
        {people.map((one) => (
          <li key={one.memberId} className="flex items-center gap-2 py-1">
            {children(one)}
          </li>
        ))}
      </ul>
    </div>
  );
}

function Name({ of, children }: { of: ReachChange; children: ReactNode }) {
  return (
    <span className="min-w-0 flex-1">
      {of.name} <span className="text-sm text-muted">· {children}</span>
    </span>
  );
}
