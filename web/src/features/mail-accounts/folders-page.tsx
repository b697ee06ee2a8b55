/** Being written. */
export function FoldersPage() {
  return null;
}
