import { describe, expect, test } from "vitest";
import { addRecipients, isValidAddress, parseRecipients, recipientProblem } from "./recipients";

describe("what people type and paste", () => {
  test.each([
    ["zaneta@studiolaka.example", [{ name: "", email: "zaneta@studiolaka.example" }]],
    [
      "Żaneta Gołąb <zaneta@studiolaka.example>, iwo@studiolaka.example",
      [
        { name: "Żaneta Gołąb", email: "zaneta@studiolaka.example" },
        { name: "", email: "iwo@studiolaka.example" },
      ],
    ],
    ['"Mróz, Dorota" <dorota@brzask.example>', [{ name: "Mróz, Dorota", email: "dorota@brzask.example" }]],
    [
      "a@brzask.example; b@brzask.example\nc@brzask.example",
      ["a", "b", "c"].map((who) => ({ name: "", email: `${who}@brzask.example` })),
    ],
    [
      "a@brzask.example b@brzask.example",
      ["a", "b"].map((who) => ({ name: "", email: `${who}@brzask.example` })),
    ],
    ["mailto:a@brzask.example", [{ name: "", email: "a@brzask.example" }]],
    [" , ;\n", []],
    ["to nie adres", [{ name: "", email: "to nie adres" }]],
  ])("%s", (typed, people) => {
    expect(parseRecipients(typed)).toEqual(people);
  });

  test("the same address in other letters is added once", () => {
    const list = [{ name: "", email: "Kamil@brzask.example" }];
    expect(addRecipients(list, parseRecipients("kamil@BRZASK.example, nowy@brzask.example"))).toHaveLength(2);
  });
});

describe("what is an address", () => {
  test.each(["a@b.pl", "imie.nazwisko+tag@sub.firma.example", "żółw@ąę.pl", "x_y-z@a-b.museum"])(
    "%s is",
    (email) => {
      expect(isValidAddress(email)).toBe(true);
    },
  );
  test.each([
    "",
    "a",
    "a@b",
    "a b@c.pl",
    "a@b..pl",
    ".a@b.pl",
    "a.@b.pl",
    "a@b.pl.",
    "a@@b.pl",
    "a@b.pl\r\nBcc: c@d.pl",
    `${"a".repeat(250)}@b.pl`,
  ])("%j is not", (email) => {
    expect(isValidAddress(email)).toBe(false);
  });
});

test("sending stops at the first wrong address and says in which field", () => {
  const good = { name: "", email: "a@b.pl" };
  expect(recipientProblem({ to: [good], cc: [{ name: "", email: "zly" }], bcc: [] })).toEqual({
    code: "recipient_invalid",
    field: "cc",
    value: "zly",
  });
  expect(recipientProblem({ to: [], cc: [], bcc: [] })).toEqual({ code: "recipients_missing" });
  expect(recipientProblem({ to: [], cc: [], bcc: [good] })).toBeNull();
});
