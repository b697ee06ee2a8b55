/** Being written. */
export function TeamPage() {
  return null;
}
