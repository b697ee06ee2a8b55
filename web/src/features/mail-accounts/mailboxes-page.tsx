/** Being written. */
export function MailboxesPage() {
  return null;
}
