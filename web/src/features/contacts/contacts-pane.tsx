/** The list of contacts. */
export function ContactsPane(_: { openId: string | undefined }) {
  return null;
}
