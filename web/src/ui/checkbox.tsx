import { Check, Minus } from "lucide-react";
import { Checkbox as Radix } from "radix-ui";
import { type ReactNode, useId } from "react";
import { classes } from "./classes";

export type Ticked = boolean | "indeterminate";

interface CheckboxProps {
  checked: Ticked;
  onChange: (checked: boolean) => void;
  label: ReactNode;
  hint?: ReactNode;
  /** The label is only read aloud: something beside the box already says it. */
  hideLabel?: boolean;
  disabled?: boolean;
  tabIndex?: number;
}

export function Checkbox({ checked, onChange, label, hint, hideLabel, disabled, tabIndex }: CheckboxProps) {
  const id = useId();
  return (
    <div className="flex items-start gap-2.5">
      <Radix.Root
        id={id}
        checked={checked}
        disabled={disabled}
        tabIndex={tabIndex}
        onCheckedChange={(now) => onChange(now === true)}
        aria-describedby={hint ? `${id}-hint` : undefined}
        className={classes(
          "mt-px flex size-[18px] shrink-0 items-center justify-center rounded border border-line-strong bg-surface",
          "text-on-accent data-[state=checked]:border-accent data-[state=checked]:bg-accent",
          "data-[state=indeterminate]:border-accent data-[state=indeterminate]:bg-accent disabled:opacity-50",
        )}
      >
        <Radix.Indicator>
          {checked === "indeterminate" ? (
            <Minus aria-hidden="true" strokeWidth={3} className="size-3.5" />
          ) : (
            <Check aria-hidden="true" strokeWidth={3} className="size-3.5" />
          )}
        </Radix.Indicator>
      </Radix.Root>
      <div className={hideLabel ? "sr-only" : "min-w-0"}>
        <label htmlFor={id} className="select-none">
          {label}
        </label>
        {hint ? (
          <div id={`${id}-hint`} className="text-sm text-muted">
            {hint}
          </div>
        ) : null}
      </div>
    </div>
  );
}
