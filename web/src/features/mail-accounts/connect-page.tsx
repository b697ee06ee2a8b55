import { useQuery } from "@tanstack/react-query";
import { getRouteApi } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { ProblemBanner } from "@/ui/banner";
import { Skeleton } from "@/ui/skeleton";
import { providersQuery } from "./api";
import { AttemptStep } from "./attempt-step";
import { OAuthStep } from "./oauth-step";
import { ProviderStep } from "./provider-step";
import { SignInStep } from "./sign-in-step";
import { WizardFrame } from "./wizard-frame";

const route = getRouteApi("/app/data/mailboxes/new");

/** The wizard's first two steps. Where one is stands in the address, so that back, reload and return all work. */
export function ConnectPage() {
  const { t } = useTranslation();
  const { provider: id, attempt } = route.useSearch();
  const providers = useQuery(providersQuery);
  if (attempt) return <AttemptStep attemptId={attempt} provider={id} />;
  if (!providers.data) {
    return (
      <WizardFrame step={id ? "signIn" : "provider"} title={t("mailboxes:provider.title")}>
        {providers.error ? <ProblemBanner problem={providers.error} /> : <Skeleton lines={6} />}
      </WizardFrame>
    );
  }
  const provider = providers.data.find((one) => one.id === id);
  if (!provider) return <ProviderStep providers={providers.data} />;
  if (provider.needsOAuth) return <OAuthStep provider={provider} />;
  return <SignInStep key={provider.id} provider={provider} providers={providers.data} />;
}
