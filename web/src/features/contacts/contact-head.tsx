import { useQueryClient } from "@tanstack/react-query";
import { Copy, PencilLine } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { renameContact } from "@/api/contacts";
import type { Contact } from "@/api/conversation-types";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { Avatar } from "@/ui/avatar";
import { Button, IconButton } from "@/ui/button";
import { Input } from "@/ui/field";
import { toast } from "@/ui/toast";
import { ClientOwnerLine } from "./client-owner";

/** Who it is, the real address, since when. */
export function ContactHead({ contact, editable }: { contact: Contact; editable?: boolean }) {
  const { t } = useTranslation("contacts");
  const formats = useFormats();
  const [editing, setEditing] = useState(false);
  const copy = (): void => {
    navigator.clipboard?.writeText(contact.email).then(
      () => toast({ text: t("copied") }),
      () => undefined,
    );
  };
  return (
    <div>
      <div className="flex items-start gap-3.5">
        <Avatar name={contact.name || contact.email} size="large" />
        <div className="min-w-0 flex-1">
          {editing ? (
            <RenameForm contact={contact} onDone={() => setEditing(false)} />
          ) : (
            <div className="flex items-start gap-1">
              <h2 className="min-w-0 flex-1 text-lg font-semibold break-words">
                <bdi>{contact.name || contact.email}</bdi>
              </h2>
              {editable ? (
                <IconButton
                  label={t("rename")}
                  icon={<PencilLine aria-hidden="true" />}
                  onClick={() => setEditing(true)}
                  className="-my-1"
                />
              ) : null}
            </div>
          )}
          <div className="flex items-center gap-1">
            <bdi className="min-w-0 truncate text-muted" title={contact.email}>
              {contact.email}
            </bdi>
            <IconButton
              label={t("copyEmail")}
              icon={<Copy aria-hidden="true" className="!size-3.5" />}
              onClick={copy}
              className="!size-7 max-md:!size-11"
            />
          </div>
        </div>
      </div>
      <dl className="mt-4 grid grid-cols-[auto_1fr] gap-x-4 gap-y-1 text-sm [&_dt]:text-muted">
        <dt>{t("firstSeen")}</dt>
        <dd>{formats.day(contact.firstSeenAt)}</dd>
        <dt>{t("lastSeen")}</dt>
        <dd>{formats.day(contact.lastSeenAt)}</dd>
        <ClientOwnerLine contactId={contact.id} />
      </dl>
    </div>
  );
}

function RenameForm({ contact, onDone }: { contact: Contact; onDone: () => void }) {
  const { t } = useTranslation("contacts");
  const client = useQueryClient();
  const [name, setName] = useState(contact.name);
  const [busy, setBusy] = useState(false);
  const save = (event: FormEvent): void => {
    event.preventDefault();
    setBusy(true);
    renameContact(contact.id, name.trim()).then(
      () => {
        toast({ text: t("renamed") });
        void client.invalidateQueries({ queryKey: ["contacts"] });
        void client.invalidateQueries({ queryKey: ["contact-list"] });
        void client.invalidateQueries({ queryKey: ["conversation"] });
        onDone();
      },
      (problem: unknown) => {
        setBusy(false);
        toast({ text: problemText(t, problem).what, tone: "problem" });
      },
    );
  };
  return (
    <form onSubmit={save} className="mb-2 flex flex-col gap-2">
      <Input
        autoFocus
        aria-label={t("name")}
        value={name}
        maxLength={200}
        onChange={(event) => setName(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === "Escape") {
            event.stopPropagation();
            onDone();
          }
        }}
      />
      <div className="flex gap-2">
        <Button kind="primary" size="small" type="submit" busy={busy}>
          {t("save")}
        </Button>
        <Button kind="quiet" size="small" onClick={onDone}>
          {t("cancel")}
        </Button>
      </div>
    </form>
  );
}
