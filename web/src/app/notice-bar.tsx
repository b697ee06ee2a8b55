import { useMutation, useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { CircleAlert, TriangleAlert, X } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { useTranslation } from "react-i18next";
import { mailAccountsQuery } from "@/api/mail-accounts";
import { dismissNotice, type Notice, noticesQuery } from "@/api/notices";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { Button, buttonClasses, IconButton } from "@/ui/button";
import { classes } from "@/ui/classes";

/** Only who has to sign in again loads the form for it. */
const SignInAgain = lazy(() =>
  import("@/features/mail-accounts/sign-in-again").then((part) => ({ default: part.SignInAgain })),
);

/** Above every page while a mailbox needs its owner, with the one click that mends it. */
export function NoticeBar() {
  const { data: notices = [] } = useQuery(noticesQuery);
  const [signingIn, setSigningIn] = useState<string>();
  const { data: accounts } = useQuery({ ...mailAccountsQuery, enabled: signingIn !== undefined });
  const account = accounts?.find((one) => one.id === signingIn);
  const first = notices[0];
  return (
    <>
      {/* Always there, so that a screen reader hears it when it gets its text. */}
      <div role="status">
        {first ? (
          <Bar
            notice={first}
            more={notices.length - 1}
            opening={signingIn === first.accountId && !account}
            onSignIn={() => setSigningIn(first.accountId)}
          />
        ) : null}
      </div>
      {account ? (
        <Suspense fallback={null}>
          <SignInAgain account={account} open onClose={() => setSigningIn(undefined)} />
        </Suspense>
      ) : null}
    </>
  );
}

interface BarProps {
  notice: Notice;
  more: number;
  opening: boolean;
  onSignIn: () => void;
}

function Bar({ notice, more, opening, onSignIn }: BarProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const dismiss = useMutation({
    mutationFn: () => dismissNotice(notice.id),
    onSuccess: () => queryClient.invalidateQueries({ queryKey: noticesQuery.queryKey }),
  });
  const urgent = notice.state === "needs_sign_in";
  const Icon = urgent ? CircleAlert : TriangleAlert;
  return (
    <section
      aria-label={t("sync:notice.label")}
      className={classes(
        "flex items-center gap-x-3 gap-y-1 border-b px-4 py-2 max-md:items-start max-md:pr-1",
        urgent ? "bg-danger-soft" : "bg-warn-soft",
      )}
    >
      <Icon
        aria-hidden="true"
        className={classes("size-[18px] shrink-0 max-md:mt-2.5", urgent ? "text-danger" : "text-warn")}
      />
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-4 gap-y-1">
        <p className="min-w-0 flex-1 basis-64 text-pretty max-md:pt-2">
          {t(`sync:notice.${notice.reason === "daily_limit" ? "daily_limit" : notice.state}`, {
            address: notice.address,
            at: formats.short(notice.since),
          })}
          {more > 0 ? (
            <>
              {" "}
              <Link to="/data/mailboxes" className="link whitespace-nowrap">
                {t("sync:notice.more", { count: more })}
              </Link>
            </>
          ) : null}
        </p>
        {urgent ? (
          <Button kind="primary" size="small" busy={opening} onClick={onSignIn}>
            {t("sync:notice.signIn")}
          </Button>
        ) : (
          <Link
            to="/data/mailboxes/$accountId/sync"
            params={{ accountId: notice.accountId }}
            className={buttonClasses("plain", "small")}
          >
            {t("sync:notice.look")}
          </Link>
        )}
      </div>
      <IconButton
        label={t("sync:notice.dismiss")}
        icon={<X aria-hidden="true" />}
        disabled={dismiss.isPending}
        onClick={() => dismiss.mutate()}
      />
    </section>
  );
}
