import type { ReactNode } from "react";
import { useTranslation } from "react-i18next";
import { currentLanguage, languages, setLanguage } from "@/i18n";
import { classes } from "@/ui/classes";
import { useTitle } from "@/ui/page";

interface EntryLayoutProps {
  title: string;
  lead?: ReactNode;
  /** Shown beside the form on wide pages, below it on phones. */
  aside?: ReactNode;
  children: ReactNode;
}

/** The pages before the door: one calm column, and the language at hand. */
export function EntryLayout({ title, lead, aside, children }: EntryLayoutProps) {
  useTitle(title);
  return (
    <div className="flex min-h-dvh flex-col">
      <header className="flex items-center justify-between px-5 py-4 md:px-8">
        <div className="flex items-center gap-2.5 text-lg font-semibold">
          <img src="/rozmowa.svg" alt="" className="size-8" />
          Rozmowa
        </div>
        <LanguageSwitch />
      </header>
      <main
        className={classes(
          "mx-auto flex w-full flex-1 gap-12 px-5 pt-6 pb-16 max-lg:flex-col lg:pt-16",
          aside ? "max-w-4xl" : "max-w-md",
        )}
      >
        <div className={classes("w-full", aside && "lg:max-w-sm")}>
          <h1 className="text-2xl font-semibold text-balance">{title}</h1>
          {lead ? <p className="mt-2 text-muted text-pretty">{lead}</p> : null}
          <div className="mt-7">{children}</div>
        </div>
        {aside ? <aside className="min-w-0 flex-1">{aside}</aside> : null}
      </main>
    </div>
  );
}

const names = { pl: "Polski", en: "English" };

function LanguageSwitch() {
  const { t } = useTranslation();
  const current = currentLanguage();
  return (
    <fieldset className="flex gap-1">
      <legend className="sr-only">{t("common:language.label")}</legend>
      {languages.map((language) => (
        <button
          key={language}
          type="button"
          lang={language}
          aria-pressed={language === current}
          onClick={() => void setLanguage(language)}
          className="rounded-md px-2.5 py-1.5 text-sm text-muted hover:bg-hover aria-pressed:font-semibold aria-pressed:text-ink max-md:min-h-11"
        >
          {names[language]}
        </button>
      ))}
    </fieldset>
  );
}
