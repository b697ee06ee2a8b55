import { useInfiniteQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useNavigate, useSearch } from "@tanstack/react-router";
import { useVirtualizer } from "@tanstack/react-virtual";
import { Search, SearchX, Users, X } from "lucide-react";
import { type KeyboardEvent, useDeferredValue, useEffect, useMemo, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { contactListQuery } from "@/api/contacts";
import type { Contact } from "@/api/conversation-types";
import { useLiveEvents } from "@/api/live";
import { nameOf } from "@/api/people";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { ProblemBanner } from "@/ui/banner";
import { Button, buttonClasses, IconButton } from "@/ui/button";
import { classes } from "@/ui/classes";
import { EmptyState } from "@/ui/empty-state";
import { controlClasses } from "@/ui/field";
import { useCommand } from "@/ui/keys";
import { ResizablePane } from "@/ui/panes";
import { Skeleton } from "@/ui/skeleton";

const rowPixels = 60;
const typingPauseMillis = 200;
let rememberedTop = 0;

const contactElementId = (id: string) => `contact-${id}`;

/** The list of contacts, with a search by name or address. */
export function ContactsPane({ openId }: { openId: string | undefined }) {
  const { t } = useTranslation("contacts");
  const client = useQueryClient();
  const navigate = useNavigate();
  const { q = "" } = useSearch({ strict: false }) as { q?: string };
  const [typed, setTyped] = useState(q);
  const asked = useDeferredValue(q);
  const input = useRef<HTMLInputElement>(null);
  const scroller = useRef<HTMLDivElement>(null);
  const list = useInfiniteQuery({ ...contactListQuery(asked.trim()), placeholderData: (before) => before });
  const contacts = useMemo(() => unique(list.data?.pages.flatMap((page) => page.items) ?? []), [list.data]);

  useEffect(() => {
    if (typed === q) return;
    const timer = setTimeout(() => {
      void navigate({
        to: ".",
        search: (before) => ({ ...before, q: typed.trim() || undefined }),
        replace: true,
      });
    }, typingPauseMillis);
    return () => clearTimeout(timer);
  }, [typed, q, navigate]);

  const virtualizer = useVirtualizer({
    count: contacts.length,
    getScrollElement: () => scroller.current,
    estimateSize: () => rowPixels,
    getItemKey: (index) => contacts[index]?.id ?? index,
    overscan: 8,
    initialOffset: rememberedTop,
  });
  useEffect(() => {
    const element = scroller.current;
    const note = (): void => {
      rememberedTop = element?.scrollTop ?? 0;
    };
    element?.addEventListener("scroll", note, { passive: true });
    return () => element?.removeEventListener("scroll", note);
  }, []);
  const items = virtualizer.getVirtualItems();
  const lastIndex = items.at(-1)?.index ?? 0;
  const { hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage } = list;
  useEffect(() => {
    if (lastIndex >= contacts.length - 20 && hasNextPage && !isFetchingNextPage && !isFetchNextPageError)
      void fetchNextPage();
  }, [lastIndex, contacts.length, hasNextPage, isFetchingNextPage, isFetchNextPageError, fetchNextPage]);

  // A storm of arrivals makes one look, and only while the first page is all there is to ask for.
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  useEffect(() => () => clearTimeout(timer.current), []);
  useLiveEvents((event) => {
    if (event.type !== "conversation" && event.type !== "account" && event.type !== "resync") return;
    if ((list.data?.pages.length ?? 0) > 1) return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => void client.invalidateQueries({ queryKey: ["contact-list"] }), 1_500);
  });

  const openIndex = contacts.findIndex((contact) => contact.id === openId);
  const go = (step: number): void => {
    const contact = contacts[Math.max(0, Math.min(openIndex + step, contacts.length - 1))];
    if (!contact) return;
    virtualizer.scrollToIndex(contacts.indexOf(contact), { align: "auto" });
    void navigate({
      to: "/contacts/$contactId",
      params: { contactId: contact.id },
      search: (before) => before,
    });
    requestAnimationFrame(() =>
      document.getElementById(contactElementId(contact.id))?.focus({ preventScroll: true }),
    );
  };
  useCommand("list.next", () => go(1), contacts.length > 0);
  useCommand("list.previous", () => go(-1), contacts.length > 0);
  useCommand(
    "list.back",
    () => void navigate({ to: "/contacts", search: (before) => before }),
    openId !== undefined,
  );
  useCommand("app.search", () => input.current?.focus());

  const keys = (event: KeyboardEvent): void => {
    if (event.key !== "ArrowDown" && event.key !== "ArrowUp") return;
    event.preventDefault();
    go(event.key === "ArrowDown" ? 1 : -1);
  };

  return (
    <ResizablePane
      id="contacts"
      label={t("label")}
      initial={360}
      min={280}
      max={560}
      className={classes("h-full border-r max-md:border-r-0", openId !== undefined && "max-md:hidden")}
    >
      <section aria-label={t("label")} className="flex h-full flex-col bg-paper">
        <header className="flex shrink-0 flex-col gap-2 border-b px-4 pt-3.5 pb-3">
          <h1 className="text-lg font-semibold">{t("title")}</h1>
          <div className="relative">
            <Search
              aria-hidden="true"
              className="pointer-events-none absolute top-1/2 left-3 size-4 -translate-y-1/2 text-muted"
            />
            <input
              ref={input}
              type="search"
              aria-label={t("search")}
              placeholder={t("search")}
              value={typed}
              onChange={(event) => setTyped(event.target.value)}
              className={classes(
                controlClasses,
                "!h-9 pr-9 pl-9 max-md:!h-11 [&::-webkit-search-cancel-button]:hidden",
              )}
            />
            {typed ? (
              <IconButton
                label={t("clearSearch")}
                icon={<X aria-hidden="true" className="!size-4" />}
                onClick={() => {
                  setTyped("");
                  input.current?.focus();
                }}
                className="!absolute top-0.5 right-0.5 max-md:!size-10"
              />
            ) : null}
          </div>
        </header>
        <div ref={scroller} className="min-h-0 flex-1 overflow-y-auto overscroll-contain">
          {list.isPending ? <Skeleton lines={8} className="p-4" /> : null}
          {list.error && contacts.length === 0 ? (
            <div className="p-4">
              <h2 className="mb-3 font-semibold">{t("errorTitle")}</h2>
              <ProblemBanner
                problem={list.error}
                actions={
                  <Button size="small" onClick={() => void list.refetch()}>
                    {t("retry")}
                  </Button>
                }
              />
            </div>
          ) : null}
          {list.data && contacts.length === 0 && !list.isPlaceholderData ? (
            q ? (
              <EmptyState icon={<SearchX aria-hidden="true" />} title={t("noneTitle")}>
                {t("noneText", { q })}
              </EmptyState>
            ) : (
              <EmptyState
                icon={<Users aria-hidden="true" />}
                title={t("emptyTitle")}
                actions={
                  <Link to="/data/mailboxes" className={buttonClasses()}>
                    {t("emptyAction")}
                  </Link>
                }
              >
                {t("emptyText")}
              </EmptyState>
            )
          ) : null}
          <ul
            aria-label={t("label")}
            onKeyDown={keys}
            className="relative m-0 list-none p-0"
            style={{ height: virtualizer.getTotalSize() }}
          >
            {items.map((item) => {
              const contact = contacts[item.index];
              return contact ? (
                <ContactRow
                  key={contact.id}
                  contact={contact}
                  top={item.start}
                  open={contact.id === openId}
                />
              ) : null;
            })}
          </ul>
        </div>
      </section>
    </ResizablePane>
  );
}

