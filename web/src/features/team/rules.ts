import type { Role } from "@/api/session";

/** Which roles I may give to somebody of that role; none when I may change nothing. The server decides; this only spares clicks. */
export function rolesToGive(mine: Role, theirs: Role): readonly Role[] {
  if (mine === "owner") return ["owner", "admin", "member", "guest"];
  if (mine === "admin" && theirs !== "owner") return ["admin", "member", "guest"];
  return [];
}
