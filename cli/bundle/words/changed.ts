/** What was added, taken away and changed between two lists of named things. */
import { canonicalJson } from 'greengate/issue'
import { styled } from '../../edges/output.ts'

/** A line for what is new. */
export const plus = (text: string): string => styled('green', `+ ${text}`)
/** A line for what is gone. */
export const minus = (text: string): string => styled('red', `- ${text}`)

/** Lines for one member that may have changed; none where it has not. */
export function changedLine(label: string, was: unknown, is: unknown): readonly string[] {
  const [before, after] = [shown(was), shown(is)]
  if (before === after) return []
  return [was === undefined ? `${label}: ${after}` : `${label}: ${before} → ${after}`]
}

function shown(value: unknown): string {
  if (value === undefined) return ''
  return typeof value === 'string' ? value : canonicalJson(value)
}

/** Lines for two lists of things with names. */
export function listLines<T>(
  was: readonly T[],
  is: readonly T[],
  { nameOf, added, removed, changed }: ListWords<T>,
): readonly string[] {
  const before = new Map(was.map((item) => [nameOf(item), item]))
  const after = new Map(is.map((item) => [nameOf(item), item]))
  return [
    ...is.flatMap((item) => {
      const old = before.get(nameOf(item))
      if (old === undefined) return [plus(added(item))]
      return canonicalJson(old) === canonicalJson(item) ? [] : changed(old, item)
    }),
    ...was.filter((item) => !after.has(nameOf(item))).map((item) => minus(removed(item))),
  ]
}

/** How the things of a list are named and told. */
export interface ListWords<T> {
  readonly nameOf: (item: T) => string
  readonly added: (item: T) => string
  readonly removed: (item: T) => string
  readonly changed: (was: T, is: T) => readonly string[]
}
