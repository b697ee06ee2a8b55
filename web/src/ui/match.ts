/** Text as people type it in a hurry: small letters without diacritics, „ł” as „l”. */
export function plainLetters(text: string): string {
  return text.toLowerCase().replaceAll("ł", "l").normalize("NFD").replace(/\p{M}/gu, "");
}

/** Whether every word of the query begins, or is part of, something in the text. */
export function matches(text: string, query: string): boolean {
  const plain = plainLetters(text);
  return plainLetters(query)
    .split(/\s+/u)
    .every((word) => plain.includes(word));
}
