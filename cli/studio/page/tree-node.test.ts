/** Where the keys of a tree lead. */
import { expect, test } from 'vitest'
import type { TreeNode } from '../../../verifier-web/elements/explained-rule.ts'
import { moveOf, seenNodes } from './tree-node.ts'

const node = (key: string, ...children: readonly TreeNode[]): TreeNode => ({
  key,
  text: key,
  children,
})
const tree = [node('a', node('a1'), node('a2', node('a2x'))), node('b')]

test('only what is within open nodes is seen, each with its level and its place', () => {
  const seen = (...open: readonly string[]) =>
    seenNodes(tree, new Set(open)).map(({ node: { key }, level, place, siblings }) =>
      [key, level, place, siblings].join(' '),
    )
  expect(seen()).toEqual(['a 1 1 2', 'b 1 2 2'])
  expect(seen('a2')).toEqual(['a 1 1 2', 'b 1 2 2'])
  expect(seen('a', 'a2')).toEqual(['a 1 1 2', 'a1 2 1 2', 'a2 2 2 2', 'a2x 3 1 1', 'b 1 2 2'])
})

test.each([
  ['ArrowDown', 'a', [], { to: 'b' }],
  ['ArrowDown', 'a', ['a'], { to: 'a1' }],
  ['ArrowDown', 'b', [], undefined],
  ['ArrowUp', 'b', ['a', 'a2'], { to: 'a2x' }],
  ['ArrowUp', 'a', [], undefined],
  ['Home', 'b', ['a'], { to: 'a' }],
  ['End', 'a1', ['a'], { to: 'b' }],
  ['ArrowRight', 'a', [], { toggle: 'a' }],
  ['ArrowRight', 'a', ['a'], { to: 'a1' }],
  ['ArrowRight', 'b', [], undefined],
  ['ArrowLeft', 'a', ['a'], { toggle: 'a' }],
  ['ArrowLeft', 'a2x', ['a', 'a2'], { to: 'a2' }],
  ['ArrowLeft', 'a', [], undefined],
  [' ', 'a2', ['a'], { toggle: 'a2' }],
  [' ', 'b', [], undefined],
  ['x', 'a', [], undefined],
  ['ArrowDown', 'gone', [], undefined],
])('%s at %s with %j open', (key, at, open, move) => {
  expect(moveOf(key, at, tree, new Set(open))).toEqual(move)
})
