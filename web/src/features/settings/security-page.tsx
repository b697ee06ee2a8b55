/** Being written. */
export function SecurityPage() {
  return null;
}
