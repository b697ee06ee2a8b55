import { CircleAlert } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useId, useState } from "react";
import { useTranslation } from "react-i18next";
import type { Address } from "@/api/conversation-types";
import { Chip } from "@/ui/chip";
import { classes } from "@/ui/classes";
import { addRecipients, isValidAddress, parseRecipients } from "./recipients";

interface RecipientFieldProps {
  label: string;
  people: readonly Address[];
  autoFocus?: boolean;
  /** What else can be done, at the end of the line. */
  beside?: ReactNode;
  onChange: (people: Address[]) => void;
}

/** One line of recipients: chips with the real address, and a place to type or paste more. */
export function RecipientField({ label, people, autoFocus, beside, onChange }: RecipientFieldProps) {
  const { t } = useTranslation("composer");
  const id = useId();
  const [typed, setTyped] = useState("");

  const take = (text: string): void => {
    const more = parseRecipients(text);
    if (more.length > 0) onChange(addRecipients(people, more));
    setTyped("");
  };
  const without = (index: number): void => onChange(people.toSpliced(index, 1));
  /** Back into the field, to be mended. */
  const mend = (index: number): void => {
    const person = people[index];
    if (!person) return;
    if (typed.trim() !== "") return;
    without(index);
    setTyped(person.email);
    document.getElementById(id)?.focus();
  };
  const keys = (event: KeyboardEvent<HTMLInputElement>): void => {
    if (event.nativeEvent.isComposing) return;
    const ends = event.key === "Enter" || event.key === "," || event.key === ";";
    if (ends && !event.ctrlKey && !event.metaKey) {
      // A comma inside an unfinished quoted name is a part of the name.
      if (event.key !== "Enter" && (typed.split('"').length - 1) % 2 === 1) return;
      event.preventDefault();
      if (typed.trim() !== "") take(typed);
    } else if (event.key === "Tab" && typed.trim() !== "") {
      take(typed);
    } else if (event.key === "Backspace" && typed === "" && people.length > 0) {
      event.preventDefault();
      mend(people.length - 1);
    }
  };

  return (
    <div className="flex items-start gap-2 border-b border-line/70 py-1 pr-2 pl-4">
      <label htmlFor={id} className="w-11 shrink-0 whitespace-nowrap pt-1.5 text-sm max-md:pt-2.5 text-muted">
        {label}
      </label>
      <div className="flex min-w-0 flex-1 flex-wrap items-center gap-1 py-0.5">
        {people.map((person, index) => {
          const valid = isValidAddress(person.email);
          return (
            <Chip
              key={person.email}
              tone={valid ? "plain" : "danger"}
              icon={valid ? undefined : <CircleAlert aria-hidden="true" />}
              title={valid ? undefined : t("invalidRecipient")}
              onRemove={() => without(index)}
              removeLabel={t("removeRecipient", { email: person.email })}
            >
              <button
                type="button"
                className="max-w-full truncate"
                aria-label={
                  person.name ? t("recipient", { name: person.name, email: person.email }) : undefined
                }
                onClick={() => mend(index)}
              >
                {person.name ? (
                  <>
                    <bdi>{person.name}</bdi> <bdi className="font-normal text-muted">{person.email}</bdi>
                  </>
                ) : (
                  <bdi>{person.email}</bdi>
                )}
              </button>
            </Chip>
          );
        })}
        <input
          id={id}
          value={typed}
          // biome-ignore lint/a11y/noAutofocus: the field was asked for a moment ago
          autoFocus={autoFocus}
          autoComplete="off"
          autoCapitalize="none"
          spellCheck={false}
          inputMode="email"
          placeholder={people.length === 0 ? t("addRecipient") : undefined}
          aria-label={`${label}: ${t("addRecipient")}`}
          onChange={(event) => setTyped(event.target.value)}
          onKeyDown={keys}
          onBlur={() => typed.trim() !== "" && take(typed)}
          onPaste={(event) => {
            const text = event.clipboardData.getData("text");
            if (/[@\n,;]/.test(text)) {
              event.preventDefault();
              take(typed + text);
            }
          }}
          className={classes(
            "h-7 flex-1 bg-transparent outline-none max-md:h-9",
            people.length > 0 ? "min-w-6" : "min-w-24",
          )}
        />
      </div>
      {beside}
    </div>
  );
}
