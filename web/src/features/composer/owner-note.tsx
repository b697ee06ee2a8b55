import { useQuery } from "@tanstack/react-query";
import { UserRoundCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { clientsQuery } from "@/api/contacts";
import type { Address } from "@/api/conversation-types";
import { useMember } from "@/api/session";
import { useFormats } from "@/i18n/use-formats";

interface OwnerNoteProps {
  conversationId: string;
  recipients: readonly Address[];
}

/** Told before one answers a client whom a colleague looks after; one can go on. */
export function OwnerNote({ conversationId, recipients }: OwnerNoteProps) {
  const { t } = useTranslation("composer");
  const formats = useFormats();
  const me = useMember();
  const { data: clients = [] } = useQuery(clientsQuery(conversationId));
  const keys = new Set(recipients.map((person) => person.email.toLowerCase()));
  const names = new Set(
    clients.flatMap((client) =>
      client.owner && client.owner.id !== me.id && keys.has(client.email.toLowerCase())
        ? client.owner.name
        : [],
    ),
  );
  if (names.size === 0) return null;
  return (
    <p
      role="status"
      className="m-0 flex shrink-0 items-center gap-2 border-b border-line/70 bg-warn-soft px-4 py-1.5 text-sm"
    >
      <UserRoundCheck aria-hidden="true" className="size-4 shrink-0" />
      {t("owner", { names: formats.list([...names]) })}
    </p>
  );
}
