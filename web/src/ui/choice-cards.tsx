import { RadioGroup as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import { classes } from "./classes";

interface ChoiceCardsProps<T extends string> {
  label: ReactNode;
  hint?: ReactNode;
  value: T;
  onChange: (value: T) => void;
  choices: readonly { value: T; label: ReactNode; hint?: ReactNode }[];
  /** Side by side where there is room. */
  row?: boolean;
}

/** One of a few, each said in full. */
export function ChoiceCards<T extends string>({
  label,
  hint,
  value,
  onChange,
  choices,
  row,
}: ChoiceCardsProps<T>) {
  const id = useId();
  return (
    <div>
      <div id={id} className="font-semibold">
        {label}
      </div>
      {hint ? <p className="mt-0.5 text-sm text-muted text-pretty">{hint}</p> : null}
      <Radix.Root
        aria-labelledby={id}
        value={value}
        onValueChange={(chosen) => {
          const choice = choices.find((one) => one.value === chosen);
          if (choice) onChange(choice.value);
        }}
        className={classes("mt-3 grid gap-2", row && "grid-cols-2 sm:grid-cols-4")}
      >
        {choices.map((choice) => (
          <Radix.Item
            key={choice.value}
            value={choice.value}
            className={classes(
              "group flex gap-3 rounded-lg border bg-surface px-4 py-3 text-left hover:bg-hover",
              "data-[state=checked]:border-accent data-[state=checked]:bg-accent-soft",
            )}
          >
            <span
              aria-hidden="true"
              className="mt-0.5 flex size-4 shrink-0 items-center justify-center rounded-full border border-line-strong bg-surface group-data-[state=checked]:border-accent"
            >
              <Radix.Indicator className="size-2 rounded-full bg-accent" />
            </span>
            <span className="min-w-0">
              <span className="block font-medium">{choice.label}</span>
              {choice.hint ? (
                <span className="mt-0.5 block text-sm text-muted text-pretty">{choice.hint}</span>
              ) : null}
            </span>
          </Radix.Item>
        ))}
      </Radix.Root>
    </div>
  );
}