function ContactRow({ contact, top, open }: { contact: Contact; top: number; open: boolean }) {
  const { t } = useTranslation("contacts");
  const formats = useFormats();
  return (
    <li
      className="absolute inset-x-0 top-0 border-b border-line/70"
      style={{ height: rowPixels, transform: `translateY(${top}px)` }}
    >
      <Link
        id={contactElementId(contact.id)}
        to="/contacts/$contactId"
        params={{ contactId: contact.id }}
        search={(before) => before}
        preload={false}
        aria-current={open ? "true" : undefined}
        className={classes(
          "flex h-full items-center gap-3 px-4 no-underline inset-focus",
          open ? "bg-accent-soft shadow-[inset_3px_0_0_var(--accent)]" : "hover:bg-hover",
        )}
      >
        <Avatar name={nameOf(contact)} />
        <span className="min-w-0 flex-1">
          <span className="block truncate font-medium">{nameOf(contact)}</span>
          <span className="block truncate text-sm text-muted">
            {contact.name ? contact.email : t("conversations", { count: contact.conversationCount })}
          </span>
        </span>
        <span className="shrink-0 self-start pt-3 text-right text-xs text-muted">
          {formats.short(contact.lastSeenAt)}
        </span>
      </Link>
    </li>
  );
}

function unique(contacts: readonly Contact[]): Contact[] {
  return [...new Map(contacts.map((contact) => [contact.id, contact])).values()];
}
