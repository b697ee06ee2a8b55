import type { TFunction } from "i18next";
import { Clock, Paperclip, Reply, Star, TriangleAlert } from "lucide-react";
import { type MouseEvent, memo } from "react";
import { useTranslation } from "react-i18next";
import type { ConversationRow } from "@/api/conversation-types";
import type { MailAccount } from "@/api/mail-accounts";
import { nameOf, outsideFirst } from "@/api/people";
import type { Tag } from "@/api/teamwork";
import type { Formats } from "@/i18n/format";
import { Avatar } from "@/ui/avatar";
import { classes } from "@/ui/classes";
import { MailboxMark } from "@/ui/mailbox-mark";
import { TagDot } from "@/ui/tag-mark";
import type { Density } from "./list-memory";
import { PresenceRing } from "./presence-ring";

export const rowElementId = (conversationId: string) => `conversation-${conversationId}`;

interface ListRowProps {
  row: ConversationRow;
  /** Given when several mailboxes are shown together. */
  account: MailAccount | undefined;
  tags: ReadonlyMap<string, Tag>;
  href: string;
  position: number;
  top: number;
  height: number;
  density: Density;
  open: boolean;
  cursor: boolean;
  selected: boolean;
  selecting: boolean;
  formats: Formats;
  onOpen: (id: string) => void;
  onSelect: (id: string, range: boolean) => void;
  onFocus: (id: string) => void;
}

export const ListRow = memo(function ListRow(props: ListRowProps) {
  const { row, account, tags, density, open, cursor, selected, selecting, formats } = props;
  const { t } = useTranslation("inbox");
  const people = outsideFirst(row.participants);
  const outside = people.filter((person) => !person.own);
  const who = (outside.length > 0 ? outside : people).map(nameOf).join(", ") || t("list.noSender");
  const subject = row.subject || t("list.noSubject");
  const time = formats.short(row.lastAt);
  /** They wrote last and nobody has read it: what the dot stands for. */
  const waiting = row.unread && row.lastDirection === "in";
  const compact = density === "compact";
  const given = row.tags.flatMap((id) => tags.get(id) ?? []);
  const marks = <RowMarks row={row} account={account} tags={given} formats={formats} />;
  const label = [
    row.unread && t("list.unread"),
    waiting && t("list.waiting"),
    who,
    subject,
    row.snippet,
    formats.full(row.lastAt),
    row.emailCount > 1 && t("list.messages", { count: row.emailCount }),
    row.attachment && t("list.attachment"),
    row.starred && t("list.starred"),
    row.wishFailure !== null && t("list.refused"),
    row.lastDirection === "out" && t("list.weWroteLast"),
    row.state === "closed" && t("list.closed"),
    row.state === "snoozed" && snoozedText(t, row, formats),
    row.assignee && t("list.assignedTo", { name: row.assignee.name }),
    ...given.map((tag) => tag.name),
    account && t("list.inMailbox", { name: account.displayName || account.address }),
  ]
    .filter(Boolean)
    .join(", ");

  const click = (event: MouseEvent): void => {
    if (event.metaKey || event.ctrlKey || event.button !== 0) return;
    event.preventDefault();
    if (event.shiftKey) props.onSelect(row.id, true);
    else props.onOpen(row.id);
  };

  return (
    <li
      aria-setsize={-1}
      aria-posinset={props.position}
      className={classes(
        "group absolute inset-x-0 top-0 border-b border-line/70",
        open
          ? "bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]"
          : selected
            ? "bg-hover"
            : "bg-paper hover:bg-hover",
      )}
      style={{ height: props.height, transform: `translateY(${props.top}px)` }}
    >
      <a
        id={rowElementId(row.id)}
        href={props.href}
        tabIndex={cursor ? 0 : -1}
        aria-label={label}
        aria-current={open ? "true" : undefined}
        onClick={click}
        onFocus={() => props.onFocus(row.id)}
        draggable={false}
        className="flex h-full flex-col justify-center gap-0.5 pr-3 pl-9 no-underline inset-focus"
      >
        <span className="flex items-baseline gap-2">
          <span
            className={classes("min-w-0 flex-1 truncate", row.unread ? "font-semibold text-ink" : "text-ink")}
          >
            {who}
            {row.emailCount > 1 ? (
              <span className="ml-1.5 text-xs font-normal text-muted">{row.emailCount}</span>
            ) : null}
          </span>
          {row.wishFailure === null ? null : (
            <span title={t("list.refused")} className="shrink-0 self-center">
              <TriangleAlert className="size-3.5 text-warn" />
            </span>
          )}
          {row.starred ? (
            <span title={t("list.starred")} className="shrink-0 self-center">
              <Star className="size-3.5 fill-star text-star" />
            </span>
          ) : null}
          {row.attachment ? <Paperclip className="size-3.5 shrink-0 self-center text-muted" /> : null}
          <span className={classes("shrink-0 text-xs", row.unread ? "font-semibold text-ink" : "text-muted")}>
            {time}
          </span>
        </span>
        <span className={classes("flex items-center gap-2 text-sm", compact && "text-muted")}>
          <span className="min-w-0 flex-1 truncate">
            <span className={row.unread ? "font-semibold text-ink" : "text-ink"}>{subject}</span>
            {compact && row.snippet ? <span className="text-muted"> · {row.snippet}</span> : null}
          </span>
          {compact ? marks : null}
        </span>
        {compact ? null : (
          <span className="flex items-center gap-2 text-sm text-muted">
            <span className="min-w-0 flex-1 truncate">{row.snippet || "\u00a0"}</span>
            {marks}
          </span>
        )}
      </a>
      <span
        className={classes(
          "absolute inset-y-0 left-0 flex w-9 items-center justify-center",
          // On a phone the margin is there to be tapped; the box shows once something is selected.
          selecting || selected
            ? ""
            : "opacity-0 md:group-focus-within:opacity-100 md:group-hover:opacity-100",
        )}
      >
        <input
          type="checkbox"
          tabIndex={-1}
          checked={selected}
          aria-label={t(selected ? "list.deselect" : "list.select")}
          onClick={(event) => props.onSelect(row.id, event.shiftKey)}
          onChange={() => undefined}
          className="size-4 cursor-pointer accent-accent"
        />
      </span>
      {waiting ? (
        <span
          aria-hidden="true"
          className={classes(
            "pointer-events-none absolute left-4 top-1/2 size-2 -translate-y-1/2 rounded-full bg-accent",
            selecting || selected ? "hidden" : "md:group-focus-within:hidden md:group-hover:hidden",
          )}
        />
      ) : null}
    </li>
  );
});

