/** Runs cases again and again while a rule is being written: what a key stroke did not touch is not explained anew. */
import {
  evaluate,
  explainRules,
  type CompiledRule,
  type CompiledRuleSet,
  type ExplainedRule,
  type FactTypes,
} from 'greengate/rules'
import type { Case } from '../rules/cases-file.ts'
import { factBaseOf } from '../rules/person-file.ts'
import { ranOf, type Ran } from '../rules/test/run-case.ts'

/** Explanations by the rule, of one case. */
type ByRule = Map<string, ExplainedRule>

/** Runs cases, and remembers the explanations of the last run. */
export class CaseRunner {
  #around = ''
  /** By what a case says of whom, and when. */
  #known = new Map<string, ByRule>()

  /** @param types - Those that the set was compiled with. */
  run(compiled: CompiledRuleSet, types: FactTypes, cases: readonly Case[]): readonly Ran[] {
    const around = JSON.stringify([compiled.set.zone.offsets, wordsOf(types)])
    if (around !== this.#around) this.#known.clear()
    this.#around = around
    const rules = compiled.rules.map((rule) => ({ rule, key: keyOf(rule, compiled) }))
    const next = new Map<string, ByRule>()
    const ran = cases.map((one) => {
      const { now, person } = one
      const key = JSON.stringify([now, person])
      const before = this.#known.get(key)
      const after: ByRule = new Map()
      next.set(key, after)
      const facts = factBaseOf(person, compiled.vocabulary)
      const strange = rules.filter((each) => before?.has(each.key) !== true)
      const alone = { ...compiled, rules: strange.map(({ rule }) => rule) }
      const explained = new Map(
        explainRules(alone, facts, now, person.onSite).map((each) => [each.no, each]),
      )
      for (const { rule, key: ofRule } of rules) {
        const found = before?.get(ofRule) ?? explained.get(rule.rule.no)
        if (found !== undefined) after.set(ofRule, found)
      }
      const verdict = evaluate(compiled, facts, now, person.onSite)
      return ranOf(one, verdict, [...after.values()])
    })
    this.#known = next
    return ran
  }
}

/** Everything of a set that an explanation of the rule goes by. */
function keyOf({ rule }: CompiledRule, { set, origins }: CompiledRuleSet): string {
  const { no } = rule
  const named: unknown[] = []
  const look = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return
    if ('parameter' in value) named.push(set.parameters[String(value.parameter)])
    if ('set' in value) named.push(set.valueSets[String(value.set)])
    for (const below of Object.values(value)) look(below)
  }
  look(rule)
  const origin = origins.rules.get(no) ?? [set.id, set.version]
  return JSON.stringify([rule, origin, named])
}

/** A map is nothing to JSON. */
function wordsOf({ types, onSite }: FactTypes): unknown {
  return [[...types].map(([name, { labels, fields }]) => [name, labels, [...fields]]), [...onSite]]
}
