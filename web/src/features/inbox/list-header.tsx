import { useQuery } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import {
  Bookmark,
  BookmarkPlus,
  ChevronDown,
  Inbox,
  Mail,
  PanelLeftClose,
  PanelLeftOpen,
  Rows2,
  Rows3,
} from "lucide-react";
import { useTranslation } from "react-i18next";
import { type ListView, useCounts } from "@/api/conversations";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { tagsQuery, viewsQuery } from "@/api/teamwork";
import { ask } from "@/api/teamwork-asks";
import { useFormats } from "@/i18n/use-formats";
import { IconButton } from "@/ui/button";
import { MailboxMark } from "@/ui/mailbox-mark";
import { Menu, MenuItem, MenuLine } from "@/ui/menu";
import { TagDot } from "@/ui/tag-mark";
import type { Density } from "./list-memory";
import {
  countOf,
  type InboxSearch,
  isSavedView,
  restSections,
  searchOfView,
  sectionIcons,
  unreadShared,
  workSections,
} from "./places";

interface ListHeaderProps {
  view: ListView;
  density: Density;
  sectionsShown: boolean;
  /** Not given where the column of sections has no room at all. */
  onSections: (() => void) | undefined;
  onDensity: (density: Density) => void;
}

/** Names the list; where the column of sections has no room, it is also how one changes the view. */
export function ListHeader({ view, density, sectionsShown, onSections, onDensity }: ListHeaderProps) {
  const { t } = useTranslation("inbox");
  const navigate = useNavigate();
  const formats = useFormats();
  const counts = useCounts();
  const { data: accounts = [] } = useQuery(mailAccountsQuery);
  const account = accounts.find((each) => each.id === view.accountId);
  const { data: tags = [] } = useQuery(tagsQuery);
  const { data: views = [] } = useQuery(viewsQuery);
  const saved = views.find((each) => isSavedView(each, view));
  const parts = [
    view.section ? t(`sections.${view.section}`) : view.unread ? t("sections.unread") : undefined,
    view.tagId ? (tags.find((tag) => tag.id === view.tagId)?.name ?? "\u00a0") : undefined,
    view.accountId ? account?.displayName || account?.address || "\u00a0" : undefined,
  ].filter((part) => part !== undefined);
  const title = saved?.name ?? (parts.length > 0 ? parts.join(" · ") : t("sections.all"));
  const mayBeSaved = saved === undefined && parts.length > 0;
  const unread =
    view.section || view.tagId ? 0 : view.accountId ? (counts.accounts[view.accountId] ?? 0) : counts.unread;
  const number = (count: number | undefined) => (count ? formats.number(count) : undefined);
  const show = (search: InboxSearch) => void navigate({ to: "/inbox", search });

  return (
    <>
      {onSections ? (
        <IconButton
          label={t(sectionsShown ? "sections.collapse" : "sections.expand")}
          icon={sectionsShown ? <PanelLeftClose aria-hidden="true" /> : <PanelLeftOpen aria-hidden="true" />}
          onClick={onSections}
        />
      ) : null}
      {sectionsShown ? (
        <div className="flex min-w-0 flex-1 items-baseline gap-2 px-1.5">
          <h1 className="truncate text-lg font-semibold">{title}</h1>
        </div>
      ) : (
        <div className="min-w-0 flex-1">
          <Menu
            align="start"
            trigger={
              <button
                type="button"
                aria-label={[
                  t("sections.choose", { view: title }),
                  unread > 0 && t("sections.unreadCount", { count: unread }),
                ]
                  .filter(Boolean)
                  .join(", ")}
                className="inline-flex h-9 max-w-full items-center gap-1.5 rounded-md px-1.5 text-lg font-semibold inset-focus hover:bg-hover max-md:h-11"
              >
                <span className="truncate">{title}</span>
                {unread > 0 ? (
                  <span
                    title={t("sections.unreadCount", { count: unread })}
                    className="rounded-full bg-accent-soft px-2 text-sm font-medium text-accent-ink"
                  >
                    {number(unread)}
                  </span>
                ) : null}
                <ChevronDown aria-hidden="true" className="size-4 shrink-0 text-muted" />
              </button>
            }
          >
            <MenuItem icon={<Inbox aria-hidden="true" />} onSelect={() => show({})}>
              {t("sections.all")}
            </MenuItem>
            <MenuItem
              icon={<Mail aria-hidden="true" />}
              hint={number(counts.unread)}
              onSelect={() => show({ unread: true })}
            >
              {t("sections.unread")}
            </MenuItem>
            {[...workSections, ...restSections].map((section) => (
              <MenuItem
                key={section}
                icon={sectionIcons[section]}
                hint={number(
                  section === "shared" ? unreadShared(counts, accounts) : countOf(counts, section),
                )}
                onSelect={() => show({ section })}
              >
                {t(`sections.${section}`)}
              </MenuItem>
            ))}
            {views.length > 0 ? <MenuLine /> : null}
            {views.map((each) => (
              <MenuItem
                key={each.id}
                icon={<Bookmark aria-hidden="true" />}
                onSelect={() => show(searchOfView(each))}
              >
                {each.name}
              </MenuItem>
            ))}
            {tags.length > 0 ? <MenuLine /> : null}
            {tags.map((tag) => (
              <MenuItem
                key={tag.id}
                icon={
                  <span className="flex size-4 items-center justify-center">
                    <TagDot colour={tag.colour} />
                  </span>
                }
                hint={number(counts.tags[tag.id])}
                onSelect={() => show({ tag: tag.id })}
              >
                {tag.name}
              </MenuItem>
            ))}
            {accounts.length > 0 ? <MenuLine /> : null}
            {accounts
              .filter((each) => each.state !== "choosing")
              .map((each) => (
                <MenuItem
                  key={each.id}
                  icon={<MailboxMark address={each.address} colour={each.colour} />}
                  hint={number(counts.accounts[each.id])}
                  onSelect={() => show({ account: each.id })}
                >
                  {each.displayName || each.address}
                </MenuItem>
              ))}
          </Menu>
        </div>
      )}
      {mayBeSaved ? (
        <IconButton
          label={t("sections.saveView")}
          icon={<BookmarkPlus aria-hidden="true" />}
          onClick={() =>
            ask({
              kind: "view",
              view: {
                section: view.section,
                accountId: view.accountId,
                tagId: view.tagId,
                unread: view.unread,
              },
            })
          }
        />
      ) : null}
      <IconButton
        label={`${t("list.density")}: ${t(density === "compact" ? "list.compact" : "list.comfortable")}`}
        icon={density === "compact" ? <Rows3 aria-hidden="true" /> : <Rows2 aria-hidden="true" />}
        onClick={() => onDensity(density === "compact" ? "comfortable" : "compact")}
      />
    </>
  );
}
