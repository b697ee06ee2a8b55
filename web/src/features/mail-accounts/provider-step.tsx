import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { classes } from "@/ui/classes";
import { Field, Input } from "@/ui/field";
import { useMedia } from "@/ui/media";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import { discover, type Provider } from "./api";
import { tileOfAddress } from "./domains";
import { changeDraft, useDraft } from "./draft";
import { ProviderMark } from "./provider-mark";
import { WizardFrame } from "./wizard-frame";

/** Where the mailbox lives: a tile, or the address alone. */
export function ProviderStep({ providers }: { providers: readonly Provider[] }) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const draft = useDraft();

  const go = (provider: string): void => {
    void navigate({ to: "/data/mailboxes/new", search: { provider } });
  };
  const find = useMutation({
    mutationFn: discover,
    onSuccess: (found) => {
      const tile = providers.some((one) => one.id === found.provider) ? found.provider : "other";
      const both = found.imap && found.smtp ? { imap: found.imap, smtp: found.smtp } : undefined;
      changeDraft({
        servers: found.confirm ? both : undefined,
        confirming: false,
        manual: false,
        foundProvider: found.provider,
        failure: undefined,
      });
      go(tile);
    },
  });
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    const known = tileOfAddress(draft.address, providers);
    if (known) go(known.id);
    else find.mutate(draft.address.trim());
  };
  const phone = useMedia("(width < 48rem)");
  const wrongAddress = problemOf(find.error, [], "address");

  const tiles = (
    <ul className="grid gap-2 md:grid-cols-4 md:gap-3">
      {providers.map((provider) => (
        <li key={provider.id}>
          <Link
            to="/data/mailboxes/new"
            search={{ provider: provider.id }}
            className={classes(
              "flex h-full items-center gap-3 rounded-lg border bg-surface font-medium no-underline hover:border-accent hover:bg-accent-soft",
              "max-md:min-h-14 max-md:px-3 max-md:py-2 md:min-h-32 md:flex-col md:justify-center md:p-4 md:text-center",
            )}
          >
            <ProviderMark provider={provider.id} small={phone} />
            <span>
              {provider.id === "other" ? t("mailboxes:provider.other") : provider.name}
              {provider.id === "other" || provider.needsOAuth ? (
                <span className="block text-xs font-normal text-muted">
                  {t(provider.needsOAuth ? "mailboxes:provider.notYet" : "mailboxes:provider.otherHint")}
                </span>
              ) : null}
            </span>
          </Link>
        </li>
      ))}
    </ul>
  );
  const byAddress = (
    <form onSubmit={submit} className={phone ? undefined : "mt-8 border-t pt-6"}>
      <Field
        label={t(phone ? "mailboxes:provider.address" : "mailboxes:provider.byAddress")}
        hint={t("mailboxes:provider.byAddressHint")}
        error={wrongAddress ? <ProblemNote problem={wrongAddress} /> : undefined}
      >
        <Input
          type="email"
          required
          value={draft.address}
          onChange={(event) => changeDraft({ address: event.target.value })}
          placeholder={t("mailboxes:addressExample")}
          autoComplete="email"
        />
      </Field>
      {find.error && !wrongAddress ? <ProblemBanner problem={find.error} className="mt-4" /> : null}
      <Button
        type="submit"
        className="mt-4"
        busy={find.isPending}
        icon={<ArrowRight aria-hidden="true" className="size-4" />}
      >
        {t(find.isPending ? "mailboxes:provider.finding" : "mailboxes:provider.find")}
      </Button>
    </form>
  );
  return (
    <WizardFrame
      step="provider"
      title={t("mailboxes:provider.title")}
      lead={t(phone ? "mailboxes:provider.leadAddress" : "mailboxes:provider.lead")}
    >
      {phone ? (
        <>
          {byAddress}
          <h2 className="mt-8 mb-3 border-t pt-6 font-semibold">{t("mailboxes:provider.choose")}</h2>
          {tiles}
        </>
      ) : (
        <>
          {tiles}
          {byAddress}
        </>
      )}
    </WizardFrame>
  );
}
