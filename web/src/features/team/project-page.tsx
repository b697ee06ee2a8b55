/** Being written. */
export function ProjectPage() {
  return null;
}
