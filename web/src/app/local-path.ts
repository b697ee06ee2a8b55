/** A path within this app to return to after signing in; never another site. */
export function localPath(value: unknown): string | undefined {
  if (typeof value !== "string" || !/^\/(?![/\\])/u.test(value)) return undefined;
  return value;
}
