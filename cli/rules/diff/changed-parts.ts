/** Finds the smallest parts by which two conditions differ. */
import { canonicalJson } from 'greengate/issue'
import type { Expression } from 'greengate/rules'

/** A part that is another, is there no more, or is new. */
export interface ChangedPart {
  /** Its path within the rule: of the new condition, of the old one for what is there no more. */
  readonly at: string
  readonly before: Expression | null
  readonly after: Expression | null
}

/** Takes two conditions apart as far as they are alike. */
export function changedParts(before: Expression, after: Expression, at: string): ChangedPart[] {
  if (same(before, after)) return []
  const whole = [{ at, before, after }]
  if (!('op' in before && 'op' in after) || before.op !== after.op) return whole
  if ('of' in before && 'of' in after) {
    const [was, is] = [before.of, after.of]
    if (isList(was)) return isList(is) ? changedOperands(was, is, at) : whole
    return isList(is) ? whole : changedParts(was, is, `${at}.of`)
  }
  for (const member of ['where', 'left', 'right'] as const) {
    const [was, is] = [partOf(before, member), partOf(after, member)]
    if (was === undefined || is === undefined) continue
    // A comparison is told as a whole, but what is asked of facts in it need not be.
    const isDeep = member === 'where' || ('kind' in was && 'kind' in is)
    if (isDeep && same({ ...before, [member]: 0 }, { ...after, [member]: 0 })) {
      return changedParts(was, is, `${at}.${member}`)
    }
  }
  return whole
}

/** Operands have no order: those that both have are passed over, one for one is a change, the rest is new or gone. */
function changedOperands(
  before: readonly Expression[],
  after: readonly Expression[],
  at: string,
): ChangedPart[] {
  const gone = before.filter((part) => !after.some((each) => same(part, each)))
  const come = after.filter((part) => !before.some((each) => same(part, each)))
  const placeOf = (list: readonly Expression[], part: Expression): string =>
    `${at}.of[${String(list.indexOf(part))}]`
  const [was, is] = [gone[0], come[0]]
  if (was !== undefined && is !== undefined && gone.length + come.length === 2) {
    return changedParts(was, is, placeOf(after, is))
  }
  return [
    ...gone.map((part) => ({ at: placeOf(before, part), before: part, after: null })),
    ...come.map((part) => ({ at: placeOf(after, part), before: null, after: part })),
  ]
}

function partOf(
  expression: Expression,
  member: 'where' | 'left' | 'right',
): Expression | undefined {
  return (expression as Partial<Readonly<Record<typeof member, Expression>>>)[member]
}

function isList(of: Expression | readonly Expression[]): of is readonly Expression[] {
  return Array.isArray(of)
}

function same(a: unknown, b: unknown): boolean {
  return canonicalJson(a) === canonicalJson(b)
}
