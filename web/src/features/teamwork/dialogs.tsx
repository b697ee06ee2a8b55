import { ask, useTeamworkAsk } from "@/api/teamwork-asks";
import { AssignDialog } from "./assign-dialog";
import { SnoozeDialog } from "./snooze-dialog";
import { TagDialog } from "./tag-dialog";
import { ViewDialog } from "./view-dialog";

const close = (): void => ask(null);

/** The dialogs of teamwork, above whatever part of the page asked for one. */
export function TeamworkDialogs() {
  const asked = useTeamworkAsk();
  switch (asked?.kind) {
    case "snooze":
      return <SnoozeDialog ids={asked.ids} onClose={close} />;
    case "assign":
      return <AssignDialog ids={asked.ids} onClose={close} />;
    case "tag":
      return <TagDialog ids={asked.ids} onClose={close} />;
    case "view":
      return <ViewDialog view={asked.view} onClose={close} />;
    case undefined:
      return null;
  }
}
