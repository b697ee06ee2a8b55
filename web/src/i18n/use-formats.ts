import { useQuery } from "@tanstack/react-query";
import { useTranslation } from "react-i18next";
import { sessionQuery } from "../api/session";
import { type Formats, formatsFor } from "./format";

/** Formats in the language shown and the member's own time zone. */
export function useFormats(): Formats {
  const { i18n } = useTranslation();
  const { data } = useQuery(sessionQuery);
  const zone = data?.member?.timeZone || Intl.DateTimeFormat().resolvedOptions().timeZone;
  return formatsFor(i18n.language === "en" ? "en" : "pl", zone);
}
