import { CalendarDays, CalendarX2, MapPin, Repeat, Users } from "lucide-react";
import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import type { Invitation } from "@/api/conversation-types";
import type { Formats } from "@/i18n/format";
import { useFormats } from "@/i18n/use-formats";

/** A calendar invitation, readable. */
export function InvitationCard({ invitation }: { invitation: Invitation }) {
  const { t } = useTranslation("conversation");
  const formats = useFormats();
  const cancelled = invitation.cancelled || invitation.method.toUpperCase() === "CANCEL";
  const kind = cancelled
    ? t("invitation.cancelled")
    : invitation.method.toUpperCase() === "REPLY"
      ? t("invitation.reply")
      : t("invitation.label");
  const Icon = cancelled ? CalendarX2 : CalendarDays;
  const attendees = invitation.attendees.map(personName).filter(Boolean);
  return (
    <section aria-label={kind} className="mb-4 flex max-w-xl gap-3.5 rounded-lg border bg-sunken p-4">
      <Icon aria-hidden="true" strokeWidth={1.6} className="mt-0.5 size-6 shrink-0 text-accent" />
      <div className="min-w-0 flex-1">
        <div className="text-xs font-medium text-muted">{kind}</div>
        <h3 className={cancelled ? "font-semibold line-through" : "font-semibold"}>
          {invitation.summary || t("invitation.untitled")}
        </h3>
        <dl className="mt-2 grid grid-cols-[auto_1fr] gap-x-2.5 gap-y-1 [&_svg]:mt-0.5 [&_svg]:size-4 [&_svg]:text-muted">
          <Line label={t("invitation.when")} icon={<CalendarDays aria-hidden="true" />}>
            {timeOf(invitation, formats, t("invitation.allDay")) ?? t("invitation.noTime")}
            {invitation.recurring ? (
              <span className="ml-2 inline-flex items-center gap-1 text-sm text-muted">
                <Repeat aria-hidden="true" className="!mt-0 !size-3.5" />
                {t("invitation.recurring")}
              </span>
            ) : null}
          </Line>
          {invitation.location ? (
            <Line label={t("invitation.where")} icon={<MapPin aria-hidden="true" />}>
              {invitation.location}
            </Line>
          ) : null}
          {attendees.length > 0 || invitation.organiser ? (
            <Line label={t("invitation.attendees")} icon={<Users aria-hidden="true" />}>
              {invitation.organiser ? (
                <span>
                  {t("invitation.organiser")}: {personName(invitation.organiser)}
                </span>
              ) : null}
              {attendees.length > 0 ? (
                <span className="block text-sm text-muted">{formats.list(attendees.slice(0, 8))}</span>
              ) : null}
            </Line>
          ) : null}
        </dl>
        {invitation.description ? (
          <p className="mt-2 line-clamp-6 whitespace-pre-wrap text-sm text-muted">{invitation.description}</p>
        ) : null}
      </div>
    </section>
  );
}

function Line({ label, icon, children }: { label: string; icon: ReactNode; children: ReactNode }) {
  return (
    <>
      <dt>
        {icon}
        <span className="sr-only">{label}</span>
      </dt>
      <dd className="min-w-0">{children}</dd>
    </>
  );
}

const personName = (person: NonNullable<Invitation["organiser"]>): string =>
  person.name || person.address || person.email || "";

/** All-day events are dates (midnight UTC, the end not included); others are moments in the reader's zone. */
function timeOf({ start, end, allDay }: Invitation, formats: Formats, allDayText: string): string | null {
  if (start === null) return null;
  if (allDay) {
    const noon = (at: number) => formats.day(new Date(at + 12 * 3600_000));
    const first = noon(Date.parse(start));
    const last = end === null ? first : noon(Date.parse(end) - 24 * 3600_000);
    return first === last || (end !== null && Date.parse(end) <= Date.parse(start))
      ? `${first} (${allDayText})`
      : `${first} – ${last} (${allDayText})`;
  }
  if (end === null) return formats.full(start);
  return formats.day(start) === formats.day(end)
    ? `${formats.full(start)}–${formats.time(end)}`
    : `${formats.full(start)} – ${formats.full(end)}`;
}
