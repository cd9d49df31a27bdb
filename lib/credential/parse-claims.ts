/** Checks the shape of claims that came from outside as JSON; the values are checked where they are encoded. */
import { shapeOf } from '../encoding/json-shape.ts'
import type { Claims } from './claims.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_CLAIMS_MALFORMED')

/**
 * Takes JSON as claims.
 *
 * @throws {@link GreengateError} `ERR_CLAIMS_MALFORMED` naming the member that is missing, unknown or of the wrong shape.
 */
export function parseClaims(value: unknown): Claims {
  const claims = shape.record(
    value,
    'claims',
    ['issuer', 'class', 'issuedAt', 'validUntil'],
    ['validFrom', 'subject', 'statusIndex', 'assessment', 'covers', 'facts', 'site', 'holderKey'],
  )
  const { subject, assessment, covers, facts } = claims
  if (subject !== undefined) shape.record(subject, 'subject', [], ['maskedName', 'lastFour'])
  if (assessment !== undefined) {
    const required = ['outcome', 'version', 'assessedAt']
    shape.record(assessment, 'assessment', required, ['ruleSet', 'rule', 'holdsUntil'])
  }
  if (covers !== undefined) {
    shape.list(covers, 'covers', (item, at) => shape.record(item, at, ['kind', 'until']))
  }
  if (facts !== undefined) shape.list(facts, 'facts', checkFact)
  return value as Claims
}

function checkFact(value: unknown, at: string): void {
  const required = ['id', 'kind', 'source', 'recordedAt', 'fields']
  const fact = shape.record(value, at, required, ['retracts'])
  shape.entries(fact['fields'], `${at}.fields`, (field) => field)
}
