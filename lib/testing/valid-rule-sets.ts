/** Thirty rule sets of different make with nothing wrong about them, and a large one; the same at every run. */
import type { Bases } from '../rules/resolve.ts'
import type { Expression, Requirement, Rule, RuleSet } from '../rules/rule-set.ts'
import { any, not } from './standard-facts.ts'
import { parameters, passes, refusals, valueSets } from './valid-rules.ts'

const words = (text: string) => ({ zh: text, en: text })

const zones: readonly RuleSet['zone'][] = [
  { id: 'Asia/Shanghai', tzdata: '2026b', offsets: [[684_867_600, 28_800]] },
  {
    id: 'Europe/Berlin',
    tzdata: '2026b',
    offsets: [
      [1_572_138_000, 3600],
      [1_585_443_600, 7200],
      [1_603_587_600, 3600],
    ],
  },
  // A fold across midnight: for a minute it is a day that then begins again.
  {
    id: 'America/St_Johns',
    tzdata: '2026b',
    offsets: [
      [1_268_537_460, -9000],
      [1_289_097_060, -12_600],
    ],
  },
]

/** Every kind that an expression speaks of. */
const kindsIn = (node: unknown): readonly string[] => {
  if (typeof node !== 'object' || node === null) return []
  const own = 'kind' in node ? [node.kind as string] : []
  return [...own, ...Object.values(node).flatMap(kindsIn)]
}

const namesIn = (node: unknown, member: string): readonly string[] => {
  if (typeof node !== 'object' || node === null) return []
  return Object.entries(node).flatMap(([name, value]) =>
    name === member && typeof value === 'string' ? [value] : namesIn(value, member),
  )
}

const picked = <T>(table: Readonly<Record<string, T>>, names: readonly string[]) =>
  Object.fromEntries(Object.entries(table).filter(([name]) => names.includes(name)))

/** Whoever is left is checked: whoever has no ground to pass. */
const rest = (grounds: readonly Expression[]): Rule => ({
  no: 999,
  id: 'rest',
  outcome: 'check',
  when: not(any(...grounds)),
  reason: words('nothing speaks for them'),
})

/** A set of some of the grounds and refusals, by their places. */
export function setOf(
  seed: number,
  ofPasses: readonly number[],
  ofRefusals: readonly number[],
): RuleSet {
  const grounds = ofPasses.map((i) => passes[i % passes.length] as (typeof passes)[number])
  const granting = grounds.map(([id, when], i): Rule => {
    const kinds = [...new Set(kindsIn(when))]
    const requires = kinds.map((kind): Requirement => ({
      kind,
      maxAge: seed % 2 ? 'P1D' : 'PT36H',
    }))
    return { no: i + 1, id, outcome: 'pass', requires, when, reason: words(id) }
  })
  const refusing = ofRefusals.map((place, i): Rule => {
    const [id, outcome, when, unless] = refusals[
      place % refusals.length
    ] as (typeof refusals)[number]
    return { no: 20 + i, id, outcome, when, ...(unless && { unless }), reason: words(id) }
  })
  const rules = [...granting, ...refusing, rest(grounds.map(([, when]) => when))]
  return {
    id: `valid-${String(seed)}`,
    version: 1 + (seed % 5),
    engine: 1,
    title: words('Rules with nothing wrong'),
    effective: { from: '2020-02-11T00:00:00Z', until: '2020-06-11T00:00:00Z' },
    zone: zones[seed % zones.length] as RuleSet['zone'],
    ...(seed % 4 === 1 ? { previous: { version: 1, sha256: 'x' } } : {}),
    change: {
      type: 'first',
      how: 'tried on cases',
      basis: ['Decree 1/2020', 'article 3'],
      requestedBy: 'health commission',
      reviewedBy: 'rule review board',
    },
    accepts: {
      assessments: [
        { issuer: 'valid*', set: 'valid*', minVersion: { 'valid-1': 1 }, maxAge: 'PT24H' },
      ],
    },
    parameters: picked<RuleSet['parameters'][string]>(parameters, namesIn(rules, 'parameter')),
    valueSets: picked(valueSets, namesIn(rules, 'set')),
    colours: { pass: 'green', check: 'yellow', stop: 'red' },
    rules: seed % 3 === 2 ? rules.toReversed() : rules,
    otherwise: 'check',
    ...(seed % 5 === 3 ? { cases: { count: 12, sha256: 'x' } } : {}),
  }
}

/** What a set has for its base. */
export const bases: Bases = (id, version) => {
  const value = whole.find((set) => set.id === id && set.version === version)
  return value === undefined ? undefined : { value, sha256: `digest of ${id}` }
}

const whole: readonly RuleSet[] = Array.from({ length: 26 }, (_, i) => {
  const some = Array.from({ length: 2 + (i % 5) }, (__, j) => i * 3 + j * 7 + (i % 2) * j)
  return setOf(
    i,
    [...new Set([i, i + 3, ...(i % 4 === 0 ? [i + 6] : [])])],
    [...new Set(some.map((place) => place % refusals.length))],
  )
})

/** Sets that stand on one of the others. */
const overlays: readonly unknown[] = [0, 4, 8, 12].map((i) => {
  const base = whole[i] as RuleSet
  const { id, version, rules } = base
  const free = refusals.filter(([name]) => !rules.some((rule) => rule.id === name))
  const added = free.slice(0, 2).map(([name, outcome, when, unless], n) => ({
    no: 60 + n,
    id: name,
    outcome,
    when,
    ...(unless && { unless }),
    reason: words(name),
  }))
  const known = { ...base.parameters }
  const wanted = namesIn(added, 'parameter').filter((name) => !(name in known))
  const sets = namesIn(added, 'set').filter((name) => !(name in base.valueSets))
  const { title, effective, change, otherwise } = base
  return {
    id: `${id}-city`,
    version: 1,
    engine: 1,
    title,
    effective,
    change,
    otherwise,
    extends: { id, version, sha256: `digest of ${id}` },
    parameters: picked<RuleSet['parameters'][string]>(parameters, wanted),
    valueSets: picked(valueSets, sets),
    rules: added,
  }
})

/** Thirty sets, four of them overlays. */
export const validSets: readonly unknown[] = [...whole, ...overlays]

/** All rules in one set. */
export const largeSet: RuleSet = setOf(
  100,
  passes.map((_, i) => i),
  refusals.map((_, i) => i),
)
