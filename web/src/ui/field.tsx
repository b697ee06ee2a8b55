import { CircleAlert, Eye, EyeOff } from "lucide-react";
import { type ComponentProps, createContext, type ReactNode, useContext, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import { classes } from "./classes";

interface FieldWiring {
  id: string;
  describedBy: string | undefined;
  invalid: boolean;
}

const Wiring = createContext<FieldWiring | null>(null);

interface FieldProps {
  label: ReactNode;
  /** Said before anything went wrong. */
  hint?: ReactNode;
  /** What is wrong, and below it what to do. */
  error?: ReactNode;
  optional?: boolean;
  className?: string;
  children: ReactNode;
}

/** A label, one control, and what is to be said about it; wired up for screen readers. */
export function Field({ label, hint, error, optional, className, children }: FieldProps) {
  const { t } = useTranslation();
  const id = useId();
  const describedBy = [error ? `${id}-error` : "", hint ? `${id}-hint` : ""].filter(Boolean).join(" ");
  return (
    <div className={classes("flex flex-col gap-1.5", className)}>
      <label htmlFor={id} className="font-medium">
        {label}
        {optional ? <span className="font-normal text-muted"> {t("common:field.optional")}</span> : null}
      </label>
      <Wiring.Provider value={{ id, describedBy: describedBy || undefined, invalid: Boolean(error) }}>
        {children}
      </Wiring.Provider>
      {error ? (
        <div id={`${id}-error`} role="alert" className="flex gap-2 text-sm text-danger">
          <CircleAlert aria-hidden="true" className="mt-px size-4 shrink-0" />
          <div className="min-w-0 flex-1">{error}</div>
        </div>
      ) : null}
      {hint ? (
        <div id={`${id}-hint`} className="text-sm text-muted">
          {hint}
        </div>
      ) : null}
    </div>
  );
}

function useWiring() {
  const wiring = useContext(Wiring);
  return wiring
    ? { id: wiring.id, "aria-describedby": wiring.describedBy, "aria-invalid": wiring.invalid || undefined }
    : {};
}

export const controlClasses = classes(
  "h-10 w-full rounded-md border border-line-strong bg-surface px-3 text-base text-ink max-md:h-11",
  "hover:border-line-strong focus-visible:outline-offset-0 aria-invalid:border-danger disabled:opacity-60",
);

export function Input({ className, ...rest }: ComponentProps<"input">) {
  return <input {...useWiring()} {...rest} className={classes(controlClasses, className)} />;
}

export function Textarea({ className, ...rest }: ComponentProps<"textarea">) {
  return (
    <textarea
      {...useWiring()}
      {...rest}
      className={classes(controlClasses, "h-auto min-h-20 py-2", className)}
    />
  );
}

export function PasswordInput({ className, ...rest }: Omit<ComponentProps<"input">, "type">) {
  const { t } = useTranslation();
  const [shown, setShown] = useState(false);
  return (
    <div className="relative">
      <input
        {...useWiring()}
        {...rest}
        type={shown ? "text" : "password"}
        spellCheck={false}
        autoCapitalize="none"
        autoCorrect="off"
        className={classes(controlClasses, "pr-11", className)}
      />
      <button
        type="button"
        aria-pressed={shown}
        aria-label={t("common:field.showPassword")}
        title={t(shown ? "common:field.hidePassword" : "common:field.showPassword")}
        onClick={() => setShown(!shown)}
        className="absolute inset-y-0 right-0 flex w-10 items-center justify-center rounded-md text-muted max-md:w-11 hover:text-ink inset-focus"
      >
        {shown ? (
          <EyeOff aria-hidden="true" className="size-4" />
        ) : (
          <Eye aria-hidden="true" className="size-4" />
        )}
      </button>
    </div>
  );
}

/** The system's own list of choices: the quickest on a phone, complete for keyboards and screen readers. */
export function Select({ className, children, ...rest }: ComponentProps<"select">) {
  return (
    <select {...useWiring()} {...rest} className={classes(controlClasses, "pr-8", className)}>
      {children}
    </select>
  );
}
