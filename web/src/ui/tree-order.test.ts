import { describe, expect, it } from "vitest";
import { type TreeNode, treeLines } from "./tree-order";

const node = (id: string, parentId: string | null = null): TreeNode => ({ id, parentId });
const byId = (left: TreeNode, right: TreeNode) => left.id.localeCompare(right.id);
const nodes = [
  node("b"),
  node("a"),
  node("b/y", "b"),
  node("b/x", "b"),
  node("b/x/deep", "b/x"),
  node("lost", "nobody"),
];
const shape = (lines: { node: TreeNode; level: number }[]) =>
  lines.map((line) => `${line.level} ${line.node.id}`);

describe("lines of a tree", () => {
  it("stand in order, children below their parents", () => {
    expect(shape(treeLines(nodes, byId, () => true))).toEqual([
      "1 a",
      "1 b",
      "2 b/x",
      "3 b/x/deep",
      "2 b/y",
      "1 lost",
    ]);
  });

  it("leave out what is below a closed node, and say that it has children", () => {
    const lines = treeLines(nodes, byId, (id) => id !== "b");
    expect(shape(lines)).toEqual(["1 a", "1 b", "1 lost"]);
    expect(lines.map((line) => line.hasChildren)).toEqual([false, true, false]);
  });

  it("show the way to what is searched for, though it be closed", () => {
    expect(
      shape(
        treeLines(
          nodes,
          byId,
          () => false,
          (one) => one.id.includes("deep"),
        ),
      ),
    ).toEqual(["1 b", "2 b/x", "3 b/x/deep"]);
  });

  it("count positions among siblings for screen readers", () => {
    const lines = treeLines(nodes, byId, () => true);
    expect(lines.map((line) => `${line.position}/${line.siblings}`)).toEqual([
      "1/3",
      "2/3",
      "1/2",
      "1/1",
      "2/2",
      "3/3",
    ]);
  });
});
