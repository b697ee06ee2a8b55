import { Clock, Reply } from "lucide-react";
import { type FormEvent, useState } from "react";
import { useTranslation } from "react-i18next";
import { useMember } from "@/api/session";
import { useTeamwork } from "@/api/use-teamwork";
import { useFormats } from "@/i18n/use-formats";
import { fieldOf, momentOf, wallOf, wallTime } from "@/i18n/zoned";
import { Button } from "@/ui/button";
import { Dialog } from "@/ui/dialog";
import { Field, Input } from "@/ui/field";
import { PickRow } from "./pick-row";
import { snoozeTimes } from "./snooze-times";

interface SnoozeDialogProps {
  ids: readonly string[];
  onClose: () => void;
}

/** When conversations come back: a moment, or a reply. */
export function SnoozeDialog({ ids, onClose }: SnoozeDialogProps) {
  const { t } = useTranslation("teamwork");
  const { timeZone } = useMember();
  const formats = useFormats();
  const teamwork = useTeamwork();
  const [now] = useState(() => new Date());
  const [own, setOwn] = useState(() => {
    const wall = wallTime(now, timeZone);
    return fieldOf(
      wallTime(momentOf({ ...wall, day: wall.day + 2, hour: 9, minute: 0 }, timeZone), timeZone),
    );
  });
  const snooze = (until: Date | null): void => {
    teamwork.state(ids, { state: "snoozed", until: until?.toISOString() ?? null });
    onClose();
  };
  const wall = wallOf(own);
  const moment = wall && momentOf(wall, timeZone);
  const past = moment !== undefined && moment.getTime() <= now.getTime();
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (moment && !past) snooze(moment);
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t("snooze.title", { count: ids.length })}
      description={t("snooze.hint")}
    >
      <ul
        aria-label={t("snooze.title", { count: ids.length })}
        className="m-0 -mx-2.5 flex list-none flex-col p-0"
      >
        {snoozeTimes(now, timeZone).map(({ choice, at }) => (
          <PickRow
            key={choice}
            icon={<Clock aria-hidden="true" />}
            note={formats.full(at)}
            onPick={() => snooze(at)}
          >
            {t(`snooze.${choice}`)}
          </PickRow>
        ))}
        <PickRow icon={<Reply aria-hidden="true" />} onPick={() => snooze(null)}>
          {t("snooze.untilReply")}
        </PickRow>
      </ul>
      <form
        onSubmit={submit}
        className="mt-4 flex items-end gap-2 border-t pt-4 max-md:flex-col max-md:items-stretch"
      >
        <Field label={t("snooze.own")} error={past ? t("snooze.past") : undefined} className="min-w-0 flex-1">
          <Input
            type="datetime-local"
            value={own}
            required
            onChange={(event) => setOwn(event.target.value)}
          />
        </Field>
        <Button type="submit" kind="primary" size="large" disabled={moment === undefined || past}>
          {t("snooze.act")}
        </Button>
      </form>
    </Dialog>
  );
}
