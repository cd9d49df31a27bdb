/** Reads which keys are believed, as a line of input or a file states them. */
import type { InspectTrust } from 'greengate'
import { asObject } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

/**
 * Takes JSON as trust (schema/inspect-input.schema.json).
 *
 * @throws {@link OperatorError} naming the member and what it must be
 */
export function parseTrust(value: unknown): InspectTrust {
  const { certificates, jwks, issuers } = members(value, 'trust', [
    'certificates',
    'jwks',
    'issuers',
  ])
  if (certificates !== undefined && !isList(certificates, isBase64)) {
    throw malformed('trust.certificates', 'must be an array of base64 DER')
  }
  if (jwks !== undefined) checkKeys(jwks, 'trust.jwks')
  if (issuers !== undefined) {
    const named = asObject(issuers)
    if (named === undefined) throw malformed('trust.issuers', 'must be an object')
    for (const issuer of Object.values(named)) checkIssuer(issuer)
  }
  return value as InspectTrust
}

/** The issuer is not named in the error: it stands in a code as a claim. */
function checkIssuer(value: unknown): void {
  const at = 'trust.issuers.*'
  const { jwks, did, crl } = members(value, at, ['jwks', 'did', 'crl'])
  if (jwks !== undefined) checkKeys(jwks, `${at}.jwks`)
  if (did !== undefined && asObject(did) === undefined) {
    throw malformed(`${at}.did`, 'must be an object')
  }
  if (crl !== undefined && (typeof crl !== 'object' || crl === null)) {
    throw malformed(`${at}.crl`, 'must be an object or an array')
  }
}

function checkKeys(value: unknown, at: string): void {
  const keys = asObject(value)?.['keys']
  if (isList(keys, (key) => asObject(key) !== undefined)) return
  throw malformed(at, 'must be an object with keys, an array of JSON Web Keys')
}

function members(
  value: unknown,
  at: string,
  known: readonly string[],
): Readonly<Record<string, unknown>> {
  const found = asObject(value)
  if (found === undefined) throw malformed(at, 'must be an object')
  if (Object.keys(found).every((name) => known.includes(name))) return found
  throw malformed(at, `has an unknown member; known are ${known.join(', ')}`)
}

function isList(value: unknown, isItem: (item: unknown) => boolean): boolean {
  return Array.isArray(value) && value.every(isItem)
}

function isBase64(value: unknown): boolean {
  return typeof value === 'string' && /^[A-Za-z0-9+/\s]+={0,2}\s*$/.test(value)
}

function malformed(at: string, expectation: string): OperatorError {
  return new OperatorError(`${at} ${expectation}`)
}
