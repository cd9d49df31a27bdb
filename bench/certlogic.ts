/** CertLogic over the published rules of EU states: ours compiled, the reference, and a JsonLogic compiler beside them. */
import { compileCertLogic } from 'greengate/rules'
import { freshData, publishedRules, type PublishedRule } from './certlogic-rules.ts'
import { figure, medianCell, medianFigure, targetCell, type Measured } from './measured.ts'
import { peer, versionOf } from './peers.ts'
import { medianOf } from './statistics.ts'

type Evaluate = (data: unknown) => unknown

/** How much is measured. */
export interface CertLogicPlan {
  readonly rounds: number
  /** Evaluations of each side, rule and round, at least. */
  readonly evaluations: number
}

/** Times every test of a rule over fresh data, and takes every answer into account. */
const time = (side: Evaluate, { name, tests }: PublishedRule, copies: number): number => {
  const items = Array.from({ length: copies }, () => tests.map(freshData)).flat()
  const expected = Array.from({ length: copies }, () => tests.map((test) => test.expected)).flat()
  let right = 0
  const started = performance.now()
  for (let i = 0; i < items.length; i++) if (side(items[i]) === expected[i]) right++
  const took = performance.now() - started
  if (right !== items.length) throw new Error(`an answer of ${name} is not as published`)
  return (took * 1e6) / items.length
}

interface Engine {
  readonly build: (logic: unknown) => Evaluate
}

/** CertLogic's operators that JsonLogic has too. */
const shared = ['var', 'if', 'and', '!', '===', 'in', '+', '<', '<=', '>', '>=', 'reduce']

const isJsonLogic = (logic: unknown): boolean => {
  if (Array.isArray(logic)) return logic.every(isJsonLogic)
  if (typeof logic !== 'object' || logic === null) return true
  return Object.entries(logic).every(([name, of]) => shared.includes(name) && isJsonLogic(of))
}

/** The JsonLogic compiler's function, where it can take the rule and answers every test as published. */
const jsonLogicOf = (engine: Engine, { logic, tests }: PublishedRule): Evaluate | undefined => {
  if (!isJsonLogic(logic)) return undefined
  const built = engine.build(logic)
  return tests.every((test) => built(freshData(test)) === test.expected) ? built : undefined
}

/** What one side took of a rule, in nanoseconds, round by round. */
type Times = readonly number[]

/** By how much the other side is slower: over all rules in each round, and for each rule over the rounds. */
export const compared = (ours: readonly Times[], others: readonly Times[]) => {
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

const atLeast = 10

/** Measures every rule: all of them in turn in each round, the sides in turn within. */
export const measureCertLogic = ({ rounds, evaluations }: CertLogicPlan): Measured => {
  const { evaluate } = peer('certlogic-js') as {
    evaluate: (logic: unknown, data: unknown) => unknown
  }
  const { LogicEngine } = peer('json-logic-engine') as { LogicEngine: new () => Engine }
  const engine = new LogicEngine()
  const rules = publishedRules().map((rule) => {
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
  const reference = compared(sideOf(0, rules), sideOf(1, rules))
  const jsonLogic = compared(sideOf(0, taken), sideOf(2, taken))
  const isMissed = reference.mean.median < atLeast || reference.least < 1
  const row = (
    name: string,
    of: typeof rules,
    { mean, least, median, most }: typeof reference,
    target: string | null,
  ): readonly string[] => [
    name,
    String(of.length),
    medianCell(mean, 2),
    targetCell(target, isMissed),
    ...[least, median, most].map((ratio) => ratio.toFixed(2)),
    String(rounds),
  ]
  const tests = rules.reduce((sum, { rule }) => sum + rule.tests.length, 0)
  const compile = medianOf(compiling)
  const nanos = (side: number): string => {
    const medians = sideOf(side, rules).map((times) => medianOf(times).median)
    return medianOf(medians).median.toFixed(0)
  }
  return {
    rows: [
      row(
        `certlogic-js ${versionOf('certlogic-js')}, evaluate: ${nanos(1)} ns, ours ${nanos(0)} (median rule; ${String(tests)} payloads); compiling ours once: ${compile.median.toFixed(0)} µs a rule`,
        rules,
        reference,
        `${String(atLeast)}, none below 1`,
      ),
      row(
        `json-logic-engine ${versionOf('json-logic-engine')}, compiled by \`new Function\`: only the rules that it takes and answers as published`,
        taken,
        jsonLogic,
        null,
      ),
    ],
    figures: {
      reference: medianFigure(reference.mean),
      least: figure(reference.least),
      jsonLogic: medianFigure(jsonLogic.mean),
    },
    said: `${medianCell(reference.mean, 2)}, at least ${String(atLeast)}; rules ${reference.least.toFixed(2)} to ${reference.most.toFixed(2)}; compiling ${compile.median.toFixed(0)} µs a rule  CertLogic`,
    isMissed,
  }
}
