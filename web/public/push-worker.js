/*
 * Shows what the server tells this browser while no page of Rozmowa is before anybody's eyes. It learns what kind of thing happened and
 * where it is, nothing of any mail unless its member asked for the subject. It caches nothing and answers no requests.
 */
self.addEventListener("install", () => self.skipWaiting());
self.addEventListener("activate", (event) => event.waitUntil(self.clients.claim()));

self.addEventListener("push", (event) => {
  event.waitUntil(tell(event.data));
});

async function tell(data) {
  let message = {};
  try {
    message = data ? data.json() : {};
  } catch {
    // Not ours; something must be shown all the same, or the browser says something of its own.
  }
  const windows = await self.clients.matchAll({ type: "window", includeUncontrolled: true });
  if (windows.some((page) => page.focused && page.visibilityState === "visible")) return; // the bell has said it
  await self.registration.showNotification(message.title || "Rozmowa", {
    body: message.body,
    lang: message.lang,
    tag: message.tag,
    renotify: Boolean(message.tag),
    icon: "/rozmowa.svg",
    data: { url: typeof message.url === "string" && message.url.startsWith("/") ? message.url : "/inbox" },
  });
}

self.addEventListener("notificationclick", (event) => {
  event.notification.close();
  event.waitUntil(open(new URL(event.notification.data?.url ?? "/inbox", self.location.origin)));
});

async function open(url) {
  if (url.origin !== self.location.origin) return;
  const windows = await self.clients.matchAll({ type: "window" });
  for (const page of windows) {
    try {
      const there = await page.navigate(url.href);
      await (there ?? page).focus();
      return;
    } catch {
      // A page that this worker does not control yet: try the next, or a new one.
    }
  }
  await self.clients.openWindow(url.href);
}
