import { describe, expect, test } from "vitest";
import { blocksOf, spansOf } from "./plain-text";
import { textOfHtml } from "./text-of-html";

describe("links in plain text", () => {
  test.each([
    ["Cennik: https://debowa.test/cennik.", "https://debowa.test/cennik"],
    ["(zob. https://debowa.test/a_(b))", "https://debowa.test/a_(b)"],
    ["HTTPS://DEBOWA.TEST, tak", "HTTPS://DEBOWA.TEST"],
    ["„https://debowa.test/fugi?kolor=popiel”", "https://debowa.test/fugi?kolor=popiel"],
  ])("%s", (line, href) => {
    expect(spansOf(line).filter((span) => span.kind === "link")).toEqual([
      { kind: "link", text: href, href },
    ]);
  });

  test("an address becomes a mailto link", () => {
    expect(spansOf("na biuro@debowa.test proszę")[1]).toEqual({
      kind: "link",
      text: "biuro@debowa.test",
      href: "mailto:biuro@debowa.test",
    });
  });

  test.each(["javascript:alert(1)", "data:text/html,x", "vbscript:x", "file:///etc/passwd"])(
    "%s stays text",
    (line) => {
      expect(spansOf(line)).toEqual([{ kind: "text", text: line }]);
    },
  );

  test("nothing of the line is lost", () => {
    for (const line of ["a https://x.test, b a@b.pl! c", "https://x.test)", "", "<b>https://x.test</b>"]) {
      expect(
        spansOf(line)
          .map((span) => span.text)
          .join(""),
      ).toBe(line);
    }
  });
});

test("quoted lines between answers stand apart from them", () => {
  const blocks = blocksOf("> Czy jest fuga?\n> A termin?\nTak, jest.\n\n> > starsze\nPozdrawiam\n\n");
  expect(blocks.map((block) => [block.quoted, block.lines.length])).toEqual([
    [true, 2],
    [false, 2],
    [true, 1],
    [false, 1],
  ]);
});

test("a sent reply reads as it was written", () => {
  expect(
    textOfHtml("<p>Dzień dobry,<br>tak.</p><ul><li><p>84 m²</p></li><li><p>fuga</p></li></ul><p>HW</p>"),
  ).toBe("Dzień dobry,\ntak.\n\n• 84 m²\n• fuga\n\nHW");
  expect(textOfHtml("<img src=x onerror=alert(1)><p>a</p>")).toContain("a");
});
