import { useMutation, useQueryClient } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { type GrantLevel, giveAccess, type Invited, inviteGuest, type WhoSees } from "@/api/access";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Field, Input, Select, Textarea } from "@/ui/field";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { Tabs } from "@/ui/tabs";
import { toast } from "@/ui/toast";
import { InvitedLink } from "./invited-link";
import { PickMembers } from "./pick-members";

interface ShareFormProps {
  conversationId: string;
  who: WhoSees;
  onDone: () => void;
}

/** Opens the conversation to people of the project, or to somebody from outside. */
export function ShareForm({ conversationId, who, onDone }: ShareFormProps) {
  const { t } = useTranslation("access");
  const client = useQueryClient();
  const [whom, setWhom] = useState<"members" | "guest">("members");
  const [chosen, setChosen] = useState<readonly string[]>([]);
  const [email, setEmail] = useState("");
  const [level, setLevel] = useState<GrantLevel>("read");
  const [note, setNote] = useState("");
  const [mail, setMail] = useState(who.canMail);
  const [invited, setInvited] = useState<Invited>();
  const giving = { level, note, mail: mail && who.canMail };
  const share = useMutation({
    mutationFn: async () => {
      if (whom === "guest") return inviteGuest(conversationId, email, giving);
      await giveAccess(conversationId, chosen, giving);
      return undefined;
    },
    onSuccess: (answer) => {
      void client.invalidateQueries({ queryKey: ["invitations"] });
      if (answer?.link) return setInvited(answer);
      toast({ text: t("share.done", { count: whom === "guest" ? 1 : chosen.length }) });
      onDone();
    },
    onSettled: () => client.invalidateQueries({ queryKey: ["conversation", conversationId] }),
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    share.mutate();
  };
  if (invited?.link) return <InvitedLink invited={invited} mailed={giving.mail} onDone={onDone} />;

  const wrongEmail = whom === "guest" ? problemOf(share.error, [], "email") : undefined;
  const members = (
    <PickMembers
      seen={new Set(who.items.filter((one) => one.why !== "grant").map((one) => one.memberId))}
      granted={new Set(who.items.filter((one) => one.grant !== null).map((one) => one.memberId))}
      chosen={chosen}
      onChange={setChosen}
    />
  );
  return (
    <form
      onSubmit={submit}
      aria-label={t("share.title")}
      className="flex flex-col gap-4 rounded-lg border p-4"
    >
      {who.mayInvite ? (
        <Tabs
          label={t("share.who")}
          value={whom}
          onChange={setWhom}
          tabs={[
            { value: "members", label: t("share.members"), content: members },
            {
              value: "guest",
              label: t("share.guest"),
              content: (
                <Field
                  label={t("share.email")}
                  hint={t("share.guestHint")}
                  error={wrongEmail ? <ProblemNote problem={wrongEmail} /> : undefined}
                >
                  <Input
                    type="email"
                    required
                    autoComplete="off"
                    value={email}
                    onChange={(event) => setEmail(event.target.value)}
                  />
                </Field>
              ),
            },
          ]}
        />
      ) : (
        members
      )}
      <Field label={t("share.level")}>
        <Select
          value={level}
          onChange={(event) => setLevel(event.target.value === "reply" ? "reply" : "read")}
        >
          <option value="read">{t("level.read")}</option>
          <option value="reply">{t("level.reply")}</option>
        </Select>
      </Field>
      <Field label={t("share.note")} hint={t("share.noteHint")} optional>
        <Textarea value={note} maxLength={1000} rows={2} onChange={(event) => setNote(event.target.value)} />
      </Field>
      <Checkbox
        checked={giving.mail}
        disabled={!who.canMail}
        onChange={setMail}
        label={t("share.mail")}
        hint={t(who.canMail ? "share.mailHint" : "share.mailImpossible")}
      />
      {share.error && !wrongEmail ? <ProblemBanner problem={share.error} /> : null}
      <div className="flex flex-wrap justify-end gap-2 max-md:*:flex-1">
        <Button onClick={onDone}>{t("common:cancel")}</Button>
        <Button
          type="submit"
          kind="primary"
          busy={share.isPending}
          disabled={whom === "members" ? chosen.length === 0 : email.trim() === ""}
        >
          {t(whom === "guest" ? "share.invite" : "share.submit")}
        </Button>
      </div>
    </form>
  );
}
