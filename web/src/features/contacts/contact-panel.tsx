import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { ChevronRight, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { contactQuery } from "@/api/contacts";
import type { Contact } from "@/api/conversation-types";
import { conversationQuery } from "@/api/conversations";
import { nameOf } from "@/api/people";
import { Avatar } from "@/ui/avatar";
import { IconButton } from "@/ui/button";
import { Skeleton } from "@/ui/skeleton";
import { ContactHead } from "./contact-head";
import { ConversationLinks } from "./conversation-links";

/** The card of the client beside the conversation. */
export function ContactPanel({ conversationId, onClose }: { conversationId: string; onClose: () => void }) {
  const { t } = useTranslation("contacts");
  const { data: conversation } = useQuery(conversationQuery(conversationId));
  const [chosen, setChosen] = useState<string>();
  const contacts = conversation?.contacts ?? [];
  const contact = contacts.find((each) => each.id === chosen) ?? contacts[0];
  return (
    <aside aria-label={t("panel")} className="flex h-full flex-col overflow-y-auto bg-paper">
      <div className="flex h-14 shrink-0 items-center gap-2 border-b pr-2 pl-4">
        <h2 className="flex-1 font-semibold">{t("card")}</h2>
        <IconButton label={t("close")} icon={<X aria-hidden="true" />} onClick={onClose} />
      </div>
      {conversation === undefined ? <Skeleton lines={4} className="p-4" /> : null}
      {conversation && !contact ? <p className="p-4 text-muted">{t("noContact")}</p> : null}
      {contact ? <PanelCard key={contact.id} contact={contact} conversationId={conversationId} /> : null}
      {contacts.length > 1 ? (
        <section className="border-t px-2 py-3">
          <h3 className="px-2 pb-1 text-xs font-medium text-muted">{t("others")}</h3>
          <ul className="m-0 list-none p-0">
            {contacts
              .filter((each) => each.id !== contact?.id)
              .map((each) => (
                <li key={each.id}>
                  <button
                    type="button"
                    onClick={() => setChosen(each.id)}
                    className="flex min-h-10 w-full items-center gap-2.5 rounded-md px-2 text-left inset-focus hover:bg-hover"
                  >
                    <Avatar name={nameOf(each)} size="small" />
                    <span className="min-w-0 flex-1">
                      <span className="block truncate">{nameOf(each)}</span>
                      {each.name ? (
                        <span className="block truncate text-xs text-muted">{each.email}</span>
                      ) : null}
                    </span>
                  </button>
                </li>
              ))}
          </ul>
        </section>
      ) : null}
    </aside>
  );
}

function PanelCard({ contact, conversationId }: { contact: Contact; conversationId: string }) {
  const { t } = useTranslation("contacts");
  const { data: card } = useQuery(contactQuery(contact.id));
  return (
    <>
      <div className="p-4">
        <ContactHead contact={card ?? contact} />
        <Link
          to="/contacts/$contactId"
          params={{ contactId: contact.id }}
          className="link mt-3 inline-flex items-center gap-1 text-sm"
        >
          {t("openCard")}
          <ChevronRight aria-hidden="true" className="size-3.5" />
        </Link>
      </div>
      <section className="flex-1 border-t px-2 py-3">
        <h3 className="px-2 pb-1 text-xs font-medium text-muted">
          {card ? t("conversations", { count: card.conversationCount }) : t("conversationsTitle")}
        </h3>
        {card ? (
          <ConversationLinks rows={card.conversations.items} currentId={conversationId} />
        ) : (
          <Skeleton lines={5} className="p-2" />
        )}
      </section>
    </>
  );
}
