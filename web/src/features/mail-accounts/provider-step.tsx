import { useMutation } from "@tanstack/react-query";
import { Link, useNavigate } from "@tanstack/react-router";
import { ArrowRight } from "lucide-react";
import type { FormEvent } from "react";
import { useTranslation } from "react-i18next";
import { ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Field, Input } from "@/ui/field";
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
  const wrongAddress = problemOf(find.error, [], "address");

  return (
    <WizardFrame step="provider" title={t("mailboxes:provider.title")} lead={t("mailboxes:provider.lead")}>
      <ul className="grid grid-cols-2 gap-3 sm:grid-cols-4">
        {providers.map((provider) => (
          <li key={provider.id}>
            <Link
              to="/data/mailboxes/new"
              search={{ provider: provider.id }}
              className="flex h-full min-h-32 flex-col items-center justify-center gap-3 rounded-lg border bg-surface p-4 text-center font-medium no-underline hover:border-accent hover:bg-accent-soft"
            >
              <ProviderMark provider={provider.id} />
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
      <form onSubmit={submit} className="mt-8 border-t pt-6">
        <Field
          label={t("mailboxes:provider.byAddress")}
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
    </WizardFrame>
  );
}
