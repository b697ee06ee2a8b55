import { UserPlus, X } from "lucide-react";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Viewer, WhoSees } from "@/api/access";
import { useMember } from "@/api/session";
import { useFormats } from "@/i18n/use-formats";
import { Button, IconButton } from "@/ui/button";
import { AccessPerson } from "./access-person";
import { AccessRequestRow } from "./access-request-row";
import { PendingGuestRow } from "./pending-guest-row";
import { ShareForm } from "./share-form";

interface AccessPanelProps {
  conversationId: string;
  who: WhoSees;
  onClose: () => void;
}

/** Everybody who sees the conversation, with level and reason, who waits for it, and the way to open it to others. */
export function AccessPanel({ conversationId, who, onClose }: AccessPanelProps) {
  const { t } = useTranslation("access");
  const me = useMember();
  const formats = useFormats();
  const [sharing, setSharing] = useState(false);
  const rank = (viewer: Viewer): number =>
    viewer.memberId === me.id ? 0 : viewer.why === "grant" ? 1 : viewer.why === "owner" ? 2 : 3;
  const sorted = who.items.toSorted(
    (left, right) => rank(left) - rank(right) || formats.compare(left.name, right.name),
  );
  return (
    <div className="flex min-h-full flex-col">
      <header className="flex items-center gap-2 border-b px-4 py-2.5">
        <h2 className="flex-1 text-lg font-semibold">{t("seen.title")}</h2>
        <IconButton label={t("common:close")} icon={<X aria-hidden="true" />} onClick={onClose} />
      </header>
      <div className="flex flex-1 flex-col gap-5 px-4 py-4">
        {who.mayShare ? (
          sharing ? (
            <ShareForm conversationId={conversationId} who={who} onDone={() => setSharing(false)} />
          ) : (
            <Button
              icon={<UserPlus aria-hidden="true" className="size-4" />}
              onClick={() => setSharing(true)}
              className="self-start max-md:self-stretch"
            >
              {t("share.open")}
            </Button>
          )
        ) : null}
        {who.requests.length > 0 ? (
          <section aria-labelledby="access-requests">
            <h3 id="access-requests" className="font-semibold">
              {t("requests.title")}
            </h3>
            <p className="mt-0.5 text-sm text-muted">{t("requests.lead")}</p>
            <ul className="mt-1 divide-y">
              {who.requests.map((request) => (
                <AccessRequestRow key={request.id} request={request} />
              ))}
            </ul>
          </section>
        ) : null}
        <section aria-labelledby="access-people">
          <h3 id="access-people" className="font-semibold">
            {t("seen.people")}
          </h3>
          <ul className="mt-1 divide-y">
            {sorted.map((viewer) => (
              <AccessPerson
                key={viewer.memberId}
                conversationId={conversationId}
                viewer={viewer}
                mayShare={who.mayShare}
              />
            ))}
          </ul>
        </section>
        {who.pending.length > 0 ? (
          <section aria-labelledby="access-pending">
            <h3 id="access-pending" className="font-semibold">
              {t("pending.title")}
            </h3>
            <ul className="mt-1 divide-y">
              {who.pending.map((guest) => (
                <PendingGuestRow key={guest.id} conversationId={conversationId} guest={guest} />
              ))}
            </ul>
          </section>
        ) : null}
      </div>
      <p className="border-t px-4 py-3 text-sm text-muted">{t("seen.note")}</p>
    </div>
  );
}
