import { describe, expect, it } from "vitest";
import en from "./en";
import pl from "./pl";

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}", "!./**"], {
  eager: true,
  query: "?raw",
  import: "default",
});

const pluralForms = { pl: ["one", "few", "many", "other"], en: ["one", "other"] };

/** All keys of a language as `namespace:path.to.text`. */
function keysOf(namespaces: Record<string, Record<string, unknown>>): Map<string, string> {
  const keys = new Map<string, string>();
  const walk = (prefix: string, value: unknown): void => {
    if (typeof value === "string") keys.set(prefix, value);
    else if (typeof value === "object" && value !== null) {
      for (const [name, inner] of Object.entries(value)) {
        walk(prefix.endsWith(":") ? prefix + name : `${prefix}.${name}`, inner);
      }
    }
  };
  for (const [namespace, texts] of Object.entries(namespaces)) walk(`${namespace}:`, texts);
  return keys;
}

const plural = /_(zero|one|two|few|many|other)$/u;
const base = (key: string): string => key.replace(plural, "");
const polish = keysOf(pl);
const english = keysOf(en);
const known = new Set([...polish.keys()].map(base));

describe("texts", () => {
  it("exist in both languages", () => {
    const inPolish = new Set([...polish.keys()].map(base));
    const inEnglish = new Set([...english.keys()].map(base));
    expect(
      [...inPolish].filter((key) => !inEnglish.has(key)),
      "missing in English",
    ).toEqual([]);
    expect(
      [...inEnglish].filter((key) => !inPolish.has(key)),
      "missing in Polish",
    ).toEqual([]);
  });

  it("have all plural forms of their language", () => {
    for (const [language, keys] of [
      ["pl", polish],
      ["en", english],
    ] as const) {
      for (const key of keys.keys()) {
        if (!plural.test(key)) continue;
        const missing = pluralForms[language].filter((form) => !keys.has(`${base(key)}_${form}`));
        expect(missing, `${language} ${base(key)}`).toEqual([]);
      }
    }
  });

  it("name the same values in both languages", () => {
    const values = (texts: Map<string, string>, key: string): string[] => {
      const found = new Set<string>();
      for (const [name, text] of texts) {
        if (base(name) !== key) continue;
        for (const match of text.matchAll(/\{\{\s*([\w.]+)/gu)) found.add(match[1] ?? "");
      }
      return [...found].sort();
    };
    for (const key of known) expect(values(english, key), key).toEqual(values(polish, key));
  });

  it("are never empty", () => {
    for (const texts of [polish, english]) {
      expect([...texts].filter(([, text]) => text.trim() === "").map(([key]) => key)).toEqual([]);
    }
  });

  it("are defined wherever the program uses them", () => {
    const namespaces = Object.keys(pl).join("|");
    const whole = new RegExp(`["'\`]((?:${namespaces}):[A-Za-z0-9_.-]+)["'\`]`, "gu");
    const beginning = new RegExp(`\`((?:${namespaces}):[A-Za-z0-9_.-]*)\\$\\{`, "gu");
    const undefinedKeys: string[] = [];
    for (const [file, source] of Object.entries(sources)) {
      for (const match of source.matchAll(whole)) {
        const key = match[1] ?? "";
        if (!known.has(key)) undefinedKeys.push(`${file} ${key}`);
      }
      for (const match of source.matchAll(beginning)) {
        const prefix = match[1] ?? "";
        if (![...known].some((key) => key.startsWith(prefix))) undefinedKeys.push(`${file} ${prefix}…`);
      }
    }
    expect(undefinedKeys).toEqual([]);
  });
});
