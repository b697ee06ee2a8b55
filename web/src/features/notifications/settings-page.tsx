import { useMutation, useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import {
  type DigestPace,
  type NotificationSettings,
  notificationSettingsQuery,
  saveNotificationSettings,
} from "@/api/notification-settings";
import { queryClient } from "@/api/query";
import { useMember } from "@/api/session";
import { Banner, ProblemBanner } from "@/ui/banner";
import { Checkbox } from "@/ui/checkbox";
import { Field, Input, Select } from "@/ui/field";
import { Section, useTitle } from "@/ui/page";
import { Skeleton } from "@/ui/skeleton";
import { toast } from "@/ui/toast";
import { BrowserSection } from "./browser-section";
import { savable, withQuiet } from "./choices";
import { DigestMailbox } from "./digest-mailbox";
import { KindTable } from "./kind-table";

/** What I am told of, through what, and when not. Choices hold at once. */
export function NotificationSettingsPage() {
  const { t } = useTranslation("notifications");
  useTitle(t("page.title"));
  const settings = useQuery(notificationSettingsQuery);
  const save = useMutation({
    mutationFn: saveNotificationSettings,
    onSuccess: () => toast({ text: t("common:saved") }),
    onError: () => queryClient.invalidateQueries({ queryKey: notificationSettingsQuery.queryKey }),
  });
  const change = (next: NotificationSettings): void => {
    queryClient.setQueryData(notificationSettingsQuery.queryKey, next);
    if (savable(next)) save.mutate(next);
  };
  return (
    <>
      <h1 className="mb-6 text-2xl font-semibold">{t("page.title")}</h1>
      {save.error ? <ProblemBanner problem={save.error} className="mb-6" /> : null}
      {settings.error ? <ProblemBanner problem={settings.error} /> : null}
      {settings.isPending ? <Skeleton lines={8} /> : null}
      {settings.data ? (
        <>
          <Section title={t("page.what")} lead={t("page.whatLead")}>
            <KindTable settings={settings.data} onChange={change} />
          </Section>
          <Section title={t("page.push")} lead={t("page.pushLead")}>
            <BrowserSection settings={settings.data} onChange={change} />
          </Section>
          <Section title={t("page.digest")} lead={t("page.digestLead")}>
            <DigestFields settings={settings.data} onChange={change} />
          </Section>
          <Section title={t("page.quiet")} lead={t("page.quietLead", { zone: settings.data.timeZone })}>
            <QuietFields settings={settings.data} onChange={change} />
          </Section>
        </>
      ) : null}
    </>
  );
}

interface FieldsProps {
  settings: NotificationSettings;
  onChange: (settings: NotificationSettings) => void;
}

const hours = Array.from({ length: 24 }, (_, hour) => hour);
const clock = (hour: number): string => `${String(hour).padStart(2, "0")}:00`;

function DigestFields({ settings, onChange }: FieldsProps) {
  const { t } = useTranslation("notifications");
  const { role } = useMember();
  const manages = role === "owner" || role === "admin";
  return (
    <div className="flex flex-col gap-5">
      <div className="flex max-w-md flex-wrap gap-4">
        <Field label={t("digest.pace")} className="min-w-44 flex-1">
          <Select
            value={settings.digest}
            onChange={(event) => onChange({ ...settings, digest: event.target.value as DigestPace })}
          >
            <option value="off">{t("digest.off")}</option>
            <option value="hourly">{t("digest.hourly")}</option>
            <option value="daily">{t("digest.daily")}</option>
          </Select>
        </Field>
        {settings.digest === "daily" ? (
          <Field label={t("digest.hour")} className="w-32">
            <Select
              value={settings.digestHour}
              onChange={(event) => onChange({ ...settings, digestHour: Number(event.target.value) })}
            >
              {hours.map((hour) => (
                <option key={hour} value={hour}>
                  {clock(hour)}
                </option>
              ))}
            </Select>
          </Field>
        ) : null}
      </div>
      {settings.digest !== "off" && !settings.digestReady && !manages ? (
        <Banner tone="warn">{t("digest.notReady")}</Banner>
      ) : null}
      {manages ? <DigestMailbox needed={settings.digest !== "off"} /> : null}
    </div>
  );
}

function QuietFields({ settings, onChange }: FieldsProps) {
  const { t } = useTranslation("notifications");
  const on = settings.quietFrom !== null;
  const empty = on && settings.quietFrom === settings.quietUntil;
  return (
    <div className="flex flex-col gap-4">
      <Checkbox
        checked={on}
        onChange={(now) => onChange(withQuiet(settings, now))}
        label={t("quiet.hours")}
      />
      {on ? (
        <div className="flex max-w-md flex-wrap gap-4 pl-7">
          <Field label={t("quiet.from")} className="w-32">
            <Input
              type="time"
              required
              value={settings.quietFrom ?? ""}
              onChange={(event) => onChange({ ...settings, quietFrom: event.target.value })}
            />
          </Field>
          <Field label={t("quiet.until")} error={empty ? t("quiet.same") : undefined} className="min-w-32">
            <Input
              type="time"
              required
              value={settings.quietUntil ?? ""}
              onChange={(event) => onChange({ ...settings, quietUntil: event.target.value })}
              className="max-w-32"
            />
          </Field>
        </div>
      ) : null}
      <Checkbox
        checked={settings.quietWeekends}
        onChange={(now) => onChange({ ...settings, quietWeekends: now })}
        label={t("quiet.weekends")}
      />
    </div>
  );
}
