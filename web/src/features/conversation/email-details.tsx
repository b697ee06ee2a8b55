import { useTranslation } from "react-i18next";
import type { Address, Email } from "@/api/conversation-types";
import { useFormats } from "@/i18n/use-formats";

/** Who really wrote to whom: every address in full. */
export function EmailDetails({ id, email }: { id: string; email: Email }) {
  const { t } = useTranslation("conversation");
  const formats = useFormats();
  const lines: [string, Address[]][] = [
    [t("email.from"), [email.from]],
    [t("email.replyTo"), email.replyTo],
    [t("email.toField"), email.to],
    [t("email.cc"), email.cc],
    [t("email.bcc"), email.bcc],
  ];
  return (
    <dl
      id={id}
      className="mx-4 mb-3 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 rounded-md bg-sunken px-3 py-2.5 text-sm [&_dt]:text-muted"
    >
      {lines.map(([label, people]) =>
        people.length === 0 ? null : (
          <div key={label} className="contents">
            <dt>{label}</dt>
            <dd className="min-w-0">
              {people.map((person, index) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: the same address may be named twice
                <div key={index} className="break-words">
                  {person.name ? <bdi>{person.name} </bdi> : null}
                  <bdi className={person.name ? "text-muted" : undefined}>
                    {person.name ? `<${person.email}>` : person.email || t("email.noSender")}
                  </bdi>
                </div>
              ))}
            </dd>
          </div>
        ),
      )}
      <dt>{t("email.date")}</dt>
      <dd>{formats.full(email.at)}</dd>
      <dt>{t("email.subject")}</dt>
      <dd className="break-words">{email.subject || t("noSubject")}</dd>
    </dl>
  );
}
