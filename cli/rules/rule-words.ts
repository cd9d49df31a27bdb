/** What the parts of rules say in words, apart from any person. */
import { explainRules, type CompiledRuleSet, type ExplainedPart, type Words } from 'greengate/rules'

/** The words of the parts of every rule, by its number and the part's path, such as `when.where.of[0]`. */
export interface RuleWords {
  of(no: number, at: string): Words | undefined
  /** `requires`, `when` and `unless` of a rule. */
  partsOf(no: number): readonly ExplainedPart[]
}

/** Reads the words off an explanation: of somebody with one fact of each kind, of which nothing is known. */
export function ruleWords(compiled: CompiledRuleSet): RuleWords {
  const { types } = compiled.vocabulary
  const facts = [...types.values()].map(({ fields }) => [
    { id: '', values: [...fields.keys()].map(() => undefined) },
  ])
  const nobody = { types, facts, coveredUntil: facts.map(() => undefined) }
  const rules = new Map(
    explainRules(compiled, nobody, compiled.from, {}).map(({ no, parts }) => [no, parts]),
  )
  const words = new Map<string, Words>()
  const collect = (no: number, part: ExplainedPart): void => {
    words.set(`${String(no)} ${part.at}`, part.words)
    for (const below of part.parts) collect(no, below)
    for (const { where } of part.facts ?? []) if (where !== null) collect(no, where)
  }
  for (const [no, parts] of rules) for (const part of parts) collect(no, part)
  return {
    of: (no, at) => words.get(`${String(no)} ${at}`),
    partsOf: (no) => rules.get(no) ?? [],
  }
}
