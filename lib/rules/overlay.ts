/** Lays an overlay over its base: rules are added, parameters tightened, recognition narrowed, nothing loosened. */
import { parseDuration } from './duration.ts'
import { RuleSetFault } from './fault.ts'
import type { Origin, ResolvedRuleSet } from './resolve.ts'
import type { AcceptedAssessment, Overlay, Parameter, RuleSet } from './rule-set.ts'
import { tighterDirection } from './tighter.ts'

/** @throws RuleSetFault `ERR_RULE_SET_BASE` with the place in the overlay. */
export function overlay(own: Overlay, base: ResolvedRuleSet): ResolvedRuleSet {
  const { rules = [], parameters = {}, valueSets = {}, accepts, zone } = own
  if (zone !== undefined) refuseZone(zone, base.set.zone)
  refuseRules(rules, base.set)
  refuseValueSets(valueSets, base.set)
  if (accepts !== undefined) refuseAccepts(accepts.assessments, base.set.accepts.assessments)
  const waivers = [...(base.set.waivers ?? []), ...(own.waivers ?? [])]
  const set: RuleSet = {
    ...own,
    zone: base.set.zone,
    colours: own.colours ?? base.set.colours,
    accepts: accepts ?? base.set.accepts,
    parameters: { ...base.set.parameters, ...tightened(parameters, base.set) },
    valueSets: { ...base.set.valueSets, ...valueSets },
    rules: [...base.set.rules, ...rules],
    ...(waivers.length === 0 ? {} : { waivers }),
  }
  const origin: Origin = { id: own.id, version: own.version }
  return {
    set,
    origins: {
      rules: new Map([...base.origins.rules, ...rules.map(({ no }) => [no, origin] as const)]),
      parameters: new Map([
        ...base.origins.parameters,
        ...Object.keys(parameters).map((name) => [name, origin] as const),
      ]),
    },
  }
}

/** In another zone days begin elsewhere, and what lay within the base's fourteen may lie outside of them. */
function refuseZone(own: RuleSet['zone'], base: RuleSet['zone']): void {
  const isSame =
    own.id === base.id && own.tzdata === base.tzdata && String(own.offsets) === String(base.offsets)
  if (!isSame) throw refused('zone', 'must be that of the base, or be left out')
}

function refuseRules(rules: RuleSet['rules'], base: RuleSet): void {
  for (const [i, rule] of rules.entries()) {
    const at = `rules[${String(i)}]`
    if (rule.outcome === 'pass') {
      throw refused(`${at}.outcome`, 'an overlay adds check and stop rules only')
    }
    for (const member of ['no', 'id'] as const) {
      if (base.rules.some((known) => known[member] === rule[member])) {
        throw refused(`${at}.${member}`, 'must not be that of a rule of the base')
      }
    }
  }
}

function refuseValueSets(valueSets: RuleSet['valueSets'], base: RuleSet): void {
  const taken = Object.keys(valueSets).find((name) => Object.hasOwn(base.valueSets, name))
  if (taken !== undefined) throw refused(`valueSets.${taken}`, 'must not be that of the base')
}

function tightened(own: RuleSet['parameters'], base: RuleSet): RuleSet['parameters'] {
  const entries = Object.entries(own).map(([name, parameter]): [string, Parameter] => {
    if (!Object.hasOwn(base.parameters, name)) return [name, parameter]
    const known = base.parameters[name] as Parameter
    const at = `parameters.${name}`
    if (known.overridable !== 'tighten') throw refused(at, 'may not be set by an overlay')
    if (known.unit !== parameter.unit) throw refused(`${at}.unit`, 'must be that of the base')
    const direction = tighterDirection(name, base.rules)
    if (direction === undefined) throw refused(at, 'has no stricter direction')
    if (Math.sign(parameter.value - known.value) === -direction) {
      const way = direction > 0 ? 'least' : 'most'
      throw refused(`${at}.value`, `must be at ${way} ${String(known.value)}, that of the base`)
    }
    return [name, { ...known, ...parameter }]
  })
  return Object.fromEntries(entries)
}

function refuseAccepts(
  own: readonly AcceptedAssessment[],
  base: readonly AcceptedAssessment[],
): void {
  const loose = own.findIndex((entry) => !base.some((known) => isWithin(entry, known)))
  if (loose >= 0) {
    throw refused(`accepts.assessments[${String(loose)}]`, 'must be within one of the base')
  }
}

function isWithin(entry: AcceptedAssessment, known: AcceptedAssessment): boolean {
  const [age, most] = [parseDuration(entry.maxAge), parseDuration(known.maxAge)]
  return (
    isPatternWithin(entry.issuer, known.issuer) &&
    isPatternWithin(entry.set, known.set) &&
    (age as number) <= (most as number) &&
    Object.entries(known.minVersion ?? {}).every(
      ([set, least]) => (entry.minVersion?.[set] ?? 0) >= least,
    )
  )
}

function isPatternWithin(pattern: string, known: string): boolean {
  return known.endsWith('*') ? pattern.startsWith(known.slice(0, -1)) : pattern === known
}

function refused(at: string, expectation: string): RuleSetFault {
  return new RuleSetFault(at, expectation, { code: 'ERR_RULE_SET_BASE' })
}
