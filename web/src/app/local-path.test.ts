import { expect, it } from "vitest";
import { localPath } from "./local-path";

it.each([
  ["/inbox?unread=true", "/inbox?unread=true"],
  ["//evil.example", undefined],
  ["/\\evil.example", undefined],
  ["https://evil.example", undefined],
  ["javascript:alert(1)", undefined],
  ["inbox", undefined],
  [7, undefined],
])("returns after signing in to %s only within this app", (value, path) => {
  expect(localPath(value)).toBe(path);
});
