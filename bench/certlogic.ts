/** CertLogic over the published rules of EU states: ours compiled, the reference, and a JsonLogic compiler beside them. */
import { createRequire } from 'node:module'
import { compileCertLogic } from 'greengate/rules'
import { freshData, publishedRules, type PublishedRule } from './certlogic-rules.ts'
import { medianOf } from './statistics.ts'

type Evaluate = (data: unknown) => unknown

/** What one rule came to: nanoseconds an evaluation, and the medians of the ratios of the rounds. */
export interface RuleMeasure {
  readonly name: string
  readonly ours: number
  readonly reference: number
  /** The reference's time by ours. */
  readonly ratio: number
  /** The JsonLogic compiler's time by ours; undefined where it does not take the rule or answers otherwise. */
  readonly jsonLogic: number | undefined
}

export interface CertLogicPlan {
  readonly rounds: number
  /** Evaluations of each side, rule and round, at least. */
  readonly evaluations: number
}

const require = createRequire(import.meta.url)
const { evaluate } = require('certlogic-js') as {
  evaluate: (logic: unknown, data: unknown) => unknown
}
const { LogicEngine } = require('json-logic-engine') as {
  LogicEngine: new () => { build: (logic: unknown) => Evaluate }
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

/** The JsonLogic compiler's function, where it takes the rule and answers every test as published. */
const jsonLogicOf = ({ logic, tests }: PublishedRule): Evaluate | undefined => {
  try {
    const built = new LogicEngine().build(logic)
    return tests.every((test) => built(freshData(test)) === test.expected) ? built : undefined
  } catch {
    return undefined
  }
}

/** Measures every rule: all of them in turn in each round, the sides in turn within. */
export const measureCertLogic = ({ rounds, evaluations }: CertLogicPlan): {
  readonly rules: readonly RuleMeasure[]
  readonly compileMicros: number
} => {
  const rules = publishedRules().map((rule) => {
    const sides: Evaluate[] = [
      compileCertLogic(rule.logic),
      (data) => evaluate(rule.logic, data),
    ]
    const built = jsonLogicOf(rule)
    if (built !== undefined) sides.push(built)
    const copies = Math.ceil(evaluations / rule.tests.length)
    return { rule, sides, copies, times: sides.map((): number[] => []) }
  })
  // Two rounds warm up.
  for (let round = -2; round < rounds; round++) {
    for (const { rule, sides, copies, times } of rules) {
      for (let k = 0; k < sides.length; k++) {
        const turn = (k + Math.max(round, 0)) % sides.length
        const took = time(sides[turn] as Evaluate, rule, copies)
        if (round >= 0) times[turn]?.push(took)
      }
    }
  }
  const compiled: number[] = []
  for (let round = 0; round < rounds; round++) {
    const started = performance.now()
    for (const { rule } of rules) compileCertLogic(rule.logic)
    compiled.push(((performance.now() - started) * 1000) / rules.length)
  }
  return {
    rules: rules.map(({ rule, times: [ours = [], reference = [], jsonLogic] }) => {
      const by = (other: readonly number[]): number =>
        medianOf(other.map((took, round) => took / (ours[round] as number))).median
      return {
        name: rule.name,
        ours: medianOf(ours).median,
        reference: medianOf(reference).median,
        ratio: by(reference),
        jsonLogic: jsonLogic === undefined ? undefined : by(jsonLogic),
      }
    }),
    compileMicros: medianOf(compiled).median,
  }
}
