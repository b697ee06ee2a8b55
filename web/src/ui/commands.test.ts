import { expect, it } from "vitest";
import { implementedCommands } from "./keys";

const sources = import.meta.glob<string>(["../**/*.{ts,tsx}", "!../**/*.test.{ts,tsx}"], {
  eager: true,
  query: "?raw",
  import: "default",
});

it("marks as later exactly the commands that nothing registers", () => {
  const registered = new Set<string>();
  for (const source of Object.values(sources)) {
    for (const match of source.matchAll(/useCommand\(\s*"([\w.]+)"/gu)) registered.add(match[1] ?? "");
  }
  expect([...registered].sort()).toEqual([...implementedCommands].sort());
});
