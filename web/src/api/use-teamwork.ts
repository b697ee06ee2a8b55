import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "@/i18n/problem-text";
import { useFormats } from "@/i18n/use-formats";
import { toast } from "@/ui/toast";
import type { Colleague } from "./conversation-types";
import { archiveForMe, type StateWish, setAssignee, setState } from "./teamwork";
import { type Marks, marksOf, putBack, rowsBefore } from "./wishes";

export interface TeamworkActs {
  state: (ids: readonly string[], to: StateWish) => void;
  assign: (ids: readonly string[], assignee: Colleague | null) => void;
  archive: (ids: readonly string[], archived: boolean) => void;
}

/** What a team does with conversations: shown at once, taken back from the toast, and said when refused. */
export function useTeamwork(): TeamworkActs {
  const client = useQueryClient();
  const formats = useFormats();
  const { t } = useTranslation("teamwork");
  const refused = useCallback(
    (problem: unknown) => toast({ text: problemText(t, problem).what, tone: "problem" }),
    [t],
  );
  const before = useCallback(
    (ids: readonly string[]) =>
      new Map<string, Marks | undefined>(ids.map((id) => [id, marksOf(client, id)])),
    [client],
  );

  const state = useCallback(
    (ids: readonly string[], to: StateWish): void => {
      const rows = rowsBefore(client, ids);
      const marks = before(ids);
      setState(client, ids, to).catch(refused);
      toast({
        text:
          to.state === "snoozed" && to.until
            ? t("done.snoozedUntil", { count: ids.length, when: formats.full(to.until) })
            : t(`done.${to.state}`, { count: ids.length }),
        undo: () => {
          putBack(client, rows);
          for (const id of ids) {
            const was = marks.get(id);
            const until = was?.state === "snoozed" && was.snoozedUntil !== null ? was.snoozedUntil : null;
            setState(client, [id], { state: was?.state ?? "open", until }).catch(refused);
          }
        },
      });
    },
    [client, before, formats, refused, t],
  );
  const assign = useCallback(
    (ids: readonly string[], assignee: Colleague | null): void => {
      const rows = rowsBefore(client, ids);
      const marks = before(ids);
      setAssignee(client, ids, assignee).catch(refused);
      toast({
        text: assignee
          ? t("done.assigned", { count: ids.length, name: assignee.name })
          : t("done.unassigned", { count: ids.length }),
        undo: () => {
          putBack(client, rows);
          for (const id of ids) setAssignee(client, [id], marks.get(id)?.assignee ?? null).catch(refused);
        },
      });
    },
    [client, before, refused, t],
  );
  const archive = useCallback(
    (ids: readonly string[], archived: boolean): void => {
      const rows = rowsBefore(client, ids);
      archiveForMe(client, ids, archived).catch(refused);
      toast({
        text: t(archived ? "done.archived" : "done.returned", { count: ids.length }),
        undo: () => {
          putBack(client, rows);
          archiveForMe(client, ids, !archived).catch(refused);
        },
      });
    },
    [client, refused, t],
  );
  return useMemo(() => ({ state, assign, archive }), [state, assign, archive]);
}
