import { useQueryClient } from "@tanstack/react-query";
import { useCallback } from "react";
import { useTranslation } from "react-i18next";
import { setRead, toMark } from "@/api/conversations";
import { problemText } from "@/i18n/problem-text";
import { toast } from "@/ui/toast";

/** Marks at once, offers to take it back, and says so when the server refused. */
export function useMarkRead(): (ids: readonly string[], read: boolean) => void {
  const client = useQueryClient();
  const { t } = useTranslation("inbox");
  return useCallback(
    (ids, read) => {
      const changing = toMark(client, ids, read);
      const change = (now: boolean): void => {
        setRead(client, changing, now).catch((problem: unknown) =>
          toast({ text: problemText(t, problem).what, tone: "problem" }),
        );
      };
      change(read);
      toast({
        text: read ? t("toast.read", { count: ids.length }) : t("toast.unread", { count: ids.length }),
        undo: () => change(!read),
      });
    },
    [client, t],
  );
}
