import { useEffect, useRef, useSyncExternalStore } from "react";

/**
 * The one table of commands. Handlers, the help dialog, the palette and the hints in menus all read it; a command exists for the
 * user only while some part of the page has registered what it does (`useCommand`). `later` marks what no page does yet.
 */
export const commands = {
  "list.next": { keys: ["j"], group: "list" },
  "list.previous": { keys: ["k"], group: "list" },
  "list.open": { keys: ["o", "Enter"], group: "list" },
  "list.back": { keys: ["u"], group: "list" },
  "list.select": { keys: ["x"], group: "list" },
  "conversation.reply": { keys: ["r"], group: "conversation" },
  "conversation.replyAll": { keys: ["a"], group: "conversation" },
  "conversation.forward": { keys: ["f"], group: "conversation", later: true },
  "conversation.note": { keys: ["n"], group: "conversation" },
  "conversation.done": { keys: ["e"], group: "conversation" },
  "conversation.snooze": { keys: ["h"], group: "conversation" },
  "conversation.assign": { keys: ["i"], group: "conversation" },
  "conversation.assignToMe": { keys: ["m"], group: "conversation" },
  "conversation.tag": { keys: ["l"], group: "conversation" },
  "conversation.star": { keys: ["s"], group: "conversation" },
  "conversation.archive": { keys: ["y"], group: "conversation" },
  "conversation.trash": { keys: ["#", "Delete"], group: "conversation" },
  "conversation.move": { keys: ["v"], group: "conversation" },
  "conversation.unread": { keys: ["Shift+u"], group: "conversation" },
  "conversation.new": { keys: ["c"], group: "conversation", later: true },
  "composer.send": { keys: ["Mod+Enter"], group: "conversation" },
  "go.inbox": { keys: ["g i"], group: "go" },
  "go.contacts": { keys: ["g c"], group: "go" },
  "go.mailboxes": { keys: ["g d"], group: "go" },
  "go.settings": { keys: ["g s"], group: "go" },
  "go.notifications": { keys: ["g n"], group: "go" },
  "app.search": { keys: ["/"], group: "app" },
  "app.palette": { keys: ["Mod+k"], group: "app" },
  "app.help": { keys: ["?"], group: "app" },
  "app.connectMailbox": { keys: [], group: "app" },
  "app.theme": { keys: [], group: "app" },
  "app.language": { keys: [], group: "app" },
  "app.signOut": { keys: [], group: "app" },
} as const satisfies Record<string, { keys: readonly string[]; group: CommandGroup; later?: true }>;

export type CommandGroup = "list" | "conversation" | "go" | "app";
export type CommandId = keyof typeof commands;

/** The commands that some page can do, in the order of the table. */
export const implementedCommands = (Object.keys(commands) as CommandId[]).filter(
  (id) => !("later" in commands[id]),
);

interface Registered {
  run: () => void;
}

const registered = new Map<CommandId, Registered[]>();
const changed = new Set<() => void>();
let available: readonly CommandId[] = [];

/** Gives a command its meaning while mounted. The one registered last wins; `enabled: false` leaves it to others. */
export function useCommand(id: CommandId, run: () => void, enabled = true): void {
  const latest = useRef(run);
  useEffect(() => {
    latest.current = run;
  });
  useEffect(() => {
    if (!enabled) return;
    const entry: Registered = { run: () => latest.current() };
    registered.set(id, [...(registered.get(id) ?? []), entry]);
    announce();
    return () => {
      registered.set(
        id,
        (registered.get(id) ?? []).filter((other) => other !== entry),
      );
      announce();
    };
  }, [id, enabled]);
}

/** The commands that do something here and now, in the order of the table. */
export function useAvailableCommands(): readonly CommandId[] {
  return useSyncExternalStore(subscribe, () => available);
}

export function runCommand(id: CommandId): boolean {
  const entry = registered.get(id)?.at(-1);
  entry?.run();
  return entry !== undefined;
}

/** „⌘K” or „Ctrl+K”: how the first key of a command is written on this machine; undefined when it has none. */
export function keyHint(id: CommandId): string | undefined {
  const key = commands[id].keys[0];
  return key === undefined ? undefined : writeKey(key);
}

