import type { Provider } from "./api";

/** The tile that the domain of an address belongs to, as far as the table tells (`outlook.*` means any ending). */
export function tileOfAddress(address: string, providers: readonly Provider[]): Provider | undefined {
  const domain = address
    .slice(address.lastIndexOf("@") + 1)
    .trim()
    .toLowerCase();
  if (!address.includes("@") || domain === "") return undefined;
  return providers.find((provider) => provider.domains.some((pattern) => fits(domain, pattern)));
}

function fits(domain: string, pattern: string): boolean {
  if (pattern.endsWith(".*")) {
    const stem = pattern.slice(0, -1);
    return domain.startsWith(stem) && domain.length > stem.length;
  }
  if (pattern.startsWith("*.")) return domain.endsWith(pattern.slice(1));
  return domain === pattern;
}
