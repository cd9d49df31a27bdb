/** Checks the form of every rule, its conditions and the kinds that it requires. */
import type { Place } from '../compiled.ts'
import { checkExpression } from './check-expression.ts'
import type { Notes } from './notes.ts'
import {
  duration,
  integer,
  list,
  membersOf,
  oneOf,
  record,
  text,
  words,
  type Outline,
} from './outline.ts'

const maxRules = 1000
const anything: Outline = () => undefined
const requirement = record({ kind: text, maxAge: duration })

const rule = record(
  {
    no: integer(1),
    id: text,
    outcome: oneOf('pass', 'check', 'stop'),
    when: anything,
    reason: words,
  },
  { unless: anything, requires: list(requirement) },
)

/** @param least - How many there must be. */
export function checkRules(
  rules: unknown,
  least: number,
  place: Omit<Place, 'at' | 'fields'>,
  notes: Notes,
): void {
  if (!Array.isArray(rules) || rules.length < least || rules.length > maxRules) {
    const message = `must be an array of ${String(least)} to ${String(maxRules)} rules`
    notes.add('malformed', 'rules', message)
    if (!Array.isArray(rules)) return
  }
  const seen = { no: new Set<unknown>(), id: new Set<unknown>() }
  for (const [i, item] of rules.entries()) {
    const at = `rules[${String(i)}]`
    checkRule(item, { ...place, fields: undefined, at }, notes)
    const members = membersOf(item)
    for (const name of ['no', 'id'] as const) {
      const value = members?.[name]
      if (value === undefined) continue
      if (seen[name].has(value)) notes.add('duplicate', `${at}.${name}`, 'must be unique')
      seen[name].add(value)
    }
  }
}

function checkRule(value: unknown, place: Place, notes: Notes): void {
  rule(value, place.at, notes)
  const members = membersOf(value)
  if (members === undefined) return
  const { outcome, requires } = members
  for (const name of ['when', 'unless']) {
    if (!Object.hasOwn(members, name)) continue
    checkExpression(members[name], { ...place, at: `${place.at}.${name}` }, true, notes)
  }
  if (requires === undefined) return
  const at = `${place.at}.requires`
  if (outcome === 'check' || outcome === 'stop') {
    notes.add('malformed', at, 'stands on pass rules only')
  }
  const { types } = place.vocabulary
  for (const [i, item] of Array.isArray(requires) ? requires.entries() : []) {
    const kind = membersOf(item)?.['kind']
    if (typeof kind !== 'string' || kind === '' || types.has(kind)) continue
    notes.addName(`${at}[${String(i)}].kind`, kind, types.keys(), 'names no kind of fact')
  }
}