const apple = typeof navigator !== "undefined" && /Mac|iPhone|iPad/u.test(navigator.platform);

export function writeKey(key: string): string {
  return key
    .split(" ")
    .map((stroke) => {
      if (apple)
        return stroke.replace("Mod+", "⌘").replace("Shift+", "⇧").replace("Enter", "↵").toUpperCase();
      const parts = stroke.replace("Mod", "Ctrl").split("+");
      return parts.map((part) => (part.length === 1 ? part.toUpperCase() : part)).join("+");
    })
    .join(" ");
}

const singleKeysSetting = "rozmowa.singleKeys";
/** A second stroke must follow the first within this. */
const sequenceMillis = 1_200;

export function singleKeysOn(): boolean {
  try {
    return localStorage.getItem(singleKeysSetting) !== "off";
  } catch {
    return true;
  }
}

export function setSingleKeys(on: boolean): void {
  try {
    localStorage.setItem(singleKeysSetting, on ? "on" : "off");
  } catch {
    // A browser that keeps nothing: single keys stay on.
  }
}

/** Listens to the keyboard for the whole page; returns what stops it. */
export function listenToKeys(): () => void {
  let first = "";
  let firstAt = 0;
  const hear = (event: KeyboardEvent): void => {
    if (event.defaultPrevented || event.isComposing) return;
    const stroke = strokeOf(event);
    if (stroke === undefined) return;
    const modified = stroke.startsWith("Mod+");
    if (!modified && (isTyping(event.target) || inLayer(event.target) || !singleKeysOn())) return;
    if (stroke === "Enter" && isControl(event.target)) return;
    const sequence = first !== "" && performance.now() - firstAt < sequenceMillis ? `${first} ${stroke}` : "";
    first = "";
    const id = (sequence && commandFor(sequence)) || commandFor(stroke);
    if (id !== undefined && runCommand(id)) {
      event.preventDefault();
      return;
    }
    if (available.some((one) => commands[one].keys.some((key) => key.startsWith(`${stroke} `)))) {
      first = stroke;
      firstAt = performance.now();
    }
  };
  window.addEventListener("keydown", hear);
  return () => window.removeEventListener("keydown", hear);
}

/** The stroke as the table writes it; undefined for bare modifiers and for chords that belong to the browser. */
export function strokeOf(
  event: Pick<KeyboardEvent, "key" | "ctrlKey" | "metaKey" | "altKey" | "shiftKey">,
): string | undefined {
  if (["Control", "Shift", "Alt", "Meta", "AltGraph"].includes(event.key)) return undefined;
  const mod = event.ctrlKey || event.metaKey;
  // AltGr writes Polish letters and arrives as Ctrl+Alt: never a command.
  if (event.altKey) return undefined;
  const letter = event.key.length === 1 && event.key.toLowerCase() !== event.key.toUpperCase();
  const key = letter ? event.key.toLowerCase() : event.key;
  const shift = event.shiftKey && (letter || event.key.length > 1) ? "Shift+" : "";
  return `${mod ? "Mod+" : ""}${shift}${key}`;
}

function commandFor(stroke: string): CommandId | undefined {
  return available.find((id) => (commands[id].keys as readonly string[]).includes(stroke));
}

function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (
    target.isContentEditable ||
    target instanceof HTMLTextAreaElement ||
    target instanceof HTMLSelectElement
  )
    return true;
  return (
    target instanceof HTMLInputElement && !["checkbox", "radio", "button", "submit"].includes(target.type)
  );
}

function isControl(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement &&
    target.closest("button, a, summary, [role=menuitem], [role=checkbox]") !== null
  );
}

/** Inside a dialog or menu single keys belong to it. */
function inLayer(target: EventTarget | null): boolean {
  return (
    target instanceof HTMLElement && target.closest("[role=dialog], [role=menu], [role=listbox]") !== null
  );
}

function subscribe(listener: () => void): () => void {
  changed.add(listener);
  return () => changed.delete(listener);
}

function announce(): void {
  available = (Object.keys(commands) as CommandId[]).filter((id) => (registered.get(id)?.length ?? 0) > 0);
  for (const listener of changed) listener();
}
