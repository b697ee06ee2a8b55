import { render } from "@testing-library/react";
import { expect, test } from "vitest";
import { RichText } from "./rich-text";

const shown = (html: string): string => render(<RichText html={html} />).container.innerHTML;

test("formatting, lists, links and names are shown", () => {
  const html = shown(
    '<p>Rabat <b>12%</b></p><ul><li>raz</li></ul><a href="https://debowa.test/x">tu</a><span data-mention="m1">@Lidia Maj</span>',
  );
  expect(html).toContain("<b>12%</b>");
  expect(html).toContain("<ul><li>raz</li></ul>");
  expect(html).toContain('href="https://debowa.test/x"');
  expect(html).toContain('<span class="mention">@Lidia Maj</span>');
});

test("nothing that acts, loads or leads astray gets into the page, whatever the server sent", () => {
  const html = shown(
    '<p onclick="x()" style="position:fixed">a</p><script>x()</script><img src="https://t.example/p.gif" onerror="x()"><a href="javascript:x()">b</a><iframe src="//e.example"></iframe><svg onload="x()"><a>c</a></svg><form><input></form>',
  );
  expect(html).not.toMatch(/onclick|onerror|onload|style=|<script|<img|javascript:|iframe|svg|<form|<input/);
  expect(html).toContain("a");
  expect(html).toContain("b");
});
