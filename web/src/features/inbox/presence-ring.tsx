import { useTranslation } from "react-i18next";
import { usePresent } from "@/api/presence";
import { Avatar } from "@/ui/avatar";

/** Somebody else looks at this conversation just now. */
export function PresenceRing({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation("notes");
  const present = usePresent(conversationId);
  const first = present[0];
  if (!first) return null;
  const text = present.map((each) => t(`presence.${each.state}`, { name: each.name })).join("\n");
  return (
    <span title={text} className="relative shrink-0 self-center p-0.5">
      <Avatar name={first.name} size="small" className="!size-5 !text-[9px] ring-2 ring-accent" />
      <span className="sr-only">{text}</span>
    </span>
  );
}
