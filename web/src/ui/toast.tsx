import { CircleAlert, X } from "lucide-react";
import { Toast as Radix } from "radix-ui";
import { type ReactNode, useSyncExternalStore } from "react";
import { useTranslation } from "react-i18next";
import { IconButton } from "./button";

export interface ToastContent {
  text: string;
  /** What takes it back, offered as long as the toast is shown. */
  undo?: () => void;
  tone?: "plain" | "problem";
  /** Another act than undo. */
  action?: { label: string; run: () => void };
}

interface Shown extends ToastContent {
  id: number;
}

/** Long enough to reach the button; hovering or focusing holds it. */
const shownMillis = 5_000;
const problemMillis = 10_000;

let toasts: readonly Shown[] = [];
let nextId = 1;
const changed = new Set<() => void>();

/** Says what was done, above whatever page comes next. */
export function toast(content: ToastContent): void {
  toasts = [...toasts.slice(-2), { ...content, id: nextId++ }];
  for (const listener of changed) listener();
}

function dismiss(id: number): void {
  toasts = toasts.filter((shown) => shown.id !== id);
  for (const listener of changed) listener();
}

function subscribe(listener: () => void): () => void {
  changed.add(listener);
  return () => changed.delete(listener);
}

export function ToastProvider({ children }: { children: ReactNode }) {
  const { t } = useTranslation();
  const shown = useSyncExternalStore(subscribe, () => toasts);
  return (
    <Radix.Provider label={t("common:toast.label")} duration={shownMillis} swipeDirection="down">
      {children}
      {shown.map((one) => (
        <Radix.Root
          key={one.id}
          duration={one.tone === "problem" ? problemMillis : shownMillis}
          type={one.tone === "problem" ? "foreground" : "background"}
          onOpenChange={(open) => !open && dismiss(one.id)}
          className="flex items-center gap-3 rounded-lg bg-ink py-2 pr-2 pl-4 text-paper animate-appear"
        >
          {one.tone === "problem" ? <CircleAlert aria-hidden="true" className="size-4 shrink-0" /> : null}
          <Radix.Title className="min-w-0 flex-1 py-1.5">{one.text}</Radix.Title>
          {one.undo ? <ToastButton label={t("common:undo")} onClick={one.undo} /> : null}
          {one.action ? <ToastButton label={one.action.label} onClick={one.action.run} /> : null}
          <Radix.Close asChild>
            <IconButton
              label={t("common:close")}
              icon={<X aria-hidden="true" />}
              side="top"
              className="text-paper/70 hover:bg-paper/15 hover:text-paper"
            />
          </Radix.Close>
        </Radix.Root>
      ))}
      <Radix.Viewport
        hotkey={["F8"]}
        className="fixed bottom-4 left-1/2 z-50 flex w-[26rem] max-w-[calc(100vw-2rem)] -translate-x-1/2 flex-col gap-2 outline-none max-md:bottom-20"
      />
    </Radix.Provider>
  );
}

function ToastButton({ label, onClick }: { label: string; onClick: () => void }) {
  return (
    <Radix.Action asChild altText={label}>
      <button
        type="button"
        onClick={onClick}
        className="rounded-md px-2 py-1 font-semibold underline underline-offset-4 hover:bg-paper/15"
      >
        {label}
      </button>
    </Radix.Action>
  );
}
