import { Link, useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import type { MailAccount } from "@/api/mail-accounts";
import { Button, buttonClasses } from "@/ui/button";
import type { FolderTree } from "./api";
import { BothSides } from "./both-sides";
import { type Chosen, sides } from "./choice";
import { FolderPicker } from "./folder-picker";
import { WizardFrame } from "./wizard-frame";

export interface ChoosingProps {
  account: MailAccount;
  tree: FolderTree;
  chosen: Chosen;
  onChange: (part: Partial<Chosen>) => void;
}

/** Step 3: which folders. Both sides of a conversation are needed to go on. */
export function ChooseStep({ account, tree, chosen, onChange }: ChoosingProps) {
  const { t } = useTranslation();
  const navigate = useNavigate();
  const [tried, setTried] = useState(false);
  const { received, sent } = sides(tree.items, chosen);
  const guessed = tree.items.some((folder) => folder.role === "sent" && tree.suggested.includes(folder.id));
  const complete = received.length > 0 && sent.length > 0;
  const next = (): void => {
    setTried(true);
    if (!complete) return;
    void navigate({
      to: "/data/mailboxes/$accountId/folders",
      params: { accountId: account.id },
      search: { step: "finish" },
    });
  };
  return (
    <WizardFrame
      step="folders"
      title={t("mailboxes:folders.title")}
      lead={t(guessed ? "mailboxes:folders.lead" : "mailboxes:folders.leadUnknown", {
        address: account.address,
      })}
      foot={
        <div className="flex flex-wrap items-center justify-between gap-3">
          <div className="w-full min-w-0">
            <BothSides folders={tree.items} chosen={chosen} onChange={onChange} />
          </div>
          <Link to="/data/mailboxes" className={buttonClasses("quiet", "large").concat(" -ml-5")}>
            {t("mailboxes:folders.later")}
          </Link>
          <Button kind="primary" size="large" aria-disabled={!complete || undefined} onClick={next}>
            {t("mailboxes:wizard.next")}
          </Button>
          {tried && !complete ? (
            <p role="alert" className="sr-only">
              {t("mailboxes:folders.why")}
            </p>
          ) : null}
        </div>
      }
    >
      <FolderPicker accountId={account.id} tree={tree} chosen={chosen} onChange={onChange} />
      <p className="mt-4 text-sm text-muted text-pretty">{t("mailboxes:folders.untouched")}</p>
    </WizardFrame>
  );
}
