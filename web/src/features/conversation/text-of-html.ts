/** The words of what was written in the editor, line by line. Read by an inert parser: nothing in it is loaded or run. */
export function textOfHtml(html: string): string {
  const parsed = new DOMParser().parseFromString(html, "text/html");
  for (const br of parsed.querySelectorAll("br")) br.replaceWith("\n");
  for (const item of parsed.querySelectorAll("li")) {
    const list = item.parentElement;
    const number = list?.tagName === "OL" ? `${[...list.children].indexOf(item) + 1}. ` : "• ";
    item.prepend(number);
    item.append("\n");
  }
  for (const quote of parsed.querySelectorAll("blockquote p")) quote.prepend("> ");
  const blocks = [...parsed.body.children].map((block) => (block.textContent ?? "").replace(/\n+$/, ""));
  return (blocks.length > 0 ? blocks.join("\n\n") : (parsed.body.textContent ?? ""))
    .replace(/\n{3,}/g, "\n\n")
    .trim();
}
