import { Eye, Pencil, StickyNote } from "lucide-react";
import { useEffect } from "react";
import { useTranslation } from "react-i18next";
import { PresenceReport, type Present, sayPresence, usePresent } from "@/api/presence";
import { Avatar } from "@/ui/avatar";

const stepMillis = 1_000;

/** Tells the others that this page looks at the conversation, while it does. */
function useReport(conversationId: string): void {
  useEffect(() => {
    const report = new PresenceReport(conversationId, (state, leaving) => {
      // Who is not told of it now is told the next time; a page must not fail over it.
      sayPresence(conversationId, state, leaving).catch(() => undefined);
    });
    const step = (): void => report.step(document.visibilityState === "visible");
    const leave = (): void => report.leave();
    step();
    const timer = setInterval(step, stepMillis);
    document.addEventListener("visibilitychange", step);
    window.addEventListener("pagehide", leave);
    return () => {
      clearInterval(timer);
      document.removeEventListener("visibilitychange", step);
      window.removeEventListener("pagehide", leave);
      leave();
    };
  }, [conversationId]);
}

const most = 3;

/** Who else is here, and what they do. */
export function PresenceLine({ conversationId }: { conversationId: string }) {
  const { t } = useTranslation("notes");
  useReport(conversationId);
  const present = usePresent(conversationId);
  const first = present[0];
  const text = first ? t(`presence.${first.state}`, { name: given(first.name) }) : "";
  return (
    <div
      role="status"
      title={present.map((each) => t(`presence.${each.state}`, { name: each.name })).join("\n")}
      className={present.length === 0 ? "sr-only" : "inline-flex min-h-6 items-center gap-2 px-1.5 text-sm"}
    >
      <span className="flex -space-x-1.5">
        {present.slice(0, most).map((each) => (
          <Avatar key={each.memberId} name={each.name} size="small" className="ring-2 ring-accent" />
        ))}
      </span>
      {first ? (
        <span className="inline-flex items-center gap-1.5 text-accent-ink">
          <StateIcon state={first.state} />
          {text}
          {present.length > 1 ? (
            <span className="text-muted">{t("presence.more", { others: present.length - 1 })}</span>
          ) : null}
        </span>
      ) : null}
    </div>
  );
}

function StateIcon({ state }: { state: Present["state"] }) {
  if (state === "looking") return <Eye aria-hidden="true" className="size-3.5" />;
  if (state === "noting") return <StickyNote aria-hidden="true" className="size-3.5" />;
  return <Pencil aria-hidden="true" className="size-3.5" />;
}

/** The name by which a colleague is called. */
const given = (name: string): string => name.split(/\s/u)[0] ?? name;
