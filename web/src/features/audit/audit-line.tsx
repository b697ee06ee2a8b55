import { useTranslation } from "react-i18next";
import type { AuditEntry } from "@/api/audit";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";

interface AuditLineProps {
  entry: AuditEntry;
  onSubject: (id: string) => void;
}

/** Who, what, about what, when. What it was about can be pressed to see only that. */
export function AuditLine({ entry, onSubject }: AuditLineProps) {
  const { t, i18n } = useTranslation("audit");
  const formats = useFormats();
  const who = entry.member ? (entry.member.name ?? t("former")) : t("nobody");
  // A key that ends in _other would be a plural form.
  const verb = entry.verb.replace(/_other$/u, "_another");
  const words = i18n.exists(`audit:verb.${verb}`)
    ? t(`audit:verb.${verb}`)
    : t("unknown", { verb: entry.verb });
  // Somebody about themselves, and the project everything is in, need no name of their own.
  const subjects = entry.subjects.filter(({ id }) => id !== entry.member?.id);
  return (
    <li className="flex gap-3 px-4 py-3">
      <Avatar name={who} size="small" className="mt-0.5" />
      <div className="min-w-0 flex-1">
        <div className="text-pretty">
          <span className="font-medium">{words}</span>
          {subjects.map(({ id, name }, place) => (
            <span key={id}>
              {place === 0 ? ": " : ", "}
              {name === null ? (
                <span className="text-muted">{t("hidden")}</span>
              ) : (
                <button
                  type="button"
                  title={t("onlyThis", { name })}
                  aria-label={t("onlyThis", { name })}
                  onClick={() => onSubject(id)}
                  className="max-w-full break-words text-left link"
                >
                  {name}
                </button>
              )}
            </span>
          ))}
        </div>
        <div className="text-sm text-muted">
          <span title={entry.email ?? undefined}>{who}</span>
          {" · "}
          <time dateTime={entry.at}>{formats.full(entry.at)}</time>
        </div>
      </div>
    </li>
  );
}
