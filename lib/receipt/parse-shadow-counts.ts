/** Reads the counts of a receipt: whoever keeps the chain may have written something else into it. */
import { canonicalJson } from '../encoding/canonical-json.ts'
import { shapeOf } from '../encoding/json-shape.ts'
import type { ReasonCode } from '../reasons.ts'
import type { DecidedBy } from './decided-by.ts'
import type { Foretold, ShadowCount } from './shadow-counts.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_RECEIPT_MALFORMED')
const byMembers = ['outcome', 'rules', 'reasons']

/**
 * Reads the member `shadow`.
 *
 * @throws GreengateError `ERR_RECEIPT_MALFORMED`.
 */
export function parseShadowCounts(value: unknown): readonly ShadowCount[] {
  const counts = shape.list(value, 'shadow', parseCount)
  if (counts.length === 0) throw shape.refuse('shadow', 'must not be empty')
  return counts
}

function parseCount(value: unknown, where: string): ShadowCount {
  const members = shape.record(value, where, ['ruleSet', 'next', 'decided', 'foretold'])
  const set = shape.record(members['ruleSet'], `${where}.ruleSet`, ['id', 'version', 'sha256'])
  const next = shape.record(members['next'], `${where}.next`, ['version', 'sha256'])
  const decided = shape.record(members['decided'], `${where}.decided`, byMembers)
  const foretold = shape.list(members['foretold'], `${where}.foretold`, parseForetold)
  const different = new Set(foretold.map(({ count: _, ...by }) => canonicalJson(by)))
  if (foretold.length === 0 || different.size < foretold.length) {
    throw shape.refuse(`${where}.foretold`, 'must say something, and each thing once')
  }
  return {
    ruleSet: {
      id: shape.text(set['id'], `${where}.ruleSet.id`),
      ...document(set, `${where}.ruleSet`),
    },
    next: document(next, `${where}.next`),
    decided: by(decided, `${where}.decided`),
    foretold,
  }
}

function parseForetold(value: unknown, where: string): Foretold {
  const members = shape.record(value, where, [...byMembers, 'count'])
  return { ...by(members, where), count: shape.integer(members['count'], `${where}.count`, 1) }
}

function by(members: Readonly<Record<string, unknown>>, where: string): DecidedBy {
  const rules = shape.list(members['rules'], `${where}.rules`, (no, at) => shape.integer(no, at, 0))
  // A code that a newer station knows is counted by its name.
  const reasons = shape.list(members['reasons'], `${where}.reasons`, shape.text) as ReasonCode[]
  if (rules.length + reasons.length === 0) throw shape.refuse(where, 'must name a rule or a reason')
  const outcome = shape.oneOf(members['outcome'], `${where}.outcome`, ['pass', 'check', 'stop'])
  return { outcome, rules, reasons }
}

function document(members: Readonly<Record<string, unknown>>, where: string) {
  return {
    version: shape.integer(members['version'], `${where}.version`, 1),
    sha256: shape.text(members['sha256'], `${where}.sha256`),
  }
}
