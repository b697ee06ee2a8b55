import { useTranslation } from "react-i18next";
import type { GrantLevel } from "@/api/access";
import { Select } from "@/ui/field";

interface LevelSelectProps {
  /** Read aloud where no label stands beside it. */
  label?: string;
  value: GrantLevel;
  disabled?: boolean;
  onChange: (level: GrantLevel) => void;
}

/** How far one conversation is opened. */
export function LevelSelect({ label, value, disabled, onChange }: LevelSelectProps) {
  const { t } = useTranslation("access");
  return (
    <Select
      aria-label={label}
      value={value}
      disabled={disabled}
      onChange={(event) => onChange(event.target.value === "reply" ? "reply" : "read")}
      className="!h-8 !w-38 !text-sm max-md:!h-11"
    >
      <option value="read">{t("level.read")}</option>
      <option value="reply">{t("level.reply")}</option>
    </Select>
  );
}
