import { readdirSync, readFileSync } from "node:fs";
import i18next from "i18next";

const folder = new URL("../src/i18n/", import.meta.url);

/** The application's own words in one language, so that a walk finds things by what a person reads: `t("common:nav.inbox")`. */
export async function wordsOf(language) {
  const texts = {};
  for (const file of readdirSync(new URL(`${language}/`, folder))) {
    if (!file.endsWith(".json")) continue;
    texts[file.slice(0, -5)] = JSON.parse(readFileSync(new URL(`${language}/${file}`, folder), "utf8"));
  }
  const words = i18next.createInstance();
  await words.init({
    lng: language,
    fallbackLng: false,
    resources: { [language]: texts },
    interpolation: { escapeValue: false },
  });
  return (key, args) => {
    if (!words.exists(key, args)) throw new Error(`there is no text ${key} in ${language}`);
    return words.t(key, args);
  };
}
