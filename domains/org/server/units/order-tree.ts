// Puts units in reading order: parents before children, siblings by code. Pure.
export interface TreeNode { id: string; code: string; parentId: string | null }
export interface Placed<T> { node: T; depth: number; path: string }

/** Every node with its depth and a key that sorts it. Nodes whose parent is not among them count as roots. */
export function orderTree<T extends TreeNode>(nodes: readonly T[]): Placed<T>[] {
  const byId = new Map(nodes.map((n) => [n.id, n]))
  const codesOf = (node: T): string[] => {
    const codes: string[] = []
    const seen = new Set<string>()
    for (let at: T | undefined = node; at && !seen.has(at.id); at = at.parentId ? byId.get(at.parentId) : undefined) {
      seen.add(at.id)
      codes.unshift(at.code)
    }
    return codes
  }
  return nodes.map((node) => { const codes = codesOf(node); return { node, depth: codes.length - 1, path: codes.join('\u0001') } })
    .sort((a, b) => (a.path < b.path ? -1 : a.path > b.path ? 1 : 0))
}
