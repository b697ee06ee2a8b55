import { describe, expect, it } from "vitest";
import type { NotificationSettings } from "@/api/notification-settings";
import { keyBytes } from "./browser-push";
import { savable, withChannel, withQuiet } from "./choices";

const settings: NotificationSettings = {
  kinds: [
    { kind: "assigned", inApp: true, push: true, email: true },
    { kind: "new_unassigned", inApp: true, push: false, email: false },
  ],
  quietFrom: null,
  quietUntil: null,
  quietWeekends: false,
  pushSubject: false,
  digest: "off",
  digestHour: 8,
  timeZone: "Europe/Warsaw",
  digestReady: true,
};

describe("choices", () => {
  it("change one box and leave the others", () => {
    const changed = withChannel(settings, "new_unassigned", "push", true);
    expect(changed.kinds[1]).toEqual({ kind: "new_unassigned", inApp: true, push: true, email: false });
    expect(changed.kinds[0]).toEqual(settings.kinds[0]);
    expect(settings.kinds[1]?.push).toBe(false);
  });

  it("begin quiet hours with a night and keep what was chosen", () => {
    expect(withQuiet(settings, true)).toMatchObject({ quietFrom: "19:00", quietUntil: "07:00" });
    const own = { ...settings, quietFrom: "12:00", quietUntil: "13:00" };
    expect(withQuiet(own, true)).toEqual(own);
    expect(withQuiet(own, false)).toMatchObject({ quietFrom: null, quietUntil: null });
  });

  it("are sent only when they make sense", () => {
    expect(savable(settings)).toBe(true);
    expect(savable({ ...settings, quietFrom: "20:00", quietUntil: "07:00" })).toBe(true);
    expect(savable({ ...settings, quietFrom: "20:00", quietUntil: "" })).toBe(false);
    expect(savable({ ...settings, quietFrom: "20:00", quietUntil: "20:00" })).toBe(false);
  });
});

describe("the key of the server", () => {
  it("is read from base64url", () => {
    expect([...keyBytes("-_8A")]).toEqual([251, 255, 0]);
    expect(
      keyBytes("BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8"),
    ).toHaveLength(65);
  });
});
