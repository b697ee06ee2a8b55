/** The list of conversations. */
export function InboxPane(_: { openId: string | undefined }) {
  return null;
}
