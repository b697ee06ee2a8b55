import { CircleAlert, CircleCheck } from "lucide-react";
import { useTranslation } from "react-i18next";
import { useFormats } from "@/i18n/use-formats";
import { Field, Select } from "@/ui/field";
import type { Folder } from "./api";
import { type Chosen, canChoose, compareFolders, folderName, sides } from "./choice";

interface BothSidesProps {
  folders: readonly Folder[];
  chosen: Chosen;
  onChange: (part: Partial<Chosen>) => void;
}

/** Says which side of the conversations is still missing, why it is needed, and offers to name the folder that holds it. */
export function BothSides({ folders, chosen, onChange }: BothSidesProps) {
  const { t } = useTranslation();
  const formats = useFormats();
  const { received, sent } = sides(folders, chosen);
  const missing = received.length === 0 || sent.length === 0;
  return (
    <div role="status" className="flex flex-col gap-3">
      <ul className="flex flex-wrap gap-x-6 gap-y-2">
        <Side
          label={t("mailboxes:folders.receivedSide")}
          folders={received}
          missing={t("mailboxes:folders.noReceived")}
        />
        <Side
          label={t("mailboxes:folders.sentSide")}
          folders={sent}
          missing={t("mailboxes:folders.noSent")}
        />
      </ul>
      {missing ? <p className="text-sm text-muted text-pretty">{t("mailboxes:folders.why")}</p> : null}
      {sent.length === 0 ? (
        <Field label={t("mailboxes:folders.nameSent")} className="max-w-sm">
          <Select
            value=""
            onChange={({ target }) => {
              if (target.value === "") return;
              onChange({
                folders: [...new Set([...chosen.folders, target.value])],
                sent: [...chosen.sent, target.value],
              });
            }}
          >
            <option value="">{t("mailboxes:folders.nameSentChoose")}</option>
            {folders
              .filter((folder) => canChoose(folder) && folder.role !== "inbox")
              .toSorted(compareFolders(formats.compare))
              .map((folder) => (
                <option key={folder.id} value={folder.id}>
                  {folder.path.join(" / ")}
                </option>
              ))}
          </Select>
        </Field>
      ) : null}
    </div>
  );
}

function Side({ label, folders, missing }: { label: string; folders: readonly Folder[]; missing: string }) {
  const { t } = useTranslation();
  const formats = useFormats();
  const shown = folders.slice(0, 3).map((folder) => folderName(folder, t));
  const rest = folders.length - shown.length;
  return (
    <li className="flex min-w-0 items-start gap-2">
      {folders.length > 0 ? (
        <CircleCheck aria-hidden="true" className="mt-px size-[18px] shrink-0 text-ok" />
      ) : (
        <CircleAlert aria-hidden="true" className="mt-px size-[18px] shrink-0 text-warn" />
      )}
      <span className="min-w-0">
        <span className="font-medium">{label}</span>{" "}
        <span className={folders.length > 0 ? "text-muted" : "text-warn"}>
          {folders.length > 0 ? formats.list(shown) : missing}
          {rest > 0 ? ` +${formats.number(rest)}` : ""}
        </span>
      </span>
    </li>
  );
}
