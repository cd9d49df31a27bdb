/** What the answer of a rule hangs on, as one text: two rules of one text answer the same of everybody. */
import { canonicalJson } from 'greengate/issue'
import type { CompiledRule, CompiledRuleSet } from 'greengate/rules'

/** Conditions, and of the set what they name: parameters, value sets, the fields of the kinds that they read. */
export function ruleSignature(
  { rule, reads }: CompiledRule,
  { set, vocabulary }: CompiledRuleSet,
): string {
  const { outcome, when, unless = null, requires = [] } = rule
  const parameters = new Map<string, unknown>()
  const valueSets = new Map<string, unknown>()
  const walk = (node: unknown): void => {
    if (typeof node !== 'object' || node === null) return
    const members = node as Readonly<Record<string, unknown>>
    const { parameter, set: named, op } = members
    if (typeof parameter === 'string') parameters.set(parameter, set.parameters[parameter])
    if (op === 'in' && typeof named === 'string') valueSets.set(named, set.valueSets[named])
    for (const member of Object.values(members)) walk(member)
  }
  walk([when, unless])
  const fields = reads.map((kind) =>
    [...(vocabulary.types.get(kind)?.fields ?? [])].map(([name, { type, unit, values }]) => [
      name,
      type,
      unit ?? null,
      values ?? null,
    ]),
  )
  const plain = (map: ReadonlyMap<string, unknown>): unknown => Object.fromEntries(map)
  const parts = [outcome, when, unless, requires, plain(parameters), plain(valueSets), fields]
  // Through JSON, so that members that are undefined are gone.
  return canonicalJson(JSON.parse(JSON.stringify(parts)))
}
