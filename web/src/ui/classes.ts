/** Joins the class names that hold; what isn't text counts as absent. */
export function classes(...names: unknown[]): string {
  return names.filter((name) => typeof name === "string" && name !== "").join(" ");
}
