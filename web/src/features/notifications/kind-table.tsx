import { useTranslation } from "react-i18next";
import type { Channel, NotificationSettings } from "@/api/notification-settings";
import { notificationKinds } from "@/api/notifications";
import { Checkbox } from "@/ui/checkbox";
import { withChannel } from "./choices";

const channels: readonly Channel[] = ["inApp", "push", "email"];

interface KindTableProps {
  settings: NotificationSettings;
  onChange: (settings: NotificationSettings) => void;
}

/** What × where: a row for each thing that can happen, a column for each way to hear of it. */
export function KindTable({ settings, onChange }: KindTableProps) {
  const { t } = useTranslation("notifications");
  return (
    <table className="w-full border-collapse">
      <thead>
        <tr className="border-b text-left text-sm text-muted">
          <th scope="col" className="py-2 pr-2 font-medium">
            {t("page.event")}
          </th>
          {channels.map((channel) => (
            <th key={channel} scope="col" className="w-24 px-1 py-2 text-center font-medium max-md:w-16">
              {t(`channel.${channel}`)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {notificationKinds.map((kind) => {
          const choice = settings.kinds.find((one) => one.kind === kind);
          return choice ? (
            <tr key={kind} className="border-b last:border-b-0">
              <th scope="row" className="py-2.5 pr-2 text-left font-normal text-pretty">
                {t(`event.${kind}`)}
              </th>
              {channels.map((channel) => (
                <td key={channel} className="px-1 py-1">
                  <div className="flex justify-center p-2.5">
                    <Checkbox
                      checked={choice[channel]}
                      onChange={(on) => onChange(withChannel(settings, kind, channel, on))}
                      label={`${t(`event.${kind}`)}: ${t(`channel.${channel}`)}`}
                      hideLabel
                    />
                  </div>
                </td>
              ))}
            </tr>
          ) : null;
        })}
      </tbody>
    </table>
  );
}
