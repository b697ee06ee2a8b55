import { Mail, Reply, StickyNote } from "lucide-react";
import { useTranslation } from "react-i18next";
import type { Came } from "@/api/conversation-types";
import type { ApiProblem } from "@/api/problem";
import { useFormats } from "@/i18n/use-formats";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";

/** What came, where that is why an answer was stopped. */
export function cameMeanwhile(problem: ApiProblem | null): Came[] | null {
  if (problem?.code !== "conversation_changed") return null;
  return Array.isArray(problem.args.came) ? (problem.args.came as Came[]) : [];
}

/** Shows what came, wherever on the page it stands. */
export function scrollToCame(came: readonly Came[]): void {
  const first = came[0];
  if (!first) return;
  const element = document.getElementById(`${first.kind === "note" ? "note" : "email"}-${first.id}`);
  element?.scrollIntoView({ block: "center" });
}

interface ChangedDialogProps {
  came: readonly Came[];
  onSend: () => void;
  onLook: () => void;
  onDiscard: () => void;
}

/** Somebody was faster: send all the same, look first, or give it up. Closing it is looking. */
export function ChangedDialog({ came, onSend, onLook, onDiscard }: ChangedDialogProps) {
  const { t } = useTranslation("notes");
  const formats = useFormats();
  return (
    <Dialog
      open
      wide
      onClose={onLook}
      title={t("changed.title")}
      description={t("changed.text")}
      actions={
        <>
          <Button kind="quiet" onClick={onDiscard} className="!text-danger md:mr-auto">
            {t("changed.discard")}
          </Button>
          <Button onClick={onSend}>{t("changed.send")}</Button>
          <Button kind="primary" onClick={onLook} autoFocus>
            {t("changed.look")}
          </Button>
        </>
      }
    >
      <ul className="m-0 flex list-none flex-col gap-1.5 p-0">
        {came.map((one) => (
          <li key={one.id} className="flex items-center gap-2.5 rounded-md bg-sunken px-3 py-2">
            <KindIcon kind={one.kind} />
            <span className="min-w-0 flex-1 truncate">
              <span className="text-muted">{t(`changed.kind.${one.kind}`)}</span>{" "}
              <bdi className="font-medium">{one.who}</bdi>
            </span>
            <time dateTime={one.at} className="shrink-0 text-xs text-muted">
              {formats.short(one.at)}
            </time>
          </li>
        ))}
      </ul>
    </Dialog>
  );
}

function KindIcon({ kind }: { kind: Came["kind"] }) {
  if (kind === "note") return <StickyNote aria-hidden="true" className="size-4 shrink-0 text-warn" />;
  if (kind === "reply") return <Reply aria-hidden="true" className="size-4 shrink-0 text-accent" />;
  return <Mail aria-hidden="true" className="size-4 shrink-0 text-muted" />;
}
