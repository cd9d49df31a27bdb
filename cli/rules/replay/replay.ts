/** Recomputes what rules said of the person whose receipt it is, from what the holder kept. */
import type { Receipt } from 'greengate'
import { evaluate, makeFactBase } from 'greengate/rules'
import { parseInstant } from '../../edges/instant.ts'
import { OperatorError } from '../../operator-error.ts'
import type { Opening } from './opening.ts'
import { isSame, saidBy, saidIn, type Said } from './said.ts'
import type { KeptRuleSet, Versions } from './versions.ts'

/** Under which rules to recompute; nothing named: under the version then in force. */
export interface Target {
  readonly set?: string
  /** Unnamed beside a set: its version in force at the instant of the receipt. */
  readonly version?: number
}

/** A rule set version by its name; without a version the one that was in force. */
export interface Named {
  readonly id: string
  readonly version?: number
}

/** What came of one receipt. */
export type Replayed =
  | { readonly state: 'not-replayable'; readonly why: 'not-by-facts' | 'no-opening' }
  | { readonly state: 'not-replayable'; readonly why: 'no-version'; readonly under: Named }
  | { readonly state: 'other-bytes'; readonly was: Named; readonly then: Said }
  | {
      readonly state: 'same' | 'changed'
      readonly was: Named
      readonly under: Named
      readonly then: Said
      readonly now: Said
      /** Whether the fact types are, to the byte, those that the gate had. */
      readonly factTypes: 'same' | 'other'
    }

/**
 * Recomputes one receipt.
 *
 * @throws {@link OperatorError} where the versions cannot be used.
 */
export function replay(
  receipt: Receipt,
  opening: Opening | undefined,
  versions: Versions,
  target: Target,
): Replayed {
  const then = saidIn(receipt)
  const { ruleSet: was, facts, context } = receipt.basis
  if (then === undefined || was === null) return { state: 'not-replayable', why: 'not-by-facts' }
  if (opening === undefined) return { state: 'not-replayable', why: 'no-opening' }
  const now = parseInstant(receipt.basis.now, `receipt ${String(receipt.seq)}`).getTime() / 1000
  const under = asNamed(was, target, versions, now)
  const kept = versions.ruleSets(under.id).filter(({ version }) => version === under.version)
  const isOwn = under.id === was.id && under.version === was.version
  const set = isOwn ? kept.find(({ sha256 }) => sha256 === was.sha256) : onlyOne(kept)
  if (set === undefined) {
    return kept.length === 0
      ? { state: 'not-replayable', why: 'no-version', under }
      : { state: 'other-bytes', was: nameOf(was), then }
  }
  const { rules, types } = versions.compile(set, isOwn ? facts?.sha256 : undefined)
  const base = makeFactBase(opening.statement, types.types)
  const said = saidBy(evaluate(rules, base, now, context.onSite), rules)
  // Another version may read other kinds, and another set has rule numbers of its own.
  const extent = isOwn ? 'all' : under.id === was.id ? 'outcome-and-rules' : 'outcome'
  return {
    state: isSame(then, said, extent) ? 'same' : 'changed',
    was: nameOf(was),
    under: nameOf(set),
    then,
    now: said,
    factTypes: types.sha256 === facts?.sha256 ? 'same' : 'other',
  }
}

function nameOf({ id, version }: Named): Named {
  return { id, ...(version === undefined ? {} : { version }) }
}

function asNamed(was: Named, { set, version }: Target, versions: Versions, now: number): Named {
  if (set === undefined) return nameOf({ ...was, ...(version === undefined ? {} : { version }) })
  if (version !== undefined) return { id: set, version }
  const begun = versions.ruleSets(set).findLast(({ from }) => from <= now)
  return begun === undefined || now >= begun.until ? { id: set } : nameOf(begun)
}

function onlyOne(kept: readonly KeptRuleSet[]): KeptRuleSet | undefined {
  const [first, second] = kept
  if (first === undefined || second === undefined) return first
  throw new OperatorError(
    `${second.path}: is the same version as ${first.path}, in other bytes; leave one of them out`,
  )
}
