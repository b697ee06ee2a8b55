import { useTranslation } from "react-i18next";
import type { HistoryLine } from "@/api/teamwork";
import { useFormats } from "@/i18n/use-formats";

/** What was done, small and grey between the messages. */
export function HistoryLineRow({ line }: { line: HistoryLine }) {
  const { t, i18n } = useTranslation("teamwork");
  const formats = useFormats();
  const key = `history.${line.by ? "by" : "self"}.${line.verb}`;
  const self = line.by !== null && line.about?.id === line.by.id && i18n.exists(`teamwork:${key}Self`);
  if (!i18n.exists(`teamwork:${key}`)) return null;
  const moment = line.detail && /^\d{4}-\d{2}-\d{2}T/u.test(line.detail) ? line.detail : null;
  return (
    <p className="m-0 flex items-baseline justify-center gap-1.5 px-4 text-center text-xs text-muted">
      <span>
        {t(self ? `${key}Self` : line.verb === "snoozed" && moment ? `${key}Until` : key, {
          who: line.by?.name,
          whom: line.about?.name,
          tag: line.tag ?? t("history.goneTag"),
          when: moment ? formats.full(moment) : undefined,
        })}
      </span>
      <time dateTime={line.at} title={formats.full(line.at)} className="shrink-0 tabular-nums">
        {formats.short(line.at)}
      </time>
    </p>
  );
}
