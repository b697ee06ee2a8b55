import { Mail, MailOpen, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import { IconButton } from "@/ui/button";

interface BulkBarProps {
  count: number;
  onRead: (read: boolean) => void;
  onClear: () => void;
}

/** Stands in the place of the list's header while something is selected. */
export function BulkBar({ count, onRead, onClear }: BulkBarProps) {
  const { t } = useTranslation("inbox");
  return (
    <div role="toolbar" aria-label={t("bulk.label")} className="flex min-w-0 flex-1 items-center gap-1">
      <IconButton label={t("bulk.clear")} hint="Esc" icon={<X aria-hidden="true" />} onClick={onClear} />
      <span aria-live="polite" className="min-w-0 flex-1 truncate font-semibold">
        {t("bulk.selected", { count })}
      </span>
      <IconButton
        label={t("bulk.read")}
        icon={<MailOpen aria-hidden="true" />}
        onClick={() => onRead(true)}
      />
      <IconButton
        label={t("bulk.unread")}
        hint="Shift+U"
        icon={<Mail aria-hidden="true" />}
        onClick={() => onRead(false)}
      />
    </div>
  );
}
