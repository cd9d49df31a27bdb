/** Resolves a rule set: an overlay gets what its base has, and may only be stricter (docs/rules.md 7). */
import { GreengateError } from '../errors.ts'
import { RuleSetFault } from './fault.ts'
import { overlay } from './overlay.ts'
import { parseRuleSet } from './parse-rule-set.ts'
import type { Extends, RuleSet } from './rule-set.ts'

/** The rule language this engine speaks. */
export const engineVersion = 1

/** Finds a version of a set and its digest: SHA-256 of its canonical JSON, base64url. */
export type Bases = (
  id: string,
  version: number,
) => { readonly value: unknown; readonly sha256: string } | undefined

/** Which set a part comes from. */
export interface Origin {
  readonly id: string
  readonly version: number
}

/** Where every rule, by its number, and every parameter, by its name, comes from. */
export interface Origins {
  readonly rules: ReadonlyMap<number, Origin>
  readonly parameters: ReadonlyMap<string, Origin>
}

/** A rule set with all that it has from its bases. */
export interface ResolvedRuleSet {
  readonly set: RuleSet
  readonly origins: Origins
}

/** Bases above a set, at most. */
const maxDepth = 4

/**
 * Resolves a rule set as it is signed.
 *
 * @param value - The rule set as JSON.
 * @param bases - Finds the bases of an overlay.
 * @throws {@link GreengateError} `ERR_RULE_SET_MALFORMED`, `ERR_RULE_SET_ENGINE`, and `ERR_RULE_SET_BASE` for a
 * base that is missing, has another digest, stands in a circle or is loosened.
 *
 * @example
 * ```ts
 * import { resolveRuleSet, type Bases } from 'greengate/rules'
 *
 * const numbers = (overlay: unknown, bases: Bases): readonly number[] =>
 *   resolveRuleSet(overlay, bases).set.rules.map(({ no }) => no)
 * ```
 */
export function resolveRuleSet(value: unknown, bases: Bases = () => undefined): ResolvedRuleSet {
  return resolve(value, bases, [])
}

function resolve(value: unknown, bases: Bases, above: readonly string[]): ResolvedRuleSet {
  // Before its shape: a set for another engine may have members that this one does not know.
  if (isForAnotherEngine(value)) {
    const code = 'ERR_RULE_SET_ENGINE'
    throw new RuleSetFault('engine', 'this engine speaks version 1 only', { code })
  }
  const stated = parseRuleSet(value)
  const { extends: named, id, version } = stated
  if (named === undefined) {
    const origin = { id, version }
    const rules = new Map(stated.rules.map(({ no }) => [no, origin]))
    const parameters = new Map(Object.keys(stated.parameters).map((name) => [name, origin]))
    return { set: stated, origins: { rules, parameters } }
  }
  const ids = [...above, id]
  if (ids.includes(named.id)) throw refused('extends.id', 'must not stand in a circle')
  if (ids.length > maxDepth) throw refused('extends', `must be at most ${String(maxDepth)} deep`)
  return overlay(stated, resolveBase(named, bases, ids))
}

function resolveBase(named: Extends, bases: Bases, ids: readonly string[]): ResolvedRuleSet {
  const found = bases(named.id, named.version)
  if (found === undefined) throw refused('extends', 'the base must be at hand')
  if (found.sha256 !== named.sha256) {
    throw refused('extends.sha256', 'must be the digest of the base')
  }
  try {
    const base = resolve(found.value, bases, ids)
    if (base.set.id !== named.id || base.set.version !== named.version) {
      throw refused('extends', 'the base must have the id and version that it is named by')
    }
    return base
  } catch (cause) {
    // The fault lies in another document, so that its place is none of this one's.
    if (!(cause instanceof GreengateError) || cause.code === 'ERR_RULE_SET_ENGINE') throw cause
    if (cause.code === 'ERR_RULE_SET_BASE') throw cause
    throw refused('extends', 'the base must be a rule set', cause)
  }
}

function isForAnotherEngine(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || !('engine' in value)) return false
  if (value.engine === 'certlogic-1') return true
  return Number.isSafeInteger(value.engine) && value.engine !== engineVersion
}

function refused(at: string, expectation: string, cause?: unknown): RuleSetFault {
  return new RuleSetFault(at, expectation, { code: 'ERR_RULE_SET_BASE', cause })
}
