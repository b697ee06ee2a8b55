import { useSyncExternalStore } from "react";
import type { Theme } from "@/api/session";

const remembered = "rozmowa.theme";
const changed = new Set<() => void>();
let current: Theme = read();

function read(): Theme {
  try {
    const value = localStorage.getItem(remembered);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    return "system";
  }
}

export function setTheme(theme: Theme): void {
  current = theme;
  try {
    localStorage.setItem(remembered, theme);
  } catch {
    // A browser that keeps nothing: the server still knows the choice.
  }
  showTheme();
  for (const listener of changed) listener();
}

/** Puts the chosen theme on the page; „system” leaves it to the media query. */
export function showTheme(): void {
  if (current === "system") delete document.documentElement.dataset.theme;
  else document.documentElement.dataset.theme = current;
}

export function useTheme(): Theme {
  return useSyncExternalStore(
    (listener) => {
      changed.add(listener);
      return () => changed.delete(listener);
    },
    () => current,
  );
}

const darkQuery = "(prefers-color-scheme: dark)";

/** Light or dark as it is really shown: for what CSS cannot reach, such as the frames of mail bodies. */
export function useShownTheme(): "light" | "dark" {
  const theme = useTheme();
  const systemDark = useSyncExternalStore(
    (listener) => {
      const query = window.matchMedia?.(darkQuery);
      query?.addEventListener("change", listener);
      return () => query?.removeEventListener("change", listener);
    },
    () => window.matchMedia?.(darkQuery).matches ?? false,
  );
  return theme === "system" ? (systemDark ? "dark" : "light") : theme;
}
