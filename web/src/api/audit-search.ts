export const auditKinds = ["sign_in", "members", "mailboxes", "conversations", "project"] as const;
export type AuditKind = (typeof auditKinds)[number];

/** What is looked for, as the address bar says it. Days are the member's own, `YYYY-MM-DD`. */
export interface AuditSearch {
  member?: string;
  kind?: AuditKind;
  from?: string;
  until?: string;
  subject?: string;
}

const day = /^\d{4}-\d{2}-\d{2}$/u;
const text = (value: unknown): string | undefined =>
  typeof value === "string" && value !== "" ? value : undefined;

export function auditSearch(search: Record<string, unknown>): AuditSearch {
  const dayOf = (value: unknown): string | undefined => {
    const given = text(value);
    return given && day.test(given) && !Number.isNaN(Date.parse(given)) ? given : undefined;
  };
  return {
    member: text(search.member),
    kind: auditKinds.find((kind) => kind === search.kind),
    from: dayOf(search.from),
    until: dayOf(search.until),
    subject: text(search.subject),
  };
}
