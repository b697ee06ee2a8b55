import { useMutation } from "@tanstack/react-query";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import type { Role } from "@/api/session";
import { useFormats } from "@/i18n/use-formats";
import { Banner, ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Dialog } from "@/ui/dialog";
import { Field, Input, Select } from "@/ui/field";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { type InvitationLink, invitationsQuery, invite } from "./api";

/** Makes a link that lets one person in. It is shown here, once. */
export function InviteDialog({ open, onClose }: { open: boolean; onClose: () => void }) {
  const { t } = useTranslation();
  const [made, setMade] = useState<InvitationLink>();
  const close = (): void => {
    setMade(undefined);
    onClose();
  };
  return (
    <Dialog
      open={open}
      onClose={close}
      title={t(made ? "team:invite.ready" : "team:invite.title")}
      description={t(made ? "team:invite.readyLead" : "team:invite.lead")}
    >
      {made ? <ReadyLink made={made} onDone={close} /> : <InviteForm onMade={setMade} />}
    </Dialog>
  );
}

function InviteForm({ onMade }: { onMade: (made: InvitationLink) => void }) {
  const { t } = useTranslation();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Role>("member");
  const make = useMutation({
    mutationFn: () => invite(email, role),
    onSuccess: (made) => {
      void queryClient.invalidateQueries({ queryKey: invitationsQuery.queryKey });
      onMade(made);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    make.mutate();
  };
  const wrongEmail = problemOf(make.error, ["already_member"], "email");
  return (
    <form onSubmit={submit} className="flex flex-col gap-5">
      <Field
        label={t("team:invite.email")}
        error={wrongEmail ? <ProblemNote problem={wrongEmail} /> : undefined}
      >
        <Input
          type="email"
          value={email}
          onChange={(event) => setEmail(event.target.value)}
          required
          autoFocus
        />
      </Field>
      <Field label={t("team:invite.role")} hint={t(`team:roles.${role}`)}>
        <Select value={role} onChange={(event) => setRole(event.target.value as Role)}>
          {(["admin", "member", "guest"] as const).map((one) => (
            <option key={one} value={one}>
              {t(`common:role.${one}`)}
            </option>
          ))}
        </Select>
      </Field>
      {make.error && !wrongEmail ? <ProblemBanner problem={make.error} /> : null}
      <Button type="submit" kind="primary" className="self-end max-md:self-stretch" busy={make.isPending}>
        {t("team:invite.submit")}
      </Button>
    </form>
  );
}

function ReadyLink({ made, onDone }: { made: InvitationLink; onDone: () => void }) {
  const { t } = useTranslation();
  const formats = useFormats();
  return (
    <div className="flex flex-col gap-5">
      <Field
        label={t("team:invite.link")}
        hint={t("team:invite.expires", { at: formats.full(made.expiresAt) })}
      >
        <Input
          readOnly
          value={made.link}
          onFocus={(event) => event.target.select()}
          className="font-mono text-sm"
        />
      </Field>
      <Banner tone="warn">{t("team:invite.once")}</Banner>
      <div className="flex justify-end gap-2">
        <CopyButton text={made.link} label={t("team:invite.copy")} size="medium" />
        <Button kind="primary" onClick={onDone}>
          {t("team:invite.done")}
        </Button>
      </div>
    </div>
  );
}
