/** Reads the counts of a receipt: whoever keeps the chain may have written something else into it. */
import { canonicalJson } from '../encoding/canonical-json.ts'
import { shapeOf } from '../encoding/json-shape.ts'
import type { ReasonCode } from '../reasons.ts'
import type { DecidedBy } from './decided-by.ts'
import type { Foretold, ShadowCount } from './shadow-counts.ts'

const { record, list, text, integer, oneOf, refuse } = shapeOf('ERR_RECEIPT_MALFORMED')
const byMembers = ['outcome', 'rules', 'reasons']

/**
 * Reads the member `shadow`.
 *
 * @throws GreengateError `ERR_RECEIPT_MALFORMED`.
 */
export function parseShadowCounts(value: unknown): readonly ShadowCount[] {
  const counts = list(value, 'shadow', parseCount)
  if (counts.length === 0) throw refuse('shadow', 'must not be empty')
  return counts
}

function parseCount(value: unknown, where: string): ShadowCount {
  const members = record(value, where, ['ruleSet', 'next', 'decided', 'foretold'])
  const set = record(members['ruleSet'], `${where}.ruleSet`, ['id', 'version', 'sha256'])
  const next = record(members['next'], `${where}.next`, ['version', 'sha256'])
  const decided = record(members['decided'], `${where}.decided`, byMembers)
  const foretold = list(members['foretold'], `${where}.foretold`, parseForetold)
  const different = new Set(foretold.map(({ count: _, ...by }) => canonicalJson(by)))
  if (foretold.length === 0 || different.size < foretold.length) {
    throw refuse(`${where}.foretold`, 'must say something, and each thing once')
  }
  return {
    ruleSet: { id: text(set['id'], `${where}.ruleSet.id`), ...document(set, `${where}.ruleSet`) },
    next: document(next, `${where}.next`),
    decided: by(decided, `${where}.decided`),
    foretold,
  }
}

function parseForetold(value: unknown, where: string): Foretold {
  const members = record(value, where, [...byMembers, 'count'])
  return { ...by(members, where), count: integer(members['count'], `${where}.count`, 1) }
}

function by(members: Readonly<Record<string, unknown>>, where: string): DecidedBy {
  const rules = list(members['rules'], `${where}.rules`, (no, at) => integer(no, at, 0))
  // A code that a newer station knows is counted by its name.
  const reasons = list(members['reasons'], `${where}.reasons`, text) as ReasonCode[]
  if (rules.length + reasons.length === 0) throw refuse(where, 'must name a rule or a reason')
  const outcome = oneOf(members['outcome'], `${where}.outcome`, ['pass', 'check', 'stop'])
  return { outcome, rules, reasons }
}

function document(members: Readonly<Record<string, unknown>>, where: string) {
  return {
    version: integer(members['version'], `${where}.version`, 1),
    sha256: text(members['sha256'], `${where}.sha256`),
  }
}
