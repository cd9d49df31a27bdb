/** A tree as the page shows one: which nodes are seen, and where the keys of a tree lead (WAI-ARIA's pattern). */
import type { TreeNode } from '../../../verifier-web/elements/explained-rule.ts'

/** A node that is seen, with what a screen reader says of its place. */
export interface SeenNode {
  readonly node: TreeNode
  readonly level: number
  readonly place: number
  readonly siblings: number
  readonly parent: string | undefined
}

/** The nodes that are seen, from top to bottom. */
export function seenNodes(
  nodes: readonly TreeNode[],
  open: ReadonlySet<string>,
  level = 1,
  parent?: string,
): readonly SeenNode[] {
  return nodes.flatMap((node, i) => [
    { node, level, place: i + 1, siblings: nodes.length, parent },
    ...(open.has(node.key) ? seenNodes(node.children, open, level + 1, node.key) : []),
  ])
}

/** What a key does: moves to a node, or opens or shuts one. */
export type TreeMove = { readonly to: string } | { readonly toggle: string } | undefined

/** What a key does at a node. */
export function moveOf(
  key: string,
  at: string,
  nodes: readonly TreeNode[],
  open: ReadonlySet<string>,
): TreeMove {
  const seen = seenNodes(nodes, open)
  const place = seen.findIndex(({ node }) => node.key === at)
  const here = seen[place]
  if (here === undefined) return undefined
  const { children } = here.node
  const isOpen = open.has(at)
  const to = (there: SeenNode | undefined): TreeMove =>
    there === undefined ? undefined : { to: there.node.key }
  switch (key) {
    case 'ArrowDown':
      return to(seen[place + 1])
    case 'ArrowUp':
      return to(seen[place - 1])
    case 'Home':
      return to(seen[0])
    case 'End':
      return to(seen.at(-1))
    case 'ArrowRight':
      if (children.length === 0) return undefined
      return isOpen ? to(seen[place + 1]) : { toggle: at }
    case 'ArrowLeft':
      if (isOpen && children.length > 0) return { toggle: at }
      return here.parent === undefined ? undefined : { to: here.parent }
    case ' ':
      return children.length === 0 ? undefined : { toggle: at }
    default:
      return undefined
  }
}
