/** Checks the shape of claims that came from outside as JSON; the values are checked where they are encoded. */
import { GreengateError } from '../errors.ts'
import type { Claims } from './claims.ts'

const claimMembers = [
  'issuer',
  'class',
  'issuedAt',
  'validFrom',
  'validUntil',
  'subject',
  'statusIndex',
  'assessment',
  'covers',
  'facts',
  'holderKey',
]
const assessmentMembers = ['outcome', 'ruleSet', 'version', 'rule', 'assessedAt', 'holdsUntil']
const factMembers = ['id', 'kind', 'source', 'recordedAt', 'fields', 'retracts']

/**
 * Takes JSON as claims.
 *
 * @throws {@link GreengateError} `ERR_CLAIMS_MALFORMED` naming the member that is unknown or of the wrong shape.
 */
export function parseClaims(value: unknown): Claims {
  const claims = object(value, 'claims', claimMembers)
  if (claims['subject'] !== undefined) {
    object(claims['subject'], 'subject', ['maskedName', 'lastFour'])
  }
  if (claims['assessment'] !== undefined) {
    object(claims['assessment'], 'assessment', assessmentMembers)
  }
  for (const item of list(claims['covers'], 'covers')) object(item, 'covers', ['kind', 'until'])
  for (const item of list(claims['facts'], 'facts')) {
    object(object(item, 'facts', factMembers)['fields'], 'facts.fields')
  }
  return value as Claims
}

function object(
  value: unknown,
  field: string,
  members?: readonly string[],
): Record<string, unknown> {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    throw malformed(field, 'must be an object')
  }
  const unknown = Object.keys(value).find((name) => members?.includes(name) === false)
  if (unknown !== undefined) {
    throw malformed(field, `has an unknown member; known are ${members?.join(', ') ?? ''}`)
  }
  return value as Record<string, unknown>
}

function list(value: unknown, field: string): readonly unknown[] {
  if (value === undefined) return []
  if (!Array.isArray(value)) throw malformed(field, 'must be an array')
  return value
}

function malformed(field: string, expectation: string): GreengateError {
  return new GreengateError('ERR_CLAIMS_MALFORMED', `${field} ${expectation}`)
}
