/** Where on the sign-in form a failed attempt is explained. */
export type Place = "address" | "password" | "imap" | "smtp" | "form";

const atPassword = ["password_refused", "app_password_needed", "imap_disabled", "ip_not_authorised"];
const atAddress = ["already_connected", "settings_not_found", "oauth_needed"];
const atServers = [
  "host_unknown",
  "unreachable",
  "refused_connection",
  "connection_timeout",
  "certificate_untrusted",
  "certificate_wrong_name",
  "certificate_expired",
  "not_imap",
  "tls_missing",
  "address_not_allowed",
];

/** Beside the field that can mend it; above the form when no field on it can. */
export function placeOf(code: string, manual: boolean): Place {
  if (atPassword.includes(code)) return "password";
  if (atAddress.includes(code)) return code === "already_connected" ? "form" : "address";
  if (!manual) return "form";
  if (code === "smtp_refused" || code === "smtp_unreachable") return "smtp";
  return atServers.includes(code) ? "imap" : "form";
}
