import { useMutation } from "@tanstack/react-query";
import { useNavigate } from "@tanstack/react-router";
import { Lock, MessageSquareOff } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { askForAccess } from "@/api/access";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";
import { Field, Textarea } from "@/ui/field";

interface OutOfReachProps {
  conversationId: string;
  /** It was open here a moment ago. */
  lost: boolean;
}

/** A conversation that may not be seen, or that does not exist: the page knows no difference, and asking tells none. */
export function OutOfReach({ conversationId, lost }: OutOfReachProps) {
  const { t } = useTranslation("access");
  const navigate = useNavigate();
  const [asking, setAsking] = useState(false);
  const [note, setNote] = useState("");
  const ask = useMutation({ mutationFn: () => askForAccess(conversationId, note) });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    ask.mutate();
  };
  const home = (
    <Button
      kind={asking || ask.isSuccess ? "plain" : "primary"}
      onClick={() => void navigate({ to: "/inbox" })}
    >
      {t("conversation:missingAction")}
    </Button>
  );
  return (
    <div className="overflow-y-auto">
      <EmptyState
        icon={lost ? <Lock aria-hidden="true" /> : <MessageSquareOff aria-hidden="true" />}
        title={t(lost ? "lostTitle" : "conversation:missingTitle")}
        actions={
          <>
            {home}
            {asking || ask.isSuccess ? null : (
              <Button onClick={() => setAsking(true)}>{t("ask.open")}</Button>
            )}
          </>
        }
      >
        {t(lost ? "lostText" : "conversation:missingText")}
      </EmptyState>
      {ask.isSuccess ? (
        <div role="status" className="mx-auto -mt-8 max-w-md px-6 pb-12 text-center">
          <p className="font-medium">{t("ask.sent")}</p>
          <p className="mt-1 text-sm text-muted text-pretty">{t("ask.sentText")}</p>
        </div>
      ) : asking ? (
        <form onSubmit={submit} className="mx-auto -mt-8 flex max-w-md flex-col gap-4 px-6 pb-12">
          <Field label={t("ask.note")} hint={t("ask.noteHint")} optional>
            <Textarea
              value={note}
              maxLength={1000}
              rows={3}
              autoFocus
              onChange={(event) => setNote(event.target.value)}
            />
          </Field>
          {ask.error ? <ProblemBanner problem={ask.error} /> : null}
          <Button type="submit" kind="primary" className="self-end max-md:self-stretch" busy={ask.isPending}>
            {t("ask.submit")}
          </Button>
        </form>
      ) : null}
    </div>
  );
}
