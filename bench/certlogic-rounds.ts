/** CertLogic over published rules, side by side in rounds: ours compiled, the reference, and a JsonLogic compiler. Runs in Node and in browsers. */
import { compileCertLogic } from 'greengate/rules'
import { medianOf, type Median } from './statistics.ts'

/** How much is measured. */
export interface CertLogicPlan {
  readonly rounds: number
  /** Evaluations of each side, rule and round, at least. */
  readonly evaluations: number
}

/** One test of a rule: what it is evaluated over, as text that is parsed anew for every evaluation. */
export interface RuleTest {
  readonly data: string
  /** The station's own: parsed once, as any verifier holds them, and the same for every engine. */
  readonly valueSets: unknown
  readonly expected: boolean
}

/** A rule with its tests. */
export interface TestedRule {
  readonly name: string
  readonly logic: unknown
  readonly tests: readonly RuleTest[]
}

/** What ours is measured beside. */
export interface CertLogicPeers {
  readonly evaluate: (logic: unknown, data: unknown) => unknown
  readonly engine: { readonly build: (logic: unknown) => Evaluate }
}

/** By how much another side is slower. */
export interface Compared {
  readonly mean: Median
  readonly least: number
  readonly median: number
  readonly most: number
}

/** What came of it. */
export interface CertLogicRounds {
  readonly reference: Compared
  readonly jsonLogic: Compared
  /** Rules that the JsonLogic compiler takes. */
  readonly taken: number
  /** Microseconds a rule. */
  readonly compiling: number
  /** Nanoseconds of the median rule, ours and the reference's. */
  readonly nanos: readonly [ours: number, reference: number]
}

type Evaluate = (data: unknown) => unknown

/** The data of one evaluation, made afresh. */
const freshData = ({ data, valueSets }: RuleTest): unknown => {
  const fresh = JSON.parse(data) as { external: { valueSets?: unknown } }
  if (valueSets !== undefined) fresh.external.valueSets = valueSets
  return fresh
}

/** Of the clock of an isolated page. */
const grainMs = 0.005

/** Times every test of a rule over fresh data, and takes every answer into account. */
const time = (side: Evaluate, { name, tests }: TestedRule, copies: number): number => {
  const items = Array.from({ length: copies }, () => tests.map(freshData)).flat()
  const expected = Array.from({ length: copies }, () => tests.map((test) => test.expected)).flat()
  let right = 0
  const started = performance.now()
  for (let i = 0; i < items.length; i++) if (side(items[i]) === expected[i]) right++
  // What a browser's clock does not see took up to one of its grains: the whole of it, so that nobody seems endlessly fast.
  const took = performance.now() - started || grainMs
  if (right !== items.length) throw new Error(`an answer of ${name} is not as published`)
  return (took * 1e6) / items.length
}

/** CertLogic's operators that JsonLogic has too. */
const shared = ['var', 'if', 'and', '!', '===', 'in', '+', '<', '<=', '>', '>=', 'reduce']

const isJsonLogic = (logic: unknown): boolean => {
  if (Array.isArray(logic)) return logic.every(isJsonLogic)
  if (typeof logic !== 'object' || logic === null) return true
  return Object.entries(logic).every(([name, of]) => shared.includes(name) && isJsonLogic(of))
}

/** The JsonLogic compiler's function, where it can take the rule and answers every test as published. */
const jsonLogicOf = (
  engine: CertLogicPeers['engine'],
  { logic, tests }: TestedRule,
): Evaluate | undefined => {
  if (!isJsonLogic(logic)) return undefined
  const built = engine.build(logic)
  return tests.every((test) => built(freshData(test)) === test.expected) ? built : undefined
}

/** What one side took of a rule, in nanoseconds, round by round. */
type Times = readonly number[]

/** By how much the other side is slower: over all rules in each round, and for each rule over the rounds. */
export const compared = (ours: readonly Times[], others: readonly Times[]): Compared => {
  const ratios = others.map((times, rule) =>
    times.map((took, round) => took / (ours[rule]?.[round] ?? NaN)),
  )
  const rounds = ratios[0]?.map((_, round) => {
    const logs = ratios.map((ofRule) => Math.log(ofRule[round] ?? NaN))
    return Math.exp(logs.reduce((sum, log) => sum + log, 0) / logs.length)
  })
  const byRule = ratios.map((ofRule) => medianOf(ofRule).median).toSorted((a, b) => a - b)
  const at = (share: number): number => byRule[Math.round(share * (byRule.length - 1))] ?? NaN
  return { mean: medianOf(rounds ?? []), least: at(0), median: at(0.5), most: at(1) }
}

/** Measures every rule: all of them in turn in each round, the sides in turn within. */
export const certLogicRounds = (
  published: readonly TestedRule[],
  { evaluate, engine }: CertLogicPeers,
  { rounds, evaluations }: CertLogicPlan,
): CertLogicRounds => {
  const rules = published.map((rule) => {
    const { logic } = rule
    const sides = [compileCertLogic(logic), (data: unknown) => evaluate(logic, data)]
    const built = jsonLogicOf(engine, rule)
    if (built !== undefined) sides.push(built)
    const copies = Math.ceil(evaluations / rule.tests.length)
    return { rule, sides, copies, times: sides.map((): number[] => []) }
  })
  const compiling: number[] = []
  // Three rounds warm up.
  for (let round = -3; round < rounds; round++) {
    for (const { rule, sides, copies, times } of rules) {
      for (let k = 0; k < sides.length; k++) {
        const turn = (k + round + 3) % sides.length
        const took = time(sides[turn] as Evaluate, rule, copies)
        if (round >= 0) times[turn]?.push(took)
      }
    }
    const started = performance.now()
    for (const { rule } of rules) compileCertLogic(rule.logic)
    if (round >= 0) compiling.push(((performance.now() - started) * 1000) / rules.length)
  }
  const sideOf = (side: number, of: typeof rules): readonly Times[] =>
    of.map(({ times }) => times[side] ?? [])
  const taken = rules.filter(({ sides }) => sides.length > 2)
  const nanos = (side: number): number =>
    medianOf(sideOf(side, rules).map((times) => medianOf(times).median)).median
  return {
    reference: compared(sideOf(0, rules), sideOf(1, rules)),
    jsonLogic: compared(sideOf(0, taken), sideOf(2, taken)),
    taken: taken.length,
    compiling: medianOf(compiling).median,
    nanos: [nanos(0), nanos(1)],
  }
}
