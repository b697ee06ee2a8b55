import { Fragment, useState } from "react";
import { useTranslation } from "react-i18next";
import { Checkbox } from "@/ui/checkbox";
import { Dialog } from "@/ui/dialog";
import {
  type CommandGroup,
  commands,
  implementedCommands,
  setSingleKeys,
  singleKeysOn,
  useCommand,
  writeKey,
} from "@/ui/keys";

const groups: readonly CommandGroup[] = ["list", "conversation", "go", "app"];
const withKeys = implementedCommands.filter((id) => commands[id].keys.length > 0);

/** All keys that do something, on this page or another. */
export function HelpDialog() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  const [single, setSingle] = useState(singleKeysOn);
  useCommand("app.help", () => setOpen(true));
  const switchSingle = (on: boolean): void => {
    setSingleKeys(on);
    setSingle(on);
  };
  return (
    <Dialog open={open} onClose={() => setOpen(false)} title={t("common:help.title")} wide>
      <div className="grid gap-x-10 gap-y-6 md:grid-cols-2">
        {groups.map((group) => {
          const ids = withKeys.filter((id) => commands[id].group === group);
          if (ids.length === 0) return null;
          return (
            <section key={group}>
              <h3 className="mb-2 text-sm font-semibold text-muted">{t(`common:commandGroup.${group}`)}</h3>
              <dl className="divide-y">
                {ids.map((id) => (
                  <div key={id} className="flex items-center justify-between gap-4 py-1.5">
                    <dt>{t(`common:command.${id}`)}</dt>
                    <dd className="flex gap-1">
                      {commands[id].keys.map((key) => (
                        <Strokes key={key} strokes={key.split(" ")} />
                      ))}
                    </dd>
                  </div>
                ))}
              </dl>
            </section>
          );
        })}
      </div>
      <div className="mt-6 border-t pt-4">
        <Checkbox
          checked={single}
          onChange={switchSingle}
          label={t("common:help.singleKeys")}
          hint={t("common:help.singleKeysHint")}
        />
      </div>
    </Dialog>
  );
}

/** One key, or several to be pressed one after the other. */
function Strokes({ strokes }: { strokes: readonly string[] }) {
  const { t } = useTranslation();
  return strokes.map((stroke, index) => (
    <Fragment key={stroke}>
      {index > 0 ? <span className="text-xs leading-5 text-muted">{t("common:help.then")}</span> : null}
      <kbd className="rounded border bg-sunken px-1.5 py-0.5 font-sans text-xs">{writeKey(stroke)}</kbd>
    </Fragment>
  ));
}
