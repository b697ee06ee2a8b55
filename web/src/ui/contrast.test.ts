import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync("src/ui/style.css", "utf8");

/** The two values of a variable, light and dark, from `--name: light-dark(#…, #…)`. */
const colours = new Map<string, [string, string]>();
for (const [, name, light, dark] of css.matchAll(
  /--([\w-]+): light-dark\((#[0-9a-f]{6}), (#[0-9a-f]{6})\)/gu,
)) {
  if (name && light && dark) colours.set(name, [light, dark]);
}

/** WCAG 2.2, relative luminance. */
function luminance(hex: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((at) => {
    const share = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

function contrast(one: string, other: string): number {
  const [high, low] = [luminance(one), luminance(other)].sort((left, right) => right - left);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

const grounds = ["paper", "surface", "sunken", "hover"];
const text: [string, string[]][] = [
  ["ink", [...grounds, "accent-soft", "warn-soft", "danger-soft", "ok-soft", "note"]],
  ["muted", [...grounds, "accent-soft", "note"]],
  ["faint", ["paper", "surface", "sunken"]],
  ["accent-ink", [...grounds, "accent-soft"]],
  ["danger", ["paper", "surface", "sunken", "danger-soft"]],
  ["warn", ["paper", "surface", "sunken", "warn-soft"]],
  ["ok", ["paper", "surface", "sunken", "ok-soft"]],
  ["on-accent", ["accent", "accent-hover"]],
];
const marks = ["accent", "line-strong", ...[0, 1, 2, 3, 4, 5, 6, 7].map((index) => `mailbox-${index}`)];

describe.each([
  ["light", 0],
  ["dark", 1],
] as const)("in the %s theme", (_, side) => {
  const colour = (name: string): string => {
    const found = colours.get(name)?.[side];
    if (!found) throw new Error(`style.css names no colour ${name}`);
    return found;
  };
  it.each(text)("text in %s can be read", (name, on) => {
    for (const ground of on) {
      expect(contrast(colour(name), colour(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(4.5);
    }
  });
  it.each(marks)("the mark %s can be seen", (name) => {
    for (const ground of ["paper", "surface"]) {
      expect(contrast(colour(name), colour(ground)), `${name} on ${ground}`).toBeGreaterThanOrEqual(3);
    }
  });
});
