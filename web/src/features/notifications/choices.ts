import type { Channel, KindChoice, NotificationSettings } from "@/api/notification-settings";
import type { NotificationKind } from "@/api/notifications";

/** The settings with one box ticked or not. */
export function withChannel(
  settings: NotificationSettings,
  kind: NotificationKind,
  channel: Channel,
  on: boolean,
): NotificationSettings {
  const kinds = settings.kinds.map(
    (one): KindChoice => (one.kind === kind ? { ...one, [channel]: on } : one),
  );
  return { ...settings, kinds };
}

/** Quiet hours on, with a usual night, or off. */
export function withQuiet(settings: NotificationSettings, on: boolean): NotificationSettings {
  return on
    ? { ...settings, quietFrom: settings.quietFrom ?? "19:00", quietUntil: settings.quietUntil ?? "07:00" }
    : { ...settings, quietFrom: null, quietUntil: null };
}

/** What the server would refuse is not sent: an empty field while somebody types, and quiet hours of no length. */
export function savable(settings: NotificationSettings): boolean {
  const { quietFrom, quietUntil } = settings;
  if (quietFrom === null && quietUntil === null) return true;
  return Boolean(quietFrom) && Boolean(quietUntil) && quietFrom !== quietUntil;
}
