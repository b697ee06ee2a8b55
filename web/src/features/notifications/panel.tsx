import { useInfiniteQuery, useMutation } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { BellOff, CheckCheck, Settings, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import {
  markNotification,
  markNotifications,
  type NotificationCounts,
  type NotificationKind,
  notificationKinds,
  notificationsQuery,
} from "@/api/notifications";
import { ProblemBanner } from "@/ui/banner";
import { Button, IconButton } from "@/ui/button";
import { classes } from "@/ui/classes";
import { EmptyState } from "@/ui/empty-state";
import { Skeleton } from "@/ui/skeleton";
import { Item } from "./item";

interface PanelProps {
  counts: NotificationCounts | undefined;
  onClose: () => void;
  /** It covers the page and needs its own way out. */
  whole?: boolean;
}

/** The newest first; each opens what it is about. */
export function Panel({ counts, onClose, whole }: PanelProps) {
  const { t } = useTranslation("notifications");
  const [kind, setKind] = useState<NotificationKind>();
  const list = useInfiniteQuery(notificationsQuery(kind));
  const read = useMutation({ mutationFn: (id: string) => markNotification(id, true) });
  const readAll = useMutation({ mutationFn: () => markNotifications(null) });
  const items = list.data?.pages.flatMap((page) => page.items) ?? [];
  const unread = counts?.unread ?? 0;
  return (
    <div className="flex max-h-full min-h-0 flex-col">
      <header className="flex items-center gap-1 border-b py-2 pr-2 pl-4">
        <h2 className="min-w-0 flex-1 text-lg font-semibold">{t("title")}</h2>
        {whole ? (
          <IconButton
            label={t("markAll")}
            icon={<CheckCheck aria-hidden="true" />}
            disabled={unread === 0 || readAll.isPending}
            onClick={() => readAll.mutate()}
          />
        ) : (
          <Button
            kind="quiet"
            size="small"
            icon={<CheckCheck aria-hidden="true" className="size-4" />}
            disabled={unread === 0}
            busy={readAll.isPending}
            onClick={() => readAll.mutate()}
          >
            {t("markAll")}
          </Button>
        )}
        <Link
          to="/settings/notifications"
          onClick={onClose}
          aria-label={t("settings")}
          title={t("settings")}
          className="inline-flex size-8 items-center justify-center rounded-md text-muted hover:bg-hover hover:text-ink max-md:size-11"
        >
          <Settings aria-hidden="true" className="size-[18px]" />
        </Link>
        {whole ? <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={onClose} /> : null}
      </header>
      <Kinds counts={counts} kind={kind} onChange={setKind} />
      {list.error ? <ProblemBanner problem={list.error} className="m-4" /> : null}
      <div className="min-h-0 flex-1 overflow-y-auto" aria-busy={list.isPending}>
        {list.isPending ? <Skeleton lines={6} className="p-4" /> : null}
        {list.isSuccess && items.length === 0 ? (
          <EmptyState icon={<BellOff aria-hidden="true" />} title={t("emptyTitle")} className="py-10">
            {t("emptyText")}
          </EmptyState>
        ) : null}
        <ul aria-label={t("title")}>
          {items.map((item) => (
            <Item
              key={item.id}
              item={item}
              onOpen={() => {
                if (!item.read) read.mutate(item.id);
                onClose();
              }}
              onRead={() => read.mutate(item.id)}
            />
          ))}
        </ul>
        {list.hasNextPage ? (
          <div className="flex justify-center p-3">
            <Button size="small" busy={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
              {t("older")}
            </Button>
          </div>
        ) : null}
      </div>
    </div>
  );
}

interface KindsProps {
  counts: NotificationCounts | undefined;
  kind: NotificationKind | undefined;
  onChange: (kind: NotificationKind | undefined) => void;
}

/** What is unread of each kind; pressing one shows only that. Nothing where there is but one kind. */
function Kinds({ counts, kind, onChange }: KindsProps) {
  const { t } = useTranslation("notifications");
  const shown = notificationKinds.filter((one) => one === kind || (counts?.kinds[one] ?? 0) > 0);
  if (shown.length < 2 && kind === undefined) return null;
  return (
    <fieldset className="flex shrink-0 gap-1.5 overflow-x-auto border-b px-4 py-2">
      <legend className="sr-only">{t("filter")}</legend>
      <KindButton label={t("all")} pressed={kind === undefined} onClick={() => onChange(undefined)} />
      {shown.map((one) => (
        <KindButton
          key={one}
          label={t(`short.${one}`)}
          count={counts?.kinds[one] ?? 0}
          pressed={kind === one}
          onClick={() => onChange(kind === one ? undefined : one)}
        />
      ))}
    </fieldset>
  );
}

interface KindButtonProps {
  label: string;
  count?: number;
  pressed: boolean;
  onClick: () => void;
}

function KindButton({ label, count, pressed, onClick }: KindButtonProps) {
  return (
    <button
      type="button"
      aria-pressed={pressed}
      onClick={onClick}
      className={classes(
        "inline-flex h-7 shrink-0 items-center gap-1.5 rounded-full border px-2.5 text-sm inset-focus max-md:h-11 max-md:px-4",
        pressed ? "border-accent bg-accent-soft font-medium text-accent-ink" : "hover:bg-hover",
      )}
    >
      {label}
      {count ? <span className="text-xs tabular-nums">{count}</span> : null}
    </button>
  );
}
