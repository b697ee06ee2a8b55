import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import type { AuditEntry } from "@/api/audit";
import { type AuditKind, type AuditSearch, auditKinds } from "@/api/audit-search";
import { membersQuery } from "@/api/members";
import { Button } from "@/ui/button";
import { Chip } from "@/ui/chip";
import { Field, Input, Select } from "@/ui/field";

interface AuditFiltersProps {
  search: AuditSearch;
  /** What is shown: it knows the name of what is looked for. */
  entries: readonly AuditEntry[];
  onChange: (search: AuditSearch) => void;
}

export function AuditFilters({ search, entries, onChange }: AuditFiltersProps) {
  const { t } = useTranslation("audit");
  const { data: members = [] } = useQuery(membersQuery);
  const about = entries.flatMap((entry) => entry.subjects).find(({ id }) => id === search.subject)?.name;
  const any = Object.values(search).some((value) => value !== undefined);
  return (
    <fieldset className="flex flex-col gap-3">
      <legend className="sr-only">{t("filters")}</legend>
      <div className="grid grid-cols-2 gap-3 lg:grid-cols-4">
        <Field label={t("member")}>
          <Select
            value={search.member ?? ""}
            onChange={(event) => onChange({ ...search, member: event.target.value || undefined })}
          >
            <option value="">{t("anyMember")}</option>
            {members.map((member) => (
              <option key={member.id} value={member.id}>
                {member.name}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("kind")}>
          <Select
            value={search.kind ?? ""}
            onChange={(event) =>
              onChange({ ...search, kind: (event.target.value || undefined) as AuditKind | undefined })
            }
          >
            <option value="">{t("anyKind")}</option>
            {auditKinds.map((kind) => (
              <option key={kind} value={kind}>
                {t(`kinds.${kind}`)}
              </option>
            ))}
          </Select>
        </Field>
        <Field label={t("from")}>
          <Input
            type="date"
            value={search.from ?? ""}
            max={search.until}
            onChange={(event) => onChange({ ...search, from: event.target.value || undefined })}
          />
        </Field>
        <Field label={t("until")}>
          <Input
            type="date"
            value={search.until ?? ""}
            min={search.from}
            onChange={(event) => onChange({ ...search, until: event.target.value || undefined })}
          />
        </Field>
      </div>
      {any ? (
        <div className="flex flex-wrap items-center gap-3">
          {search.subject ? (
            <Chip
              tone="accent"
              onRemove={() => onChange({ ...search, subject: undefined })}
              removeLabel={t("clearAbout")}
            >
              {t("about", { name: about ?? t("hidden") })}
            </Chip>
          ) : null}
          <Button kind="quiet" size="small" onClick={() => onChange({})}>
            {t("clear")}
          </Button>
        </div>
      ) : null}
    </fieldset>
  );
}
