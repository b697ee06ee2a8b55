import { Search } from "lucide-react";
import { Dialog as Radix } from "radix-ui";
import { type KeyboardEvent, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "@/ui/classes";
import { type CommandId, keyHint, runCommand, useAvailableCommands, useCommand } from "@/ui/keys";
import { matches } from "@/ui/match";

/** Commands by name: only those that work on this page. */
export function Palette() {
  const { t } = useTranslation();
  const [open, setOpen] = useState(false);
  useCommand("app.palette", () => setOpen(!open));
  return (
    <Radix.Root open={open} onOpenChange={setOpen}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-40 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          className="fixed inset-x-4 top-[12dvh] z-40 mx-auto max-w-xl overflow-hidden rounded-lg border bg-surface animate-appear focus:outline-none"
        >
          <Radix.Title className="sr-only">{t("common:palette.title")}</Radix.Title>
          <Choices onDone={() => setOpen(false)} />
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}

function Choices({ onDone }: { onDone: () => void }) {
  const { t } = useTranslation();
  const listId = useId();
  const [query, setQuery] = useState("");
  const [at, setAt] = useState(0);
  const found = useAvailableCommands()
    .filter((id) => id !== "app.palette")
    .map((id) => ({ id, name: t(`common:command.${id}`) }))
    .filter(({ name }) => matches(name, query));
  const chosen = Math.min(at, found.length - 1);

  const run = (id: CommandId): void => {
    onDone();
    // After the layer has gone, so that the focus lands where the command puts it.
    setTimeout(() => runCommand(id), 0);
  };
  const key = (event: KeyboardEvent): void => {
    if (event.key === "ArrowDown") setAt((chosen + 1) % Math.max(found.length, 1));
    else if (event.key === "ArrowUp") setAt((chosen - 1 + found.length) % Math.max(found.length, 1));
    else if (event.key === "Enter") {
      const command = found[chosen];
      if (command) run(command.id);
    } else return;
    event.preventDefault();
  };

  return (
    <>
      <div className="flex items-center gap-3 border-b px-4">
        <Search aria-hidden="true" className="size-4 shrink-0 text-muted" />
        <input
          role="combobox"
          aria-expanded="true"
          aria-controls={listId}
          aria-activedescendant={found[chosen] ? `${listId}-${chosen}` : undefined}
          aria-label={t("common:palette.title")}
          placeholder={t("common:palette.placeholder")}
          value={query}
          onChange={(event) => {
            setQuery(event.target.value);
            setAt(0);
          }}
          onKeyDown={key}
          className="h-12 w-full bg-transparent text-lg outline-none"
        />
      </div>
      <div
        id={listId}
        role="listbox"
        aria-label={t("common:palette.title")}
        className="max-h-[min(26.5rem,60dvh)] overflow-y-auto p-1"
      >
        {found.map(({ id, name }, index) => (
          <button
            key={id}
            id={`${listId}-${index}`}
            type="button"
            role="option"
            tabIndex={-1}
            aria-selected={index === chosen}
            onPointerMove={() => setAt(index)}
            onClick={() => run(id)}
            className={classes(
              "flex min-h-10 w-full items-center justify-between gap-4 rounded-md px-3 text-left max-md:min-h-11",
              index === chosen && "bg-accent-soft text-accent-ink shadow-[inset_3px_0_0_var(--accent)]",
            )}
          >
            {name}
            <kbd className="font-sans text-xs text-muted">{keyHint(id)}</kbd>
          </button>
        ))}
        {found.length === 0 ? (
          <p className="px-3 py-6 text-center text-muted">{t("common:palette.nothing")}</p>
        ) : null}
      </div>
    </>
  );
}
