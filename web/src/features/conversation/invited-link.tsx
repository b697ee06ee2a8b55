import { useTranslation } from "react-i18next";
import type { Invited } from "@/api/access";
import { useFormats } from "@/i18n/use-formats";
import { Button } from "@/ui/button";
import { CopyButton } from "@/ui/copy-button";
import { Field, Input } from "@/ui/field";

interface InvitedLinkProps {
  invited: Invited;
  mailed: boolean;
  onDone: () => void;
}

/** The link that lets the invited in. It is shown here, once. */
export function InvitedLink({ invited, mailed, onDone }: InvitedLinkProps) {
  const { t } = useTranslation("access");
  const formats = useFormats();
  return (
    <div role="status" className="flex flex-col gap-4 rounded-lg border p-4">
      <div>
        <h3 className="font-semibold">{t("share.invited")}</h3>
        <p className="mt-1 text-sm text-muted">{t(mailed ? "share.invitedMail" : "share.invitedLink")}</p>
      </div>
      <Field
        label={t("share.link")}
        hint={t("share.expires", { at: formats.full(invited.expiresAt ?? new Date()) })}
      >
        <Input
          readOnly
          value={invited.link ?? ""}
          onFocus={(event) => event.target.select()}
          className="font-mono text-sm"
        />
      </Field>
      <div className="flex justify-end gap-2">
        <CopyButton text={invited.link ?? ""} label={t("share.copy")} size="medium" />
        <Button kind="primary" onClick={onDone}>
          {t("share.finish")}
        </Button>
      </div>
    </div>
  );
}
