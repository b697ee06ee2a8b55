/** Being written. */
export function SummaryPage() {
  return null;
}
