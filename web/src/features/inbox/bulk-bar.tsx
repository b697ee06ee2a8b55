import {
  Archive,
  ArchiveX,
  CircleCheck,
  Clock,
  EllipsisVertical,
  Inbox,
  Mail,
  MailOpen,
  RotateCcw,
  Star,
  Tag,
  Trash2,
  UserRoundPlus,
  X,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Section } from "@/api/conversations";
import { IconButton } from "@/ui/button";
import { keyHint } from "@/ui/keys";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";

interface BulkBarProps {
  count: number;
  /** Whether all of them are starred: then the star takes theirs away. */
  starred: boolean;
  section: Section | undefined;
  onRead: (read: boolean) => void;
  onStar: () => void;
  onPlace: (to: "archive" | "trash" | "back") => void;
  onDone: () => void;
  onAsk: (kind: "snooze" | "assign" | "tag") => void;
  onArchive: () => void;
  onClear: () => void;
}

/** Stands in the place of the list's header while something is selected. */
export function BulkBar(props: BulkBarProps) {
  const { count, starred, section, onRead, onStar, onPlace, onDone, onAsk, onArchive, onClear } = props;
  const { t } = useTranslation("inbox");
  const away = section === "archive" || section === "trash";
  const closed = section === "closed";
  return (
    <div role="toolbar" aria-label={t("bulk.label")} className="flex min-w-0 flex-1 items-center gap-1">
      <IconButton label={t("bulk.clear")} hint="Esc" icon={<X aria-hidden="true" />} onClick={onClear} />
      <span aria-live="polite" className="min-w-0 flex-1 truncate font-semibold">
        {t("bulk.selected", { count })}
      </span>
      {away ? (
        <IconButton
          label={t("bulk.back")}
          icon={<Inbox aria-hidden="true" />}
          onClick={() => onPlace("back")}
        />
      ) : (
        <IconButton
          label={t(closed ? "teamwork:act.reopen" : "teamwork:act.close")}
          hint={keyHint("conversation.done")}
          icon={closed ? <RotateCcw aria-hidden="true" /> : <CircleCheck aria-hidden="true" />}
          onClick={onDone}
        />
      )}
      <IconButton
        label={t("teamwork:act.assign")}
        hint={keyHint("conversation.assign")}
        icon={<UserRoundPlus aria-hidden="true" />}
        onClick={() => onAsk("assign")}
      />
      <IconButton
        label={t("teamwork:act.tag")}
        hint={keyHint("conversation.tag")}
        icon={<Tag aria-hidden="true" />}
        onClick={() => onAsk("tag")}
      />
      <Menu trigger={<IconButton label={t("bulk.more")} icon={<EllipsisVertical aria-hidden="true" />} />}>
        <MenuItem
          icon={<Clock aria-hidden="true" />}
          hint={keyHint("conversation.snooze")}
          onSelect={() => onAsk("snooze")}
        >
          {t("teamwork:act.snooze")}
        </MenuItem>
        <MenuItem icon={<Star aria-hidden="true" />} hint={keyHint("conversation.star")} onSelect={onStar}>
          {t(starred ? "bulk.unstar" : "bulk.star")}
        </MenuItem>
        <MenuItem icon={<MailOpen aria-hidden="true" />} onSelect={() => onRead(true)}>
          {t("bulk.read")}
        </MenuItem>
        <MenuItem icon={<Mail aria-hidden="true" />} hint="Shift+U" onSelect={() => onRead(false)}>
          {t("bulk.unread")}
        </MenuItem>
        <MenuItem icon={<ArchiveX aria-hidden="true" />} onSelect={onArchive}>
          {t(section === "archived_by_me" ? "teamwork:act.toMyInbox" : "teamwork:act.archiveForMe")}
        </MenuItem>
        <MenuLine />
        {away ? null : (
          <MenuItem
            icon={<Archive aria-hidden="true" />}
            hint={keyHint("conversation.archive")}
            onSelect={() => onPlace("archive")}
          >
            {t("bulk.archive")}
          </MenuItem>
        )}
        {section === "trash" ? null : (
          <MenuItem
            icon={<Trash2 aria-hidden="true" />}
            hint={keyHint("conversation.trash")}
            onSelect={() => onPlace("trash")}
          >
            {t("bulk.trash")}
          </MenuItem>
        )}
      </Menu>
    </div>
  );
}
