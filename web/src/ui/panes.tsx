import { type KeyboardEvent, type PointerEvent, type ReactNode, useState } from "react";
import { classes } from "./classes";

interface ResizablePaneProps {
  /** Under which this width is remembered in this browser. */
  id: string;
  label: string;
  initial: number;
  min: number;
  max: number;
  /** The edge that is dragged. */
  edge?: "right" | "left";
  className?: string;
  children: ReactNode;
}

const stepPixels = 16;

/** A column whose width is dragged, or moved with the arrow keys, and remembered. One pane at a time on phones. */
export function ResizablePane({
  id,
  label,
  initial,
  min,
  max,
  edge = "right",
  className,
  children,
}: ResizablePaneProps) {
  const [width, setWidth] = useState(() => remembered(id, initial, min, max));

  const resize = (wanted: number): void => {
    const next = Math.round(Math.min(Math.max(wanted, min), max));
    setWidth(next);
    try {
      localStorage.setItem(`rozmowa.pane.${id}`, String(next));
    } catch {
      // A browser that keeps nothing: the width lasts as long as the page.
    }
  };

  const drag = (down: PointerEvent<HTMLElement>): void => {
    const handle = down.currentTarget;
    const from = down.clientX;
    handle.setPointerCapture(down.pointerId);
    const move = (event: globalThis.PointerEvent): void => {
      const moved = event.clientX - from;
      resize(width + (edge === "right" ? moved : -moved));
    };
    const stop = (): void => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", stop);
      handle.removeEventListener("pointercancel", stop);
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", stop);
    handle.addEventListener("pointercancel", stop);
  };

  const key = (event: KeyboardEvent): void => {
    const wider = edge === "right" ? "ArrowRight" : "ArrowLeft";
    const narrower = edge === "right" ? "ArrowLeft" : "ArrowRight";
    if (event.key === wider) resize(width + stepPixels);
    else if (event.key === narrower) resize(width - stepPixels);
    else if (event.key === "Home") resize(min);
    else if (event.key === "End") resize(max);
    else return;
    event.preventDefault();
  };

  return (
    <div
      style={{ "--pane-width": `${width}px` } as React.CSSProperties}
      className={classes("relative min-h-0 min-w-0 shrink-0 max-md:w-full md:w-(--pane-width)", className)}
    >
      {children}
      {/* biome-ignore lint/a11y/useSemanticElements: a movable separator is a slider between panes, which no element is */}
      <div
        role="separator"
        aria-orientation="vertical"
        aria-label={label}
        aria-valuenow={width}
        aria-valuemin={min}
        aria-valuemax={max}
        tabIndex={0}
        onPointerDown={drag}
        onKeyDown={key}
        onDoubleClick={() => resize(initial)}
        className={classes(
          "absolute inset-y-0 z-10 w-2 cursor-col-resize touch-none max-md:hidden",
          "after:absolute after:inset-y-0 after:left-1/2 after:w-0.5 after:-translate-x-1/2 hover:after:bg-accent/50 focus-visible:outline-none focus-visible:after:bg-accent",
          edge === "right" ? "-right-1" : "-left-1",
        )}
      />
    </div>
  );
}

function remembered(id: string, initial: number, min: number, max: number): number {
  try {
    const value = Number(localStorage.getItem(`rozmowa.pane.${id}`));
    return value >= min && value <= max ? value : initial;
  } catch {
    return initial;
  }
}
