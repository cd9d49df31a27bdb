/** Runs rules/: rule sets alone, on facts and coverage as they are read. */
import type { Api, Trial } from './api.ts'

/** A reason that rules give. */
export interface Reason {
  readonly code: string
  readonly rule?: { readonly no: number }
  readonly kinds?: readonly string[]
}

interface RuleCase {
  readonly id: string
  readonly now: string
  readonly facts: readonly unknown[]
  readonly covers: readonly { readonly kind: string; readonly until: string }[]
  readonly onSite: Readonly<Record<string, number>>
  /** The value of every rule by its number. */
  readonly rules: Readonly<Record<string, string>>
  readonly outcome: string
  readonly reasons: readonly Reason[]
}

/** A rule set, and the sets that lie in the same bundle with the digests of their payloads. */
export interface Given {
  readonly ruleSet: unknown
  readonly bases?: readonly {
    readonly sha256: string
    readonly ruleSet: { readonly id: string; readonly version: number }
  }[]
}

interface RulesFile {
  readonly factTypes: unknown
  readonly groups: readonly {
    readonly given: Given
    readonly cases: readonly RuleCase[]
  }[]
}

const seconds = (instant: string): number => Date.parse(instant) / 1000

/** A key that may say everything. */
const permission = { states: ['*'], covers: ['*'], regions: ['*'] }

/** A set, with the sets that it extends. */
export const compile = (api: Api, { ruleSet, bases = [] }: Given, types: unknown): unknown =>
  api.compileRuleSet(ruleSet, types, (id, version) => {
    const found = bases.find(({ ruleSet: base }) => base.id === id && base.version === version)
    return found && { value: found.ruleSet, sha256: found.sha256 }
  })

const judge = (api: Api, types: unknown, set: Given, given: RuleCase): unknown => {
  const { facts, covers, now, onSite } = given
  const coverage = covers.map(({ kind, until }) => ({ kind, until: seconds(until) }))
  const base = api.makeFactBase({ facts, coverage, permission }, types)
  const verdict = api.evaluate(compile(api, set, types), base, seconds(now), onSite)
  return {
    outcome: verdict.outcome,
    fired: verdict.fired,
    missing: verdict.missing,
    values: verdict.values.map((truth) => (truth === undefined ? 'unknown' : String(truth))),
  }
}

/** Rules by ascending number, as integers sort in JSON objects of JavaScript. */
const expected = ({ outcome, reasons, rules }: RuleCase): unknown => ({
  outcome,
  fired: reasons.flatMap(({ rule }) => rule?.no ?? []),
  missing: reasons.flatMap(({ kinds }) => kinds ?? []),
  values: Object.entries(rules)
    .sort(([a], [b]) => Number(a) - Number(b))
    .map(([, value]) => value),
})

/** Every case of every set. */
export const rules = (api: Api, file: RulesFile): Trial[] => {
  const types = api.parseFactTypes(file.factTypes)
  return file.groups.flatMap(({ given, cases }) =>
    cases.map((one) => ({
      id: one.id,
      expected: expected(one),
      got: () => judge(api, types, given, one),
    })),
  )
}

interface RefusedFile {
  readonly factTypes: unknown
  readonly cases: readonly (Given & { readonly id: string; readonly error: string })[]
}

/** Sets that must not compile. */
export const rulesRefused = (api: Api, { factTypes, cases }: RefusedFile): Trial[] => {
  const types = api.parseFactTypes(factTypes)
  return cases.map((one) => ({
    id: one.id,
    expected: { error: one.error },
    got: () => compile(api, one, types),
  }))
}
