import { useQueryClient } from "@tanstack/react-query";
import { useCallback, useMemo } from "react";
import { useTranslation } from "react-i18next";
import { problemText } from "@/i18n/problem-text";
import { toast } from "@/ui/toast";
import type { Shelf } from "./conversation-types";
import { marksOf, type Place, putBack, rowsBefore, setPlace, setStarred, wayBack } from "./wishes";

export interface WishActs {
  star: (ids: readonly string[], starred: boolean) => void;
  place: (ids: readonly string[], place: Place) => void;
}

/** What people want of conversations at their provider: shown at once, taken back from the toast, and said when refused. */
export function useWishes(): WishActs {
  const client = useQueryClient();
  const { t } = useTranslation("conversation");
  const refused = useCallback(
    (problem: unknown) => toast({ text: problemText(t, problem).what, tone: "problem" }),
    [t],
  );
  const star = useCallback(
    (ids: readonly string[], starred: boolean): void => {
      setStarred(client, ids, starred).catch(refused);
    },
    [client, refused],
  );
  const place = useCallback(
    (ids: readonly string[], where: Place): void => {
      const rows = rowsBefore(client, ids);
      const before = new Map<string, Shelf | null>(ids.map((id) => [id, marksOf(client, id)?.shelf ?? null]));
      setPlace(client, ids, where).catch(refused);
      toast({
        text: t(`wish.done.${where.to}`, { count: ids.length }),
        undo: () => {
          putBack(client, rows);
          for (const id of ids) setPlace(client, [id], wayBack(before.get(id) ?? null)).catch(refused);
        },
      });
    },
    [client, refused, t],
  );
  return useMemo(() => ({ star, place }), [star, place]);
}
