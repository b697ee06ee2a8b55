import { useMutation, useQuery } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowLeft } from "lucide-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { failureProblem } from "@/i18n/problem-text";
import { Banner, ProblemBanner } from "@/ui/banner";
import { Button, buttonClasses } from "@/ui/button";
import { Field, Input, PasswordInput } from "@/ui/field";
import { type AttemptRequest, beginAttempt, discover, type Provider } from "./api";
import { ConfirmServers } from "./confirm-servers";
import { tileOfAddress } from "./domains";
import { changeDraft, type Draft, useDraft } from "./draft";
import { FailureNote } from "./failure-note";
import { placeOf } from "./failures";
import { ProviderHelp } from "./provider-help";
import { ServerForm, usualServers } from "./server-form";
import { WizardFrame } from "./wizard-frame";

/** What to have at hand: at Gmail the usual password is exactly what would be refused. */
function leadOf(provider: Provider): string {
  if (provider.id === "other") return "mailboxes:signIn.leadOther";
  return provider.id === "gmail" ? "mailboxes:signIn.leadApp" : "mailboxes:signIn.lead";
}

/** Address and password; for an unknown provider also its servers, found or typed. */
export function SignInStep({ provider, providers }: { provider: Provider; providers: readonly Provider[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const draft = useDraft();
  const accounts = useQuery(mailAccountsQuery);
  const other = provider.id === "other";

  const begin = useMutation({
    mutationFn: (request: AttemptRequest) => beginAttempt(request),
    onSuccess: ({ id }) =>
      navigate({ to: "/data/mailboxes/new", search: { provider: provider.id, attempt: id }, replace: true }),
  });
  const find = useMutation({
    mutationFn: () => discover(draft.address.trim()),
    onSuccess: (found) => {
      if (found.needsOAuth) {
        changeDraft({ failure: { code: "oauth_needed", args: { provider: found.provider } } });
      } else if (!found.imap || !found.smtp) {
        const args = {};
        changeDraft({
          manual: true,
          servers: usualServers(draft.address),
          failure: { code: "settings_not_found", args },
        });
      } else if (found.confirm) {
        const servers = { imap: found.imap, smtp: found.smtp };
        changeDraft({ servers, foundProvider: found.provider, confirming: true });
      } else {
        begin.mutate({ ...signIn(draft), provider: found.provider });
      }
    },
  });

  const submit = (event: FormEvent): void => {
    event.preventDefault();
    changeDraft({ failure: undefined });
    begin.reset();
    if (draft.manual && draft.servers) {
      begin.mutate({ ...signIn(draft), provider: "other", ...draft.servers, confirmed: true });
    } else if (other) {
      find.mutate();
    } else {
      begin.mutate({ ...signIn(draft), provider: provider.id });
    }
  };
  if (draft.confirming && draft.servers) {
    return (
      <ConfirmServers
        address={draft.address}
        servers={draft.servers}
        busy={begin.isPending}
        problem={begin.error}
        onConfirm={() =>
          begin.mutate({ ...signIn(draft), provider: draft.foundProvider, ...draft.servers, confirmed: true })
        }
        onChange={() => changeDraft({ confirming: false, manual: true })}
        onBack={() => changeDraft({ confirming: false })}
      />
    );
  }

  const belongsTo = tileOfAddress(draft.address, providers);
  const elsewhere = belongsTo && belongsTo.id !== provider.id ? belongsTo : undefined;
  const place = draft.failure && placeOf(draft.failure.code, draft.manual);
  const failure = draft.failure && <FailureNote failure={draft.failure} />;
  const problem = begin.error ?? find.error;
  const connected = accounts.data?.find(
    (one) => one.address.toLowerCase() === draft.address.trim().toLowerCase(),
  );
  const known = connected && connected.state !== "disconnected" ? connected : undefined;

  return (
    <WizardFrame
      step="signIn"
      title={
        other ? t("mailboxes:signIn.titleOther") : t("mailboxes:signIn.title", { provider: provider.name })
      }
      lead={t(leadOf(provider))}
      aside={<ProviderHelp provider={provider.id} failure={draft.failure?.code} />}
    >
      <form onSubmit={submit} className="flex flex-col gap-5">
        {place === "form" && draft.failure ? (
          <ProblemBanner
            problem={failureProblem(draft.failure)}
            actions={
              draft.failure.code === "already_connected" ? (
                <Link to="/data/mailboxes" className={buttonClasses("plain", "small")}>
                  {t("mailboxes:signIn.toList")}
                </Link>
              ) : undefined
            }
          />
        ) : null}
        <Field label={t("mailboxes:signIn.address")} error={place === "address" ? failure : undefined}>
          <Input
            type="email"
            required
            autoFocus={place !== "password"}
            autoComplete="email"
            value={draft.address}
            placeholder={t("mailboxes:addressExample")}
            onChange={(event) => changeDraft({ address: event.target.value })}
          />
        </Field>
        {elsewhere ? (
          <Banner
            actions={
              <Link
                to="/data/mailboxes/new"
                search={{ provider: elsewhere.id }}
                replace
                className={buttonClasses("plain", "small")}
              >
                {t("mailboxes:signIn.switchTo", { provider: elsewhere.name })}
              </Link>
            }
          >
            {t("mailboxes:signIn.elsewhere", { provider: elsewhere.name })}
          </Banner>
        ) : null}
        {known ? <Banner tone="warn">{t("mailboxes:signIn.known")}</Banner> : null}
        {connected?.state === "disconnected" ? <Banner>{t("mailboxes:signIn.returning")}</Banner> : null}
        <Field
          label={t(provider.id === "gmail" ? "mailboxes:signIn.appPassword" : "mailboxes:signIn.password")}
          hint={t("mailboxes:signIn.passwordHint")}
          error={place === "password" ? failure : undefined}
        >
          <PasswordInput
            required
            autoFocus={place === "password"}
            autoComplete="off"
            value={draft.password}
            onChange={(event) => changeDraft({ password: event.target.value })}
          />
        </Field>
        {draft.manual ? (
          <ServerForm
            address={draft.address}
            servers={draft.servers ?? usualServers(draft.address)}
            onChange={(servers) => changeDraft({ servers })}
            imapError={place === "imap" ? failure : undefined}
            smtpError={place === "smtp" ? failure : undefined}
            problem={problem}
          />
        ) : null}
        {other ? (
          <button
            type="button"
            className="link self-start py-1"
            onClick={() =>
              changeDraft(
                draft.manual
                  ? { manual: false, failure: undefined }
                  : { manual: true, servers: draft.servers ?? usualServers(draft.address) },
              )
            }
          >
            {t(draft.manual ? "mailboxes:signIn.automatic" : "mailboxes:signIn.manual")}
          </button>
        ) : null}
        {problem ? <ProblemBanner problem={problem} /> : null}
        <div className="flex items-center justify-between gap-3 pt-1">
          <Link to="/data/mailboxes/new" className={buttonClasses("quiet", "large").concat(" -ml-5")}>
            <ArrowLeft aria-hidden="true" className="size-4" />
            {t("common:back")}
          </Link>
          <Button type="submit" kind="primary" size="large" busy={begin.isPending || find.isPending}>
            {t(find.isPending ? "mailboxes:provider.finding" : "mailboxes:wizard.next")}
          </Button>
        </div>
      </form>
    </WizardFrame>
  );
}

function signIn(draft: Draft): { address: string; password: string } {
  return { address: draft.address.trim(), password: draft.password };
}
