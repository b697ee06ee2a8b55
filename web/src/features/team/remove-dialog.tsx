import { queryOptions, useMutation, useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { http, queryString } from "@/api/http";
import { type Member, membersQuery } from "@/api/members";
import { queryClient } from "@/api/query";
import type { CurrentMember } from "@/api/session";
import { useFormats } from "@/i18n/use-formats";
import { Banner, ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Select } from "@/ui/field";
import { Skeleton } from "@/ui/skeleton";

/** So many things that a member leaves behind. */
interface Legacy {
  kind: "mailboxes" | "private_mailboxes" | "conversations" | "assigned" | "clients";
  part: "MAILBOXES" | "WORK";
  count: number;
  /** They cannot be passed on by me. */
  stays: boolean;
}

const legacyQuery = (memberId: string) =>
  queryOptions({
    queryKey: ["members", memberId, "handover"],
    queryFn: async ({ signal }) =>
      (await http.get<{ items: Legacy[] }>(`/members/${memberId}/handover`, signal)).items,
    staleTime: 0,
  });

interface RemoveDialogProps {
  member: Member;
  me: CurrentMember;
  open: boolean;
  onClose: () => void;
}

/** Lets somebody go, or oneself, and hands over in the same step what they have. */
export function RemoveDialog({ member, me, open, onClose }: RemoveDialogProps) {
  const { t } = useTranslation("team");
  const self = member.id === me.id;
  const legacy = useQuery({ ...legacyQuery(member.id), enabled: open });
  const [mailboxesTo, setMailboxesTo] = useState(self ? "" : me.id);
  const [workTo, setWorkTo] = useState(self ? "" : me.id);
  const items = legacy.data ?? [];
  const passing = (part: Legacy["part"]) => items.filter((one) => one.part === part && !one.stays);
  const staying = items.filter((one) => one.stays);
  const mailboxes = passing("MAILBOXES");
  const work = passing("WORK");
  const remove = useMutation({
    mutationFn: () =>
      http.delete(
        `/members/${member.id}${queryString({
          mailboxesTo: mailboxes.length > 0 ? mailboxesTo : undefined,
          workTo: work.length > 0 ? workTo : undefined,
        })}`,
      ),
    onSuccess: () => {
      onClose();
      if (self) window.location.assign("/login");
      void queryClient.invalidateQueries({ queryKey: ["mail-accounts"] });
      return queryClient.invalidateQueries({ queryKey: membersQuery.queryKey });
    },
  });
  return (
    <Dialog
      open={open}
      onClose={onClose}
      title={self ? t("leaveTitle") : t("removeTitle", { name: member.name })}
      description={t(self ? "leaveText" : "removeText")}
      actions={
        <>
          <Button onClick={onClose}>{t("common:cancel")}</Button>
          <Button
            kind="danger"
            busy={remove.isPending}
            disabled={legacy.isPending}
            onClick={() => remove.mutate()}
          >
            {t(self ? "leaveConfirm" : "removeConfirm")}
          </Button>
        </>
      }
    >
      <div className="flex flex-col gap-5 empty:hidden">
        {legacy.isPending ? <Skeleton lines={2} /> : null}
        {legacy.error ? <ProblemBanner problem={legacy.error} /> : null}
        {mailboxes.length > 0 ? (
          <Successor
            label={t("handover.mailboxes")}
            legacies={mailboxes}
            hint={t("handover.mailboxesHint")}
            leaver={member}
            value={mailboxesTo}
            onChange={setMailboxesTo}
          />
        ) : null}
        {work.length > 0 ? (
          <Successor
            label={t("handover.work")}
            legacies={work}
            hint={t("handover.workHint")}
            leaver={member}
            value={workTo}
            onChange={setWorkTo}
          />
        ) : null}
        {staying.map((one) => (
          <Banner key={one.kind} tone="warn">
            {t("handover.stays", { count: one.count })}
          </Banner>
        ))}
        {remove.error ? <ProblemBanner problem={remove.error} /> : null}
      </div>
    </Dialog>
  );
}

interface SuccessorProps {
  label: string;
  legacies: readonly Legacy[];
  hint: string;
  leaver: Member;
  value: string;
  onChange: (memberId: string) => void;
}

/** What goes, counted, and to whom. */
function Successor({ label, legacies, hint, leaver, value, onChange }: SuccessorProps) {
  const { t } = useTranslation("team");
  const formats = useFormats();
  const { data: members = [] } = useQuery(membersQuery);
  const candidates = members
    .filter((one) => one.leftAt === null && one.role !== "guest" && one.id !== leaver.id)
    .toSorted((left, right) => formats.compare(left.name, right.name));
  const counted = legacies.map((one) => t(`handover.kind.${one.kind}`, { count: one.count }));
  return (
    <Field label={label} hint={value === "" ? t("handover.nobodyHint") : hint}>
      <p className="-mt-1 text-sm text-muted">{formats.list(counted)}</p>
      <Select value={value} onChange={(event) => onChange(event.target.value)}>
        {candidates.map((one) => (
          <option key={one.id} value={one.id}>
            {one.name}
          </option>
        ))}
        <option value="">{t("handover.nobody")}</option>
      </Select>
    </Field>
  );
}
