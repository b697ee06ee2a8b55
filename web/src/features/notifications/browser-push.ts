import { forgetPushBrowser, keepPushBrowser } from "@/api/notification-settings";

/** The one id under which the server knows this browser; forgotten with the subscription. */
const remembered = "rozmowa.push";

/** What this browser can do: nothing, not from here, not any more, or whether it does. */
export type PushState = "unsupported" | "insecure" | "denied" | "off" | "on";

export async function pushState(): Promise<PushState> {
  if (!window.isSecureContext) return "insecure";
  if (!("serviceWorker" in navigator) || !("PushManager" in window) || !("Notification" in window))
    return "unsupported";
  if (Notification.permission === "denied") return "denied";
  const subscription = await current();
  return subscription && knownId() !== undefined ? "on" : "off";
}

/** Asks the person, subscribes at the browser's push service and tells the server. */
export async function turnPushOn(publicKey: string): Promise<PushState> {
  if ((await Notification.requestPermission()) !== "granted") return pushState();
  const registration = await navigator.serviceWorker.register("/push-worker.js");
  await navigator.serviceWorker.ready;
  const before = await registration.pushManager.getSubscription();
  // One made with another key (another installation at this address) is of no use.
  if (before && !sameKey(before, publicKey)) await before.unsubscribe();
  const subscription = await registration.pushManager.subscribe({
    userVisibleOnly: true,
    applicationServerKey: keyBytes(publicKey),
  });
  const { id } = await keepPushBrowser(subscription.toJSON());
  localStorage.setItem(remembered, id);
  return "on";
}

/** Nothing more is shown in this browser; also at signing out, so that nobody after us reads it. */
export async function turnPushOff(): Promise<void> {
  const id = knownId();
  const subscription = await current().catch(() => undefined);
  await subscription?.unsubscribe();
  if (id !== undefined) {
    localStorage.removeItem(remembered);
    await forgetPushBrowser(id).catch(() => {}); // the push service knows it no more, so the server will notice
  }
}

export function knownId(): string | undefined {
  try {
    return localStorage.getItem(remembered) ?? undefined;
  } catch {
    return undefined;
  }
}

async function current(): Promise<PushSubscription | undefined> {
  if (!("serviceWorker" in navigator)) return undefined;
  const registration = await navigator.serviceWorker.getRegistration("/");
  return (await registration?.pushManager?.getSubscription()) ?? undefined;
}

/** base64url to bytes. */
export function keyBytes(text: string): Uint8Array<ArrayBuffer> {
  const plain = atob(text.replaceAll("-", "+").replaceAll("_", "/"));
  const bytes = new Uint8Array(plain.length);
  for (let i = 0; i < plain.length; i++) bytes[i] = plain.charCodeAt(i);
  return bytes;
}

function sameKey(subscription: PushSubscription, publicKey: string): boolean {
  const used = subscription.options.applicationServerKey;
  if (!used) return false;
  const bytes = new Uint8Array(used);
  const wanted = keyBytes(publicKey);
  return bytes.length === wanted.length && bytes.every((byte, at) => byte === wanted[at]);
}
