/** Defects that can cost a reader something of the text. Others (a missing Message-ID, a repeated header) are for the source. */
const severe = new Set([
  "empty",
  "truncated",
  "too_many_parts",
  "too_deep",
  "too_many_headers",
  "headers_too_long",
  "too_slow",
  "text_truncated",
  "missing_boundary",
  "unterminated_multipart",
  "bad_transfer_encoding",
  "unknown_charset",
  "wrong_charset",
  "bad_winmail",
  "structure_unreadable",
]);

export const severeDefect = (defects: readonly string[]): boolean =>
  defects.some((defect) => severe.has(defect));
