/** One contact with all conversations I may see. */
export function ContactCard(_: { contactId: string | undefined }) {
  return null;
}
