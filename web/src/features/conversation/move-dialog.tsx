import { useQuery } from "@tanstack/react-query";
import { Folder } from "lucide-react";
import { useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { moveTargetsQuery } from "@/api/wishes";
import { ProblemBanner } from "@/ui/banner";
import { Dialog } from "@/ui/dialog";
import { matches } from "@/ui/match";
import { Skeleton } from "@/ui/skeleton";

interface MoveDialogProps {
  conversationId: string;
  open: boolean;
  onClose: () => void;
  onMove: (folderId: string) => void;
}

/** One folder of the mailbox, chosen by name. */
export function MoveDialog(props: MoveDialogProps) {
  const { t } = useTranslation("conversation");
  return (
    <Dialog open={props.open} onClose={props.onClose} title={t("wish.moveTitle")}>
      {props.open ? <Folders {...props} /> : null}
    </Dialog>
  );
}

function Folders({ conversationId, onMove }: MoveDialogProps) {
  const { t, i18n } = useTranslation("conversation");
  const field = useId();
  const [wanted, setWanted] = useState("");
  const { data, error } = useQuery(moveTargetsQuery(conversationId));
  if (error) return <ProblemBanner problem={error} />;
  if (data === undefined) return <Skeleton lines={5} />;
  if (data.length === 0) return <p className="text-muted">{t("wish.moveNone")}</p>;
  const shown = data
    .filter((folder) => matches(folder.name, wanted))
    .sort((a, b) => a.name.localeCompare(b.name, i18n.language));
  return (
    <>
      <label htmlFor={field} className="sr-only">
        {t("wish.moveFilter")}
      </label>
      <input
        id={field}
        type="search"
        value={wanted}
        placeholder={t("wish.moveFilter")}
        onChange={(event) => setWanted(event.target.value)}
        onKeyDown={(event) => {
          const only = shown[0];
          if (event.key === "Enter" && only) onMove(only.id);
        }}
        className="h-9 w-full rounded-md border border-line-strong bg-surface px-3 max-md:h-11"
      />
      <ul aria-label={t("wish.moveTitle")} className="m-0 mt-2 flex list-none flex-col p-0">
        {shown.map((folder) => (
          <li key={folder.id}>
            <button
              type="button"
              onClick={() => onMove(folder.id)}
              className="flex min-h-9 w-full items-center gap-2.5 rounded-md px-2.5 text-left inset-focus hover:bg-hover max-md:min-h-11"
            >
              <Folder aria-hidden="true" className="size-4 shrink-0 text-muted" />
              <span className="min-w-0 flex-1 truncate">
                {folder.path.length > 1 ? (
                  <span className="text-muted">{folder.path.slice(0, -1).join(" / ")} / </span>
                ) : null}
                {folder.path.at(-1)}
              </span>
            </button>
          </li>
        ))}
      </ul>
      {shown.length === 0 ? <p className="mt-3 text-muted">{t("wish.moveNoMatch")}</p> : null}
    </>
  );
}
