import { expect, test } from "vitest";
import { between } from "./between";

const at = (minute: number) => new Date(Date.UTC(2026, 10, 25, 9, minute)).toISOString();
const line = (minute: number) => ({ at: at(minute), id: minute });
const ids = (slots: { id: number }[][]) => slots.map((slot) => slot.map((each) => each.id));

test("each stands before the first message that is younger", () => {
  const slots = between([at(10), at(20)], [line(5), line(10), line(15), line(25), line(26)]);
  expect(ids(slots)).toEqual([[5], [10, 15], [25, 26]]);
});

test("without messages all stand after nothing", () => {
  expect(ids(between([], [line(1)]))).toEqual([[1]]);
});
