import type { Address, Participant } from "./conversation-types";

/** How people are named in lists and headings. */

export const nameOf = (person: Address): string => person.name.trim() || person.email;

/** The outside world first, then our side; each person once. */
export function outsideFirst(participants: readonly Participant[]): Participant[] {
  const seen = new Set<string>();
  const each = participants.filter((person) => {
    const key = (person.email || person.name).toLowerCase();
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
  return [...each.filter((person) => !person.own), ...each.filter((person) => person.own)];
}

/** `Żaneta Gołąb <zaneta@…>`, or the bare address. */
export const fullAddress = (person: Address): string =>
  person.name.trim() ? `${person.name.trim()} <${person.email}>` : person.email;
