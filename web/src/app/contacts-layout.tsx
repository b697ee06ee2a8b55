import { useParams } from "@tanstack/react-router";
import { ContactCard } from "@/features/contacts/contact-card";
import { ContactsPane } from "@/features/contacts/contacts-pane";

export function ContactsLayout() {
  const { contactId } = useParams({ strict: false });
  return (
    <div className="flex h-full min-h-0">
      <ContactsPane openId={contactId} />
      <ContactCard contactId={contactId} />
    </div>
  );
}
