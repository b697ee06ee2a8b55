/** The card of the client beside the conversation. */
export function ContactPanel(_: { conversationId: string | undefined }) {
  return null;
}
