import { Tooltip as Radix } from "radix-ui";
import type { ReactElement } from "react";

export const TooltipProvider = Radix.Provider;

interface TooltipProps {
  text: string;
  hint?: string;
  side?: "top" | "bottom" | "left" | "right";
  children: ReactElement;
}

/** Names an icon for those who see; the control itself must carry its name for those who don't. */
export function Tooltip({ text, hint, side = "bottom", children }: TooltipProps) {
  return (
    <Radix.Root>
      <Radix.Trigger asChild>{children}</Radix.Trigger>
      <Radix.Portal>
        <Radix.Content
          side={side}
          sideOffset={6}
          collisionPadding={8}
          className="z-50 flex max-w-64 items-center gap-2 rounded-md bg-ink px-2 py-1 text-xs text-paper"
        >
          {text}
          {hint ? <kbd className="font-sans opacity-70">{hint}</kbd> : null}
        </Radix.Content>
      </Radix.Portal>
    </Radix.Root>
  );
}
