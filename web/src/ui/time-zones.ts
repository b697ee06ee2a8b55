/** The zone of this machine. */
export function localTimeZone(): string {
  return Intl.DateTimeFormat().resolvedOptions().timeZone || "Europe/Warsaw";
}

/** All zones that the browser knows, and the given one in any case. */
export function timeZones(include: string): string[] {
  const known = typeof Intl.supportedValuesOf === "function" ? Intl.supportedValuesOf("timeZone") : [];
  return [...new Set([...known, "UTC", include])].sort();
}
