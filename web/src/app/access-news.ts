import { useNavigate } from "@tanstack/react-router";
import { useTranslation } from "react-i18next";
import { useLiveEvents } from "@/api/live";
import { useMember } from "@/api/session";
import { toast } from "@/ui/toast";

/** Says it when somebody opens a conversation to me. */
export function useAccessNews(): void {
  const { t } = useTranslation("access");
  const navigate = useNavigate();
  const me = useMember();
  useLiveEvents((event) => {
    const { conversationId } = event;
    if (event.type !== "access" || event.change !== "given" || !conversationId || event.by === me.id) return;
    if (window.location.pathname.endsWith(`/${conversationId}`)) return; // it opens there by itself
    toast({
      text: t("news.given"),
      action: {
        label: t("news.open"),
        run: () => void navigate({ to: "/inbox/$conversationId", params: { conversationId }, search: {} }),
      },
    });
  });
}
