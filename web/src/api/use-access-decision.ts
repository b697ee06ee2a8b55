import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { problemText } from "@/i18n/problem-text";
import { toast } from "@/ui/toast";
import { type AccessRequest, declineRequest, type GrantLevel, grantRequest } from "./access";

/** Deciding on a request for access; what came of it is said, and asked for again where it shows. */
export function useAccessDecision(request: AccessRequest) {
  const { t } = useTranslation("access");
  const client = useQueryClient();
  const settled = () => {
    void client.invalidateQueries({ queryKey: ["access-requests"] });
    return client.invalidateQueries({ queryKey: ["conversation", request.conversationId] });
  };
  const onError = (problem: unknown) => toast({ text: problemText(t, problem).what, tone: "problem" });
  const grant = useMutation({
    mutationFn: (level: GrantLevel) => grantRequest(request.id, level),
    onSuccess: () => toast({ text: t("requests.granted", { name: request.name }) }),
    onError,
    onSettled: settled,
  });
  const decline = useMutation({
    mutationFn: () => declineRequest(request.id),
    onSuccess: () => toast({ text: t("requests.declined", { name: request.name }) }),
    onError,
    onSettled: settled,
  });
  return {
    busy: grant.isPending || decline.isPending,
    grant: (level: GrantLevel) => grant.mutate(level),
    decline: () => decline.mutate(),
  };
}