const dayMillis = 86_400_000;

/** How many whole days they have let us wait. */
const daysWaiting = (row: ConversationRow): number =>
  row.state === "open" && row.lastDirection === "out"
    ? Math.floor((Date.now() - Date.parse(row.lastAt)) / dayMillis)
    : 0;

function snoozedText(t: TFunction<"inbox">, row: ConversationRow, formats: Formats): string {
  return row.snoozedUntil === null
    ? t("list.snoozed")
    : t("list.snoozedUntil", { when: formats.full(row.snoozedUntil) });
}

interface RowMarksProps {
  row: ConversationRow;
  account: MailAccount | undefined;
  tags: readonly Tag[];
  formats: Formats;
}

function RowMarks({ row, account, tags, formats }: RowMarksProps) {
  const { t } = useTranslation("inbox");
  const days = daysWaiting(row);
  return (
    <>
      <PresenceRing conversationId={row.id} />
      {tags.length > 0 ? (
        <span title={tags.map((tag) => tag.name).join(", ")} className="flex shrink-0 gap-0.5">
          {tags.slice(0, 4).map((tag) => (
            <TagDot key={tag.id} colour={tag.colour} />
          ))}
        </span>
      ) : null}
      {row.state === "snoozed" ? (
        <span title={snoozedText(t, row, formats)} className="shrink-0">
          <Clock className="size-3.5 text-muted" />
        </span>
      ) : null}
      {days > 0 ? (
        <span title={t("list.waitingDays", { count: days })} className="shrink-0 text-xs text-muted">
          {t("list.days", { count: days })}
        </span>
      ) : row.lastDirection === "out" ? (
        <span title={t("list.weWroteLast")} className="shrink-0">
          <Reply className="size-3.5 text-muted" />
        </span>
      ) : null}
      {row.assignee ? (
        <span title={t("list.assignedTo", { name: row.assignee.name })} className="shrink-0">
          <Avatar name={row.assignee.name} size="tiny" />
        </span>
      ) : null}
      {account ? <MailboxMark address={account.address} colour={account.colour} /> : null}
    </>
  );
}
