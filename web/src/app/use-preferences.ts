import { useMutation } from "@tanstack/react-query";
import i18next from "i18next";
import { http } from "@/api/http";
import { queryClient } from "@/api/query";
import { type CurrentMember, type Session, sessionQuery } from "@/api/session";
import { setLanguage } from "@/i18n";
import { problemText } from "@/i18n/problem-text";
import { setTheme } from "@/ui/theme";
import { toast } from "@/ui/toast";

type Preferences = Partial<Pick<CurrentMember, "language" | "theme">>;

/** Shows a choice of language or theme at once and keeps it on the server. */
export function usePreferences() {
  return useMutation({
    mutationFn: (wanted: Preferences) => http.patch("/me", wanted),
    onMutate: async (wanted) => {
      if (wanted.theme) setTheme(wanted.theme);
      if (wanted.language) await setLanguage(wanted.language);
      queryClient.setQueryData<Session>(
        sessionQuery.queryKey,
        (known) => known && { ...known, member: known.member && { ...known.member, ...wanted } },
      );
    },
    onError: (problem) => toast({ text: problemText(i18next.t, problem).what, tone: "problem" }),
  });
}
