import { Check, Circle } from "lucide-react";
import { useTranslation } from "react-i18next";
import { Field, PasswordInput } from "./field";
import { ProblemNote, problemOf } from "./problem-note";

export const shortestPassword = 12;

interface NewPasswordProps {
  label: string;
  value: string;
  onChange: (value: string) => void;
  problem: unknown;
  /** Name of the field in the request. */
  field?: string;
}

/** A password being chosen, with its rules beside it from the start. */
export function NewPassword({ label, value, onChange, problem, field = "password" }: NewPasswordProps) {
  const { t } = useTranslation();
  const length = [...value].length;
  const longEnough = length >= shortestPassword;
  const refused = problemOf(problem, ["password_short", "password_common"], field);
  return (
    <Field
      label={label}
      error={refused ? <ProblemNote problem={refused} /> : undefined}
      hint={
        <span className="flex flex-col gap-0.5">
          <span className={longEnough ? "flex items-center gap-1.5 text-ok" : "flex items-center gap-1.5"}>
            {longEnough ? (
              <Check aria-hidden="true" className="size-3.5" />
            ) : (
              <Circle aria-hidden="true" className="size-3.5" />
            )}
            {t("common:password.length", { count: shortestPassword })}
            {value !== "" && !longEnough ? ` · ${t("common:password.sofar", { count: length })}` : null}
          </span>
          <span className="pl-5">{t("common:password.advice")}</span>
        </span>
      }
    >
      <PasswordInput
        value={value}
        onChange={(event) => onChange(event.target.value)}
        autoComplete="new-password"
        required
      />
    </Field>
  );
}
