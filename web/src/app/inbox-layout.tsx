import { useNavigate, useParams } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { Composer } from "@/features/composer/composer";
import { ContactPanel } from "@/features/contacts/contact-panel";
import { ConversationPane } from "@/features/conversation/conversation-pane";
import { InboxPane } from "@/features/inbox/inbox-pane";
import { TeamworkDialogs } from "@/features/teamwork/dialogs";
import { useMedia } from "@/ui/media";
import { SideSheet } from "@/ui/side-sheet";

/** From this width on the client's card has room beside the conversation; below it slides over. */
const roomForCard = "(min-width: 100rem)";
const remembered = "rozmowa.contact-panel";

/** Puts the list, the open conversation and the client's card beside one another; on phones one at a time. */
export function InboxLayout() {
  const { t } = useTranslation("contacts");
  const { conversationId } = useParams({ strict: false });
  const navigate = useNavigate();
  const roomy = useMedia(roomForCard);
  const [beside, setBeside] = useState(readBeside);
  const [over, setOver] = useState(false);

  const showBeside = (shown: boolean): void => {
    setBeside(shown);
    try {
      localStorage.setItem(remembered, shown ? "open" : "closed");
    } catch {
      // A browser that keeps nothing: the choice lasts as long as the page.
    }
  };
  const back = (): void => {
    void navigate({ to: "/inbox", search: (before) => before });
  };

  return (
    <div className="flex h-full min-h-0">
      <InboxPane openId={conversationId} />
      <TeamworkDialogs />
      <ConversationPane
        conversationId={conversationId}
        contactShown={roomy ? beside : over}
        onBack={back}
        onContact={() => (roomy ? showBeside(!beside) : setOver(true))}
        footer={(conversation) => <Composer conversation={conversation} />}
      />
      {conversationId !== undefined && roomy && beside ? (
        <div className="w-75 shrink-0 border-l">
          <ContactPanel conversationId={conversationId} onClose={() => showBeside(false)} />
        </div>
      ) : null}
      {conversationId !== undefined && !roomy ? (
        <SideSheet open={over} onClose={() => setOver(false)} label={t("panel")}>
          <ContactPanel conversationId={conversationId} onClose={() => setOver(false)} />
        </SideSheet>
      ) : null}
    </div>
  );
}

function readBeside(): boolean {
  try {
    return localStorage.getItem(remembered) !== "closed";
  } catch {
    return true;
  }
}
