/** Being written. */
export function DataCentrePage() {
  return null;
}
