import { Link } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { Banner } from "@/ui/banner";
import { buttonClasses } from "@/ui/button";
import type { Provider } from "./api";
import { ProviderMark } from "./provider-mark";
import { WizardFrame } from "./wizard-frame";

/** A provider that takes no passwords: said plainly, before anybody types one. */
export function OAuthStep({ provider }: { provider: Provider }) {
  const { t } = useTranslation();
  return (
    <WizardFrame step="signIn" title={t("mailboxes:oauth.title", { provider: provider.name })}>
      <div className="flex items-start gap-4">
        <ProviderMark provider={provider.id} />
        <p className="text-pretty">{t("mailboxes:oauth.why", { provider: provider.name })}</p>
      </div>
      <Banner tone="warn" title={t("mailboxes:oauth.notYet")} className="mt-6">
        {t("mailboxes:oauth.meanwhile")}
      </Banner>
      <Link to="/data/mailboxes/new" className={buttonClasses("plain", "medium").concat(" mt-6")}>
        {t("mailboxes:oauth.other")}
      </Link>
    </WizardFrame>
  );
}
