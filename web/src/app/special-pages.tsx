import { Link, useRouter } from "@tanstack/react-router";
import { Compass } from "lucide-react";
import { useTranslation } from "react-i18next";
import { queryClient } from "@/api/query";
import { ProblemBanner } from "@/ui/banner";
import { Button, buttonClasses, Spinner } from "@/ui/button";
import { EmptyState } from "@/ui/empty-state";

/** An address that leads nowhere. */
export function LostPage() {
  const { t } = useTranslation();
  return (
    <EmptyState
      icon={<Compass aria-hidden="true" />}
      title={t("common:lost.title")}
      actions={
        <Link to="/inbox" className={buttonClasses("primary")}>
          {t("common:lost.home")}
        </Link>
      }
    >
      {t("common:lost.text")}
    </EmptyState>
  );
}

/** A page that could not be shown. */
export function FailedPage({ error }: { error: unknown }) {
  const { t } = useTranslation();
  const router = useRouter();
  const again = (): void => {
    void queryClient.resetQueries();
    void router.invalidate();
  };
  return (
    <div className="mx-auto max-w-lg px-6 py-16">
      <ProblemBanner problem={error} actions={<Button onClick={again}>{t("common:tryAgain")}</Button>} />
    </div>
  );
}

export function WaitingPage() {
  const { t } = useTranslation();
  return (
    <div role="status" className="flex h-full min-h-40 items-center justify-center text-muted">
      <Spinner />
      <span className="sr-only">{t("common:loading")}</span>
    </div>
  );
}
