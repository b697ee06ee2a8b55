import { useTranslation } from "react-i18next";
import type { Demo } from "@/api/session";
import { Avatar } from "@/ui/avatar";
import { Button } from "@/ui/button";
import { Chip } from "@/ui/chip";
import { CopyButton } from "@/ui/copy-button";

interface DemoPanelProps {
  demo: Demo;
  onUse: (login: { email: string; password: string }) => void;
}

/** Shown by a demo installation only: who may come in, and which mailboxes wait for the wizard. */
export function DemoPanel({ demo, onUse }: DemoPanelProps) {
  const { t } = useTranslation();
  return (
    <div className="rounded-lg border bg-surface p-5">
      <Chip tone="accent">{t("session:demo.mark")}</Chip>
      <h2 className="mt-3 text-lg font-semibold">{t("session:demo.title")}</h2>
      <p className="mt-1 text-muted text-pretty">{t("session:demo.lead")}</p>
      <ul className="mt-4 divide-y">
        {demo.logins.map((login) => (
          <li key={login.email} className="flex items-center gap-3 py-2.5">
            <Avatar name={login.name} />
            <div className="min-w-0 flex-1">
              <div className="truncate font-medium">
                {login.name}{" "}
                <span className="font-normal text-muted max-md:block max-md:truncate max-md:text-sm">
                  <span className="max-md:hidden">· </span>
                  {t(`common:role.${login.role}`)}
                </span>
              </div>
              <div className="truncate text-sm text-muted">{login.email}</div>
            </div>
            <Button
              size="small"
              aria-label={t("session:demo.signInAs", { name: login.name })}
              onClick={() => onUse({ email: login.email, password: login.password })}
            >
              {t("session:demo.signIn")}
            </Button>
          </li>
        ))}
      </ul>
      {demo.mailboxes.length > 0 ? (
        <>
          <h3 className="mt-5 font-semibold">{t("session:demo.mailboxes")}</h3>
          <p className="mt-1 text-sm text-muted text-pretty">{t("session:demo.mailboxesLead")}</p>
          <ul className="mt-3 flex flex-col gap-2">
            {demo.mailboxes.map((mailbox) => (
              <li key={mailbox.address} className="rounded-md bg-sunken px-3 py-2.5">
                <div className="flex items-center justify-between gap-3">
                  <span className="min-w-0 truncate font-medium">{mailbox.address}</span>
                  <CopyButton text={mailbox.address} />
                </div>
                <div className="mt-1 flex items-center justify-between gap-3">
                  <span className="min-w-0 truncate">
                    <span className="text-muted">{t("session:demo.password")}</span>{" "}
                    <code>{mailbox.password}</code>
                  </span>
                  <CopyButton text={mailbox.password} />
                </div>
              </li>
            ))}
          </ul>
        </>
      ) : null}
    </div>
  );
}
