import { fireEvent, render, screen } from "@testing-library/react";
import { useState } from "react";
import { describe, expect, it } from "vitest";
import { Tree } from "./tree";
import { type TreeNode, treeLines } from "./tree-order";

interface Named extends TreeNode {
  name: string;
  solid: boolean;
}

const nodes: Named[] = [
  { id: "1", parentId: null, name: "INBOX", solid: true },
  { id: "2", parentId: null, name: "Klienci", solid: false },
  { id: "3", parentId: "2", name: "Łąka", solid: true },
];

function Sample() {
  const [ticked, setTicked] = useState<string[]>([]);
  const [closed, setClosed] = useState<string[]>([]);
  const isOpen = (id: string) => !closed.includes(id);
  return (
    <Tree
      label="Foldery"
      lines={treeLines(nodes, () => 0, isOpen)}
      isOpen={isOpen}
      onOpen={(id, open) => setClosed(open ? closed.filter((one) => one !== id) : [...closed, id])}
      isTicked={(node) => ticked.includes(node.id)}
      canTick={(node) => node.solid}
      onTick={(node, on) => setTicked(on ? [...ticked, node.id] : ticked.filter((one) => one !== node.id))}
      nameOf={(node) => node.name}
      render={(node) => node.name}
    />
  );
}

const item = (name: string) => screen.getByRole("treeitem", { name });
const press = (key: string) => fireEvent.keyDown(document.activeElement ?? document.body, { key });

describe("the tree", () => {
  it("is walked, opened and ticked from the keyboard alone", () => {
    render(<Sample />);
    item("INBOX").focus();
    press(" ");
    expect(item("INBOX").getAttribute("aria-checked")).toBe("true");
    press("ArrowDown");
    expect(document.activeElement).toBe(item("Klienci"));
    press("ArrowRight");
    expect(document.activeElement).toBe(item("Łąka"));
    press("ArrowLeft");
    press("ArrowLeft");
    expect(screen.queryByRole("treeitem", { name: "Łąka" })).toBeNull();
    press("Home");
    expect(document.activeElement).toBe(item("INBOX"));
    press("k");
    expect(document.activeElement).toBe(item("Klienci"));
  });

  it("never ticks what only holds others", () => {
    render(<Sample />);
    fireEvent.click(item("Klienci"));
    expect(item("Klienci").getAttribute("aria-checked")).toBeNull();
    expect(item("Klienci").getAttribute("aria-expanded")).toBe("false");
  });

  it("has one line in the order of Tab", () => {
    render(<Sample />);
    expect(screen.getAllByRole("treeitem").filter((line) => line.tabIndex === 0)).toHaveLength(1);
  });
});
