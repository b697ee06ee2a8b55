/** Being written. */
export function ConnectPage() {
  return null;
}
