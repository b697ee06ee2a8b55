import type { ComponentProps, ReactNode } from "react";
import { classes } from "./classes";
import { Tooltip } from "./tooltip";

export type ButtonKind = "primary" | "plain" | "quiet" | "danger";

const kinds: Record<ButtonKind, string> = {
  primary: "bg-accent text-on-accent hover:bg-accent-hover",
  plain: "border border-line-strong/60 bg-surface text-ink hover:bg-hover",
  quiet: "text-ink hover:bg-hover",
  danger: "bg-danger-fill text-white hover:brightness-110",
};

interface ButtonProps extends ComponentProps<"button"> {
  kind?: ButtonKind;
  size?: "small" | "medium" | "large";
  icon?: ReactNode;
  /** The act is under way: the button waits and says so to screen readers. */
  busy?: boolean;
}

const sizes = {
  small: "h-8 px-3 text-sm max-md:h-11",
  medium: "h-9 px-4 text-base max-md:h-11",
  large: "h-11 px-5 text-base",
};

/** The look of a button, for links that act like one. */
export function buttonClasses(kind: ButtonKind = "plain", size: keyof typeof sizes = "medium"): string {
  return classes(
    "inline-flex shrink-0 select-none items-center justify-center gap-2 rounded-md font-medium no-underline",
    "transition-colors duration-100 disabled:opacity-50 aria-disabled:opacity-50",
    kinds[kind],
    sizes[size],
  );
}

export function Button({
  kind = "plain",
  size = "medium",
  icon,
  busy,
  className,
  children,
  type = "button",
  ...rest
}: ButtonProps) {
  return (
    <button
      {...rest}
      type={type}
      aria-busy={busy || undefined}
      disabled={rest.disabled || busy}
      className={classes(buttonClasses(kind, size), className)}
    >
      {busy ? <Spinner /> : icon}
      {children}
    </button>
  );
}

interface IconButtonProps extends Omit<ComponentProps<"button">, "aria-label"> {
  /** What it does: read aloud, and shown on hover. */
  label: string;
  /** Keyboard hint shown in the tooltip. */
  hint?: string;
  icon: ReactNode;
  side?: "top" | "bottom" | "left" | "right";
}

export function IconButton({
  label,
  hint,
  icon,
  side,
  className,
  type = "button",
  ...rest
}: IconButtonProps) {
  return (
    <Tooltip text={label} hint={hint} side={side}>
      <button
        {...rest}
        type={type}
        aria-label={label}
        className={classes(
          "inline-flex size-8 shrink-0 items-center justify-center rounded-md text-muted transition-colors duration-100",
          "hover:bg-hover hover:text-ink disabled:opacity-50 max-md:size-11 [&_svg]:size-[18px]",
          className,
        )}
      >
        {icon}
      </button>
    </Tooltip>
  );
}

export function Spinner({ className }: { className?: string }) {
  return (
    <span
      aria-hidden="true"
      className={classes(
        "inline-block size-4 shrink-0 animate-spin rounded-full border-2 border-current border-r-transparent",
        className,
      )}
    />
  );
}
