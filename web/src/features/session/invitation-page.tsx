/** Being written. */
export function InvitationPage() {
  return null;
}
