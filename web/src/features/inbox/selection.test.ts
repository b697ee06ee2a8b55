import { expect, test } from "vitest";
import { select, selectionOf, selectRange, toggle } from "./selection";

const rows = ["a", "b", "c", "d", "e"];

test("x selects and takes back; each list remembers its own", () => {
  toggle("all", "a");
  toggle("all", "b");
  toggle("all", "a");
  expect([...selectionOf("all")]).toEqual(["b"]);
  expect(selectionOf("unread").size).toBe(0);
  select("all", []);
});

test("Shift selects all between, whichever came first", () => {
  selectRange("all", rows, "d", "b");
  expect([...selectionOf("all")].sort()).toEqual(["b", "c", "d"]);
  select("all", []);
});

test("a range from a row that has left the list is the row itself", () => {
  selectRange("all", rows, "gone", "c");
  expect([...selectionOf("all")]).toEqual(["c"]);
  selectRange("all", rows, null, "e");
  expect([...selectionOf("all")]).toEqual(["c", "e"]);
  select("all", []);
});
