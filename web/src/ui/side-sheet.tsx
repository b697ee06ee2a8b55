import { Dialog as Radix } from "radix-ui";
import type { ReactNode } from "react";

interface SideSheetProps {
  open: boolean;
  onClose: () => void;
  label: string;
  children: ReactNode;
}

/** A panel that slides over the page from the right where it has no room beside it; the whole page on a phone. */
export function SideSheet({ open, onClose, label, children }: SideSheetProps) {
  return (
    <Radix.Root open={open} onOpenChange={(now) => !now && onClose()}>
      <Radix.Portal>
        <Radix.Overlay className="fixed inset-0 z-30 bg-scrim" />
        <Radix.Content
          aria-describedby={undefined}
          tabIndex={-1}
          onOpenAutoFocus={(event) => {
            // The panel itself, not its close button: that would open the button's tooltip.
            event.preventDefault();
            (event.currentTarget as HTMLElement).focus();
          }}
          className="fixed inset-y-0 right-0 z-30 w-full animate-appear overflow-y-auto border-l bg-paper pb-[env(safe-area-inset-bottom)] focus:outline-none md:w-[22rem]"
        >
          <Radix.Title className="sr-only">{label}</Radix.Title>
          {children}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
