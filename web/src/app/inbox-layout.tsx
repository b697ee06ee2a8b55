import { useParams } from "@tanstack/react-router";
import { ContactPanel } from "@/features/contacts/contact-panel";
import { ConversationPane } from "@/features/conversation/conversation-pane";
import { InboxPane } from "@/features/inbox/inbox-pane";

/** Puts the list, the open conversation and the client's card beside one another; on phones one at a time. */
export function InboxLayout() {
  const { conversationId } = useParams({ strict: false });
  return (
    <div className="flex h-full min-h-0">
      <InboxPane openId={conversationId} />
      <ConversationPane conversationId={conversationId} />
      <ContactPanel conversationId={conversationId} />
    </div>
  );
}
