import { useMutation, useQuery } from "@tanstack/react-query";
import { MonitorSmartphone } from "lucide-react";
import { useTranslation } from "react-i18next";
import { forgetPushBrowser, type NotificationSettings, pushQuery } from "@/api/notification-settings";
import { queryClient } from "@/api/query";
import { useFormats } from "@/i18n/use-formats";
import { Banner, ProblemBanner } from "@/ui/banner";
import { Button } from "@/ui/button";
import { Checkbox } from "@/ui/checkbox";
import { Chip } from "@/ui/chip";
import { toast } from "@/ui/toast";
import { knownId, pushState, turnPushOff, turnPushOn } from "./browser-push";

interface BrowserSectionProps {
  settings: NotificationSettings;
  onChange: (settings: NotificationSettings) => void;
}

const stateKey = ["push-state"];

/** Whether this browser shows notifications, which others do, and how much they show. */
export function BrowserSection({ settings, onChange }: BrowserSectionProps) {
  const { t } = useTranslation("notifications");
  const formats = useFormats();
  const push = useQuery(pushQuery);
  const here = useQuery({ queryKey: stateKey, queryFn: pushState, staleTime: 0 });
  const again = async (): Promise<void> => {
    await queryClient.invalidateQueries({ queryKey: stateKey });
    await queryClient.invalidateQueries({ queryKey: pushQuery.queryKey });
  };
  const turn = useMutation({
    mutationFn: async (on: boolean) => {
      if (on) return turnPushOn(push.data?.publicKey ?? "");
      await turnPushOff();
      return "off" as const;
    },
    onSuccess: (state) => {
      if (state !== "denied") toast({ text: t(state === "on" ? "push.turnedOn" : "push.turnedOff") });
    },
    onSettled: again,
  });
  const forget = useMutation({ mutationFn: forgetPushBrowser, onSettled: again });
  const state = here.data;
  const own = state === "on" ? knownId() : undefined;
  const browsers = push.data?.browsers ?? [];
  const failed = turn.error ?? forget.error ?? push.error;
  return (
    <div className="flex flex-col gap-4">
      {failed ? <ProblemBanner problem={failed} /> : null}
      {state === "unsupported" || state === "insecure" || state === "denied" ? (
        <Banner tone="warn">{t(`push.${state}`)}</Banner>
      ) : null}
      {state === "off" && push.data ? (
        <Button kind="primary" className="self-start" busy={turn.isPending} onClick={() => turn.mutate(true)}>
          {t("push.turnOn")}
        </Button>
      ) : null}
      {browsers.length > 0 ? (
        <ul aria-label={t("push.browsers")} className="divide-y rounded-lg border bg-surface">
          {browsers.map((one) => (
            <li key={one.id} className="flex items-center gap-4 px-4 py-3">
              <MonitorSmartphone aria-hidden="true" className="size-5 shrink-0 text-muted" />
              <div className="min-w-0 flex-1">
                <div className="flex flex-wrap items-center gap-2 font-medium">
                  {one.browser || t("push.unknown")}
                  {one.id === own ? <Chip tone="accent">{t("push.here")}</Chip> : null}
                </div>
                <div className="text-sm text-muted">
                  {one.toldAt
                    ? t("push.told", { at: formats.full(one.toldAt) })
                    : t("push.since", { at: formats.full(one.createdAt) })}
                </div>
              </div>
              <Button
                size="small"
                disabled={turn.isPending || forget.isPending}
                onClick={() => (one.id === own ? turn.mutate(false) : forget.mutate(one.id))}
              >
                {t("push.turnOff")}
              </Button>
            </li>
          ))}
        </ul>
      ) : null}
      <Checkbox
        checked={settings.pushSubject}
        onChange={(on) => onChange({ ...settings, pushSubject: on })}
        label={t("push.subject")}
        hint={t("push.subjectHint")}
      />
    </div>
  );
}
