import { expect, it } from "vitest";
import { tied } from "./index";

it("ties words of one letter to the word after them, one after another too", () => {
  expect(tied("Adres i hasło, a w nim („o czym”) z {{name}}")).toBe(
    "Adres i\u00a0hasło, a\u00a0w\u00a0nim („o\u00a0czym”) z\u00a0{{name}}",
  );
  expect(tied({ steps: ["W ustawieniach", "bez zmian"] })).toEqual({
    steps: ["W\u00a0ustawieniach", "bez zmian"],
  });
});
