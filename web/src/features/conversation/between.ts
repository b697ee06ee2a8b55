/** What stands between the messages, by time. */

/**
 * Puts each of the others before the first piece that begins after it.
 *
 * @param starts when each piece begins, in the order in which they stand
 * @param others in the order of time
 * @returns one list more than there are pieces: what stands before each, and what stands after the last
 */
export function between<T extends { at: string }>(starts: readonly string[], others: readonly T[]): T[][] {
  const slots: T[][] = Array.from({ length: starts.length + 1 }, () => []);
  const times = starts.map((start) => Date.parse(start));
  for (const other of others) {
    const at = Date.parse(other.at);
    const found = times.findIndex((time) => time > at);
    slots[found < 0 ? starts.length : found]?.push(other);
  }
  return slots;
}
