import { Archive, EllipsisVertical, Inbox, Mail, MailOpen, Star, Trash2, X } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Section } from "@/api/conversations";
import { IconButton } from "@/ui/button";
import { keyHint } from "@/ui/keys";
import { Menu, MenuItem } from "@/ui/menu";

interface BulkBarProps {
  count: number;
  /** Whether all of them are starred: then the star takes theirs away. */
  starred: boolean;
  section: Section | undefined;
  onRead: (read: boolean) => void;
  onStar: () => void;
  onPlace: (to: "archive" | "trash" | "back") => void;
  onClear: () => void;
}

/** Stands in the place of the list's header while something is selected. */
export function BulkBar({ count, starred, section, onRead, onStar, onPlace, onClear }: BulkBarProps) {
  const { t } = useTranslation("inbox");
  return (
    <div role="toolbar" aria-label={t("bulk.label")} className="flex min-w-0 flex-1 items-center gap-1">
      <IconButton label={t("bulk.clear")} hint="Esc" icon={<X aria-hidden="true" />} onClick={onClear} />
      <span aria-live="polite" className="min-w-0 flex-1 truncate font-semibold">
        {t("bulk.selected", { count })}
      </span>
      <IconButton
        label={t(starred ? "bulk.unstar" : "bulk.star")}
        hint={keyHint("conversation.star")}
        icon={<Star aria-hidden="true" className={starred ? "fill-star text-star" : undefined} />}
        onClick={onStar}
      />
      {section === "archive" || section === "trash" ? (
        <IconButton
          label={t("bulk.back")}
          icon={<Inbox aria-hidden="true" />}
          onClick={() => onPlace("back")}
        />
      ) : (
        <IconButton
          label={t("bulk.archive")}
          hint={keyHint("conversation.archive")}
          icon={<Archive aria-hidden="true" />}
          onClick={() => onPlace("archive")}
        />
      )}
      {section === "trash" ? null : (
        <IconButton
          label={t("bulk.trash")}
          hint={keyHint("conversation.trash")}
          icon={<Trash2 aria-hidden="true" />}
          onClick={() => onPlace("trash")}
        />
      )}
      <IconButton
        label={t("bulk.read")}
        icon={<MailOpen aria-hidden="true" />}
        onClick={() => onRead(true)}
        className="max-md:hidden"
      />
      <IconButton
        label={t("bulk.unread")}
        hint="Shift+U"
        icon={<Mail aria-hidden="true" />}
        onClick={() => onRead(false)}
        className="max-md:hidden"
      />
      <div className="md:hidden">
        <Menu trigger={<IconButton label={t("bulk.more")} icon={<EllipsisVertical aria-hidden="true" />} />}>
          <MenuItem icon={<MailOpen aria-hidden="true" />} onSelect={() => onRead(true)}>
            {t("bulk.read")}
          </MenuItem>
          <MenuItem icon={<Mail aria-hidden="true" />} onSelect={() => onRead(false)}>
            {t("bulk.unread")}
          </MenuItem>
        </Menu>
      </div>
    </div>
  );
}
