export interface TreeNode {
  id: string;
  parentId: string | null;
}

export interface TreeLine<N> {
  node: N;
  /** 1 at the top, as aria-level counts. */
  level: number;
  hasChildren: boolean;
  position: number;
  siblings: number;
}

/**
 * The lines of a tree from top to bottom. A node whose parent is unknown stands at the top; children of closed nodes are left out. With
 * `wanted`, only nodes that are wanted and the way to them are shown, all open.
 */
export function treeLines<N extends TreeNode>(
  nodes: readonly N[],
  compare: (left: N, right: N) => number,
  isOpen: (id: string) => boolean,
  wanted?: (node: N) => boolean,
): TreeLine<N>[] {
  const known = new Set(nodes.map((node) => node.id));
  const children = new Map<string | null, N[]>();
  for (const node of nodes) {
    const parent = node.parentId !== null && known.has(node.parentId) ? node.parentId : null;
    const siblings = children.get(parent);
    if (siblings) siblings.push(node);
    else children.set(parent, [node]);
  }
  for (const siblings of children.values()) siblings.sort(compare);

  const keeps = new Map<string, boolean>();
  const kept = (node: N, above: ReadonlySet<string>): boolean => {
    if (!wanted) return true;
    const before = keeps.get(node.id);
    if (before !== undefined) return before;
    const path = new Set(above).add(node.id);
    const below = (children.get(node.id) ?? []).some((child) => !path.has(child.id) && kept(child, path));
    const keep = wanted(node) || below;
    keeps.set(node.id, keep);
    return keep;
  };

  const lines: TreeLine<N>[] = [];
  const visit = (parent: string | null, level: number): void => {
    const shown = (children.get(parent) ?? []).filter((node) => kept(node, new Set()));
    shown.forEach((node, index) => {
      const below = (children.get(node.id) ?? []).filter((child) => kept(child, new Set([node.id])));
      lines.push({ node, level, hasChildren: below.length > 0, position: index + 1, siblings: shown.length });
      if (below.length > 0 && (wanted || isOpen(node.id))) visit(node.id, level + 1);
    });
  };
  visit(null, 1);
  return lines;
}
