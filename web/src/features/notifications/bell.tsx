import { useQuery } from "@tanstack/react-query";
import { useParams } from "@tanstack/react-router";
import { Bell as BellIcon } from "lucide-react";
import { Popover as Radix } from "radix-ui";
import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { useTranslation } from "react-i18next";
import { markNotifications, type Notification, notificationCountsQuery } from "@/api/notifications";
import { classes } from "@/ui/classes";
import { useCommand } from "@/ui/keys";
import { useMedia } from "@/ui/media";
import { SideSheet } from "@/ui/side-sheet";
import { announcement, badge, isNews } from "./words";

const Panel = lazy(() => import("./panel").then((part) => ({ default: part.Panel })));

/** The bell in the rail: how much is unread, and the panel with what it is. On phones the panel takes the whole page. */
export function Bell() {
  const { t } = useTranslation("notifications");
  const { data: counts } = useQuery(notificationCountsQuery);
  const [open, setOpen] = useState(false);
  const narrow = !useMedia("(min-width: 48rem)");
  const unread = counts?.unread ?? 0;
  const newest = counts?.newest;
  useReadOnOpening(unread, newest);
  useCommand("go.notifications", () => setOpen(true));
  const close = (): void => setOpen(false);
  const panel = (
    <Suspense fallback={null}>
      <Panel counts={counts} onClose={close} whole={narrow} />
    </Suspense>
  );
  const button = (
    <button
      type="button"
      aria-label={unread > 0 ? t("bellUnread", { count: unread }) : t("bell")}
      title={t("bell")}
      aria-haspopup="dialog"
      aria-expanded={open}
      onClick={narrow ? () => setOpen(true) : undefined}
      className={classes(
        "relative flex items-center rounded-md text-muted inset-focus hover:bg-hover hover:text-ink",
        "max-xl:justify-center max-md:min-w-12 md:mb-2 md:min-h-11 xl:min-h-9 xl:gap-3 xl:px-2.5",
        open && "bg-hover text-ink",
      )}
    >
      <span className="relative">
        <BellIcon aria-hidden="true" className="size-5 shrink-0 xl:size-[18px]" strokeWidth={1.8} />
        {unread > 0 ? <Badge unread={unread} className="absolute -top-1.5 left-2.5 xl:hidden" /> : null}
      </span>
      <span aria-hidden="true" className="min-w-0 flex-1 truncate text-left max-xl:hidden">
        {t("bell")}
      </span>
      {unread > 0 ? <Badge unread={unread} className="-mr-0.5 -ml-2 max-xl:hidden" /> : null}
    </button>
  );
  return (
    <>
      <Announcer newest={newest} />
      {narrow ? (
        <>
          {button}
          <SideSheet open={open} onClose={close} label={t("title")}>
            {panel}
          </SideSheet>
        </>
      ) : (
        <Radix.Root open={open} onOpenChange={setOpen}>
          <Radix.Trigger asChild>{button}</Radix.Trigger>
          <Radix.Portal>
            <Radix.Content
              aria-label={t("title")}
              side="right"
              align="end"
              sideOffset={10}
              collisionPadding={12}
              className="z-50 flex max-h-[min(36rem,var(--radix-popover-content-available-height))] w-[26rem] flex-col overflow-hidden rounded-lg border bg-surface shadow-lg shadow-black/5 animate-appear focus:outline-none"
            >
              {panel}
            </Radix.Content>
          </Radix.Portal>
        </Radix.Root>
      )}
    </>
  );
}

function Badge({ unread, className }: { unread: number; className: string }) {
  return (
    <span
      aria-hidden="true"
      className={classes(
        "inline-flex h-[18px] min-w-[18px] items-center justify-center rounded-full bg-accent px-1 text-[11px] font-semibold leading-none text-on-accent tabular-nums",
        className,
      )}
    >
      {badge(unread)}
    </span>
  );
}

/** Tells a screen reader of what comes while the page is open, when it has nothing else to say. */
function Announcer({ newest }: { newest: Notification | null | undefined }) {
  const { t } = useTranslation();
  const [said, setSaid] = useState("");
  const before = useRef<Notification | null>(undefined);
  useEffect(() => {
    if (newest === undefined) return;
    if (newest && isNews(before.current, newest)) setSaid(announcement(t, newest));
    before.current = newest;
  }, [newest, t]);
  return (
    <div role="status" className="sr-only">
      {said}
    </div>
  );
}

/** Whoever has the conversation before their eyes has been told: at opening, at coming back to the window, and as it arrives. */
function useReadOnOpening(unread: number, newest: Notification | null | undefined): void {
  const { conversationId } = useParams({ strict: false });
  const arrived = newest?.conversation?.id === conversationId ? newest?.at : undefined;
  const any = unread > 0;
  useEffect(() => {
    if (conversationId === undefined || (!any && arrived === undefined)) return;
    const look = (): void => {
      if (document.visibilityState === "visible") void markNotifications(conversationId).catch(() => {});
    };
    look();
    document.addEventListener("visibilitychange", look);
    return () => document.removeEventListener("visibilitychange", look);
  }, [conversationId, any, arrived]);
}
