import { Check, ChevronRight } from "lucide-react";
import { type KeyboardEvent, type ReactNode, useRef, useState } from "react";
import { classes } from "./classes";
import type { TreeLine, TreeNode } from "./tree-order";

interface TreeProps<N extends TreeNode> {
  label: string;
  lines: readonly TreeLine<N>[];
  isOpen: (id: string) => boolean;
  onOpen: (id: string, open: boolean) => void;
  isTicked: (node: N) => boolean;
  /** Nodes that cannot be ticked only hold others. */
  canTick: (node: N) => boolean;
  onTick: (node: N, ticked: boolean) => void;
  /** Name, icon and remarks of one line. */
  render: (node: N) => ReactNode;
  /** What typing letters finds. */
  nameOf: (node: N) => string;
}

const indentPixels = 22;

/** A tree with boxes: arrows move, open and close, space ticks, letters jump (WAI-ARIA tree view). */
export function Tree<N extends TreeNode>(props: TreeProps<N>) {
  const { lines, isOpen, onOpen, isTicked, canTick, onTick } = props;
  const list = useRef<HTMLDivElement>(null);
  const [currentId, setCurrentId] = useState<string>();
  const nested = lines.some((line) => line.hasChildren);
  const at = Math.max(
    lines.findIndex((line) => line.node.id === currentId),
    0,
  );

  const move = (index: number): void => {
    const line = lines[Math.min(Math.max(index, 0), lines.length - 1)];
    if (!line) return;
    setCurrentId(line.node.id);
    const shown = list.current?.children ?? [];
    for (const element of shown) {
      if (element instanceof HTMLElement && element.dataset.id === line.node.id) element.focus();
    }
  };
  const toggle = (line: TreeLine<N>): void => {
    if (canTick(line.node)) onTick(line.node, !isTicked(line.node));
    else if (line.hasChildren) onOpen(line.node.id, !isOpen(line.node.id));
  };
  const letter = (typed: string): void => {
    const starts = (line: TreeLine<N>) =>
      props.nameOf(line.node).toLowerCase().startsWith(typed.toLowerCase());
    const after = lines.findIndex((line, index) => index > at && starts(line));
    const found = after >= 0 ? after : lines.findIndex(starts);
    if (found >= 0) move(found);
  };
  const key = (event: KeyboardEvent): void => {
    const line = lines[at];
    if (!line || event.ctrlKey || event.metaKey || event.altKey) return;
    const open = line.hasChildren && isOpen(line.node.id);
    if (event.key === "ArrowDown") move(at + 1);
    else if (event.key === "ArrowUp") move(at - 1);
    else if (event.key === "Home") move(0);
    else if (event.key === "End") move(lines.length - 1);
    else if (event.key === "ArrowRight") {
      if (open) move(at + 1);
      else if (line.hasChildren) onOpen(line.node.id, true);
    } else if (event.key === "ArrowLeft") {
      if (open) onOpen(line.node.id, false);
      else move(parentOf(lines, at));
    } else if (event.key === " " || event.key === "Enter") toggle(line);
    else if (event.key.length === 1) letter(event.key);
    else return;
    event.preventDefault();
    event.stopPropagation();
  };

  return (
    <div
      ref={list}
      role="tree"
      aria-label={props.label}
      aria-multiselectable="true"
      onKeyDown={key}
      className="py-1"
    >
      {lines.map((line, index) => {
        const { node } = line;
        const ticked = isTicked(node);
        const tickable = canTick(node);
        return (
          // biome-ignore lint/a11y/useKeyWithClickEvents: the tree hears the keys for all its lines
          <div
            key={node.id}
            data-id={node.id}
            role="treeitem"
            tabIndex={index === at ? 0 : -1}
            aria-level={line.level}
            aria-posinset={line.position}
            aria-setsize={line.siblings}
            aria-expanded={line.hasChildren ? isOpen(node.id) : undefined}
            aria-checked={tickable ? ticked : undefined}
            aria-disabled={tickable ? undefined : true}
            aria-selected={ticked}
            onFocus={() => setCurrentId(node.id)}
            onClick={() => {
              setCurrentId(node.id);
              toggle(line);
            }}
            style={{ paddingLeft: (line.level - 1) * indentPixels + (nested ? 4 : 12) }}
            className={classes(
              "flex min-h-9 cursor-pointer select-none items-center gap-2 pr-3 inset-focus hover:bg-hover max-md:min-h-11",
              !tickable && "text-muted",
            )}
          >
            {line.hasChildren ? (
              <span
                aria-hidden="true"
                onClick={(event) => {
                  event.stopPropagation();
                  onOpen(node.id, !isOpen(node.id));
                }}
                className="flex size-7 items-center justify-center rounded-md hover:bg-ink/10"
              >
                <ChevronRight
                  className={classes(
                    "size-4 text-muted transition-transform duration-100",
                    isOpen(node.id) && "rotate-90",
                  )}
                />
              </span>
            ) : nested ? (
              <span className="size-7 shrink-0" />
            ) : null}
            <span
              aria-hidden="true"
              className={classes(
                "flex size-[18px] shrink-0 items-center justify-center rounded border",
                ticked ? "border-accent bg-accent text-on-accent" : "border-line-strong bg-surface",
                !tickable && "invisible",
              )}
            >
              {ticked ? <Check strokeWidth={3} className="size-3.5" /> : null}
            </span>
            {props.render(node)}
          </div>
        );
      })}
    </div>
  );
}

function parentOf<N extends TreeNode>(lines: readonly TreeLine<N>[], at: number): number {
  const level = lines[at]?.level ?? 1;
  for (let index = at - 1; index >= 0; index--) {
    if ((lines[index]?.level ?? 0) < level) return index;
  }
  return at;
}
