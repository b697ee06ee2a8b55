import i18next from "i18next";
import { initReactI18next } from "react-i18next";

export const languages = ["pl", "en"] as const;
export type Language = (typeof languages)[number];

/** Each language is one lazy chunk made of all its namespace files. */
const chunks = { pl: () => import("./pl"), en: () => import("./en") };
const remembered = "rozmowa.language";

/** Polish or English, as chosen here before, else as the browser wishes. */
export function preferredLanguage(): Language {
  const chosen = readRemembered();
  if (chosen) return chosen;
  for (const wish of navigator.languages) {
    if (wish.toLowerCase().startsWith("pl")) return "pl";
    if (wish.toLowerCase().startsWith("en")) return "en";
  }
  return "en";
}

export async function startI18n(language: Language = preferredLanguage()): Promise<void> {
  await i18next.use(initReactI18next).init({
    lng: language,
    fallbackLng: false,
    supportedLngs: languages,
    defaultNS: "common",
    partialBundledLanguages: true,
    resources: {},
    interpolation: { escapeValue: false },
    returnNull: false,
    react: { useSuspense: false },
  });
  await setLanguage(language);
}

export async function setLanguage(language: Language): Promise<void> {
  const { default: namespaces } = await chunks[language]();
  for (const [name, texts] of Object.entries(namespaces)) {
    i18next.addResourceBundle(language, name, language === "pl" ? tied(texts) : texts, true, true);
  }
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
  try {
    localStorage.setItem(remembered, language);
  } catch {
    // A browser that keeps nothing: the language is asked of it again next time.
  }
}

/** Polish leaves no word of one letter at the end of a line. Only our own texts are tied, never what is put into them. */
export function tied<T>(texts: T): T {
  if (typeof texts === "string") return texts.replace(/(?<=^|[\s(„])([aiouwz]) /giu, "$1\u00a0") as T;
  if (Array.isArray(texts)) return texts.map(tied) as T;
  if (typeof texts !== "object" || texts === null) return texts;
  return Object.fromEntries(Object.entries(texts).map(([name, text]) => [name, tied(text)])) as T;
}

export function currentLanguage(): Language {
  return i18next.language === "en" ? "en" : "pl";
}

function readRemembered(): Language | undefined {
  try {
    const value = localStorage.getItem(remembered);
    return languages.find((language) => language === value);
  } catch {
    return undefined;
  }
}
