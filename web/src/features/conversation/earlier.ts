import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { Conversation, Email } from "@/api/conversation-types";
import { earlierEmails } from "@/api/conversations";
import { problemText } from "@/i18n/problem-text";
import { toast } from "@/ui/toast";

/** A very long conversation opens with its newest messages; the earlier ones are read on demand, page by page. */
export function useEarlier(conversation: Conversation) {
  const { t } = useTranslation();
  const [before, setBefore] = useState<{ emails: Email[]; next: string | null } | null>(null);
  const [loading, setLoading] = useState(false);
  const next = before ? before.next : conversation.next;
  const load = async (): Promise<void> => {
    if (!next || loading) return;
    setLoading(true);
    try {
      const page = await earlierEmails(conversation.id, next);
      // With what is shown now, so that nothing falls between when the newest page moves on.
      setBefore((known) => ({
        emails: join(join(page.emails, known?.emails ?? []), conversation.emails),
        next: page.next,
      }));
    } catch (problem) {
      toast({ text: problemText(t, problem).what, tone: "problem" });
    } finally {
      setLoading(false);
    }
  };
  return { emails: join(before?.emails ?? [], conversation.emails), more: Boolean(next), loading, load };
}

/** Each message once, as the newer answer knows it. */
export function join(earlier: readonly Email[], newest: readonly Email[]): Email[] {
  const inNewest = new Set(newest.map((email) => email.id));
  return [...earlier.filter((email) => !inNewest.has(email.id)), ...newest];
}
