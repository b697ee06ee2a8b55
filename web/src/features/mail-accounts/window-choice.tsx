import { useTranslation } from "react-i18next";
import { ChoiceCards } from "@/ui/choice-cards";

const windows = [7, 30, 90, 365];

/** How far back the synchronisation begins. */
export function WindowChoice({ value, onChange }: { value: number; onChange: (days: number) => void }) {
  const { t } = useTranslation();
  return (
    <ChoiceCards
      label={t("mailboxes:window.label")}
      hint={t("mailboxes:window.hint")}
      value={String(value)}
      onChange={(days) => onChange(Number(days))}
      row
      choices={windows.map((days) => ({
        value: String(days),
        label: t("mailboxes:window.days", { count: days }),
      }))}
    />
  );
}
