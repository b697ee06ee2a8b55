import { useState } from "react";
import { useMedia } from "@/ui/media";

const remembered = "rozmowa.sections";

/** Whether the column of sections stands beside the list: as chosen, else when there is room to spare; never below 1200 px. */
export function useSections(): { shown: boolean; toggle: (() => void) | undefined } {
  const possible = useMedia("(min-width: 75rem)");
  const roomy = useMedia("(min-width: 85rem)");
  const [chosen, setChosen] = useState(read);
  const shown = possible && (chosen ?? roomy);
  const toggle = (): void => {
    setChosen(!shown);
    try {
      localStorage.setItem(remembered, shown ? "closed" : "open");
    } catch {
      // A browser that keeps nothing: the choice lasts as long as the page.
    }
  };
  return { shown, toggle: possible ? toggle : undefined };
}

function read(): boolean | null {
  try {
    const value = localStorage.getItem(remembered);
    return value === null ? null : value === "open";
  } catch {
    return null;
  }
}
