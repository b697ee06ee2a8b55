import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { Field, Input, Select } from "@/ui/field";
import { ProblemNote, problemOf } from "@/ui/problem-note";
import type { Security, Server } from "./api";

export interface Servers {
  imap: Server;
  smtp: Server;
}

interface ServerFormProps {
  address: string;
  servers: Servers;
  onChange: (servers: Servers) => void;
  imapError?: ReactNode;
  smtpError?: ReactNode;
  /** What the server said about the form as a whole; its field picks out what concerns it. */
  problem: unknown;
}

/** The settings that a provider's help page lists. */
export function ServerForm({ address, servers, onChange, imapError, smtpError, problem }: ServerFormProps) {
  const { t } = useTranslation();
  return (
    <div className="flex flex-col gap-5">
      <ServerFields
        kind="imap"
        title={t("mailboxes:server.imap")}
        address={address}
        server={servers.imap}
        onChange={(imap) => onChange({ ...servers, imap })}
        error={imapError}
        problem={problem}
      />
      <ServerFields
        kind="smtp"
        title={t("mailboxes:server.smtp")}
        address={address}
        server={servers.smtp}
        onChange={(smtp) => onChange({ ...servers, smtp })}
        error={smtpError}
        problem={problem}
      />
    </div>
  );
}

interface ServerFieldsProps {
  kind: "imap" | "smtp";
  title: string;
  address: string;
  server: Server;
  onChange: (server: Server) => void;
  error?: ReactNode;
  problem: unknown;
}

function ServerFields({ kind, title, address, server, onChange, error, problem }: ServerFieldsProps) {
  const { t } = useTranslation();
  const wrong = (field: string) => {
    const found = problemOf(problem, [], `${kind}.${field}`);
    return found ? <ProblemNote problem={found} /> : undefined;
  };
  return (
    <fieldset className="rounded-lg border p-4">
      <legend className="px-1 font-semibold">{title}</legend>
      <div className="grid grid-cols-[minmax(0,1fr)_5.5rem] gap-4">
        <Field
          label={t("mailboxes:server.host")}
          error={error ?? wrong("host")}
          className={error ? "col-span-2" : ""}
        >
          <Input
            required
            value={server.host}
            spellCheck={false}
            autoCapitalize="none"
            placeholder={`${kind}.example.com`}
            onChange={(event) => onChange({ ...server, host: event.target.value.trim() })}
          />
        </Field>
        <Field label={t("mailboxes:server.port")} error={wrong("port")}>
          <Input
            required
            inputMode="numeric"
            pattern="[0-9]{1,5}"
            value={server.port === 0 ? "" : server.port}
            onChange={(event) =>
              onChange({ ...server, port: Number(event.target.value.replace(/\D/gu, "")) })
            }
          />
        </Field>
        <Field label={t("mailboxes:server.security")} error={wrong("security")} className="col-span-2">
          <Select
            value={server.security}
            onChange={(event) => onChange(withSecurity(kind, server, event.target.value as Security))}
          >
            <option value="tls">{t("mailboxes:server.tls")}</option>
            <option value="starttls">{t("mailboxes:server.starttls")}</option>
            <option value="plain">{t("mailboxes:server.plain")}</option>
          </Select>
        </Field>
        <Field
          label={t("mailboxes:server.login")}
          optional
          hint={t("mailboxes:server.loginHint")}
          error={wrong("login")}
          className="col-span-2"
        >
          <Input
            value={server.login}
            placeholder={address}
            spellCheck={false}
            autoCapitalize="none"
            onChange={(event) => onChange({ ...server, login: event.target.value })}
          />
        </Field>
      </div>
    </fieldset>
  );
}

const usualPorts = {
  imap: { tls: 993, starttls: 143, plain: 143 },
  smtp: { tls: 465, starttls: 587, plain: 587 },
};

/** The port follows the encryption as long as it is a usual one; a port of one's own is left alone. */
export function withSecurity(kind: "imap" | "smtp", server: Server, security: Security): Server {
  const usual = Object.values(usualPorts[kind]).includes(server.port) || server.port === 0;
  return { ...server, security, port: usual ? usualPorts[kind][security] : server.port };
}

/** What most servers want, as a beginning. */
export function usualServers(address: string): Servers {
  const domain = address.includes("@") ? address.slice(address.lastIndexOf("@") + 1).trim() : "";
  const server = (kind: "imap" | "smtp"): Server => ({
    host: domain ? `${kind}.${domain}` : "",
    port: usualPorts[kind].tls,
    security: "tls",
    login: "",
  });
  return { imap: server("imap"), smtp: server("smtp") };
}
