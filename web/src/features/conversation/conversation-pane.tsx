/** The open conversation. */
export function ConversationPane(_: { conversationId: string | undefined }) {
  return null;
}
