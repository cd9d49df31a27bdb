/** Writes claims as the payload of a code, refusing what docs/format.md does not allow. */
import type { Algorithm } from '../crypto/jwk.ts'
import { parsePublicJwk } from '../crypto/jwk.ts'
import type { CborKey, CborValue } from '../encoding/cbor.ts'
import { encodeCbor } from '../encoding/cbor-encode.ts'
import { parseInstant } from '../encoding/instant.ts'
import { GreengateError } from '../errors.ts'
import type { Assessment, Claims, Coverage, Fact, Subject } from './claims.ts'
import { encodeFieldValue } from './field-value.ts'
import { isName } from './form.ts'
import { encodeHolderKey } from './holder-key.ts'
import { algorithms, claim, classes, header, outcomes, sizes } from './layout.ts'

/** The protected header's bytes. */
export function encodeHeader(algorithm: Algorithm, kid: Uint8Array): Uint8Array {
  return encodeCbor(
    new Map<CborKey, CborValue>([
      [header.alg, algorithms[algorithm]],
      [header.kid, kid],
    ]),
  )
}

/** Parts of the Greengate claim that are not claims of the caller: both are bytes made from secrets. */
export interface SecretParts {
  readonly tag?: Uint8Array
  readonly commitment?: Uint8Array
}

/**
 * The payload's bytes.
 *
 * @throws {@link GreengateError} `ERR_CLAIMS_MALFORMED`, `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`
 */
export function encodePayload(
  claims: Claims,
  cti: Uint8Array,
  secret: SecretParts = {},
): Uint8Array {
  const iat = instant(claims.issuedAt, 'issuedAt')
  const exp = instant(claims.validUntil, 'validUntil')
  if (exp <= iat) throw malformed('validUntil', 'must be later than issuedAt')
  if (cti.length !== sizes.cti) throw new TypeError('cti must be 8 bytes')
  if ((secret.commitment?.length ?? sizes.commitment) !== sizes.commitment) {
    throw new TypeError('commitment must be 24 bytes')
  }
  const payload = new Map<CborKey, CborValue>([
    [claim.iss, name(claims.issuer, 'issuer')],
    [claim.exp, exp],
    [claim.iat, iat],
    [claim.cti, cti],
    [claim.greengate, encodeClaim(claims, iat, secret)],
  ])
  if (claims.validFrom !== undefined) {
    payload.set(claim.nbf, instant(claims.validFrom, 'validFrom'))
  }
  if (claims.holderKey !== undefined) {
    payload.set(claim.cnf, encodeHolderKey(parsePublicJwk(claims.holderKey)))
  }
  return encodeCbor(payload)
}

function encodeClaim(claims: Claims, iat: number, secret: SecretParts): CborValue {
  const kind = classes.indexOf(claims.class)
  if (kind < 0) throw malformed('class', 'must be app or paper')
  const index = claims.statusIndex ?? null
  if (index !== null && !isCount(index)) throw malformed('statusIndex', 'must be a whole number')
  const site = claims.site ?? null
  if (site !== null && !isCount(site)) throw malformed('site', 'must be a whole number')
  const { assessment, covers, facts } = claims
  if (assessment === undefined && covers === undefined && facts === undefined) {
    throw malformed('claims', 'must have an assessment, covers or facts')
  }
  return trimmed([
    kind,
    encodeSubject(claims.subject ?? {}, secret.tag),
    index,
    assessment === undefined ? null : encodeAssessment(assessment, claims.issuer, iat),
    secret.commitment ?? null,
    covers === undefined ? null : encodeCoverage(covers, iat),
    facts === undefined ? null : encodeFacts(facts),
    site,
  ])
}

function trimmed(items: CborValue[]): CborValue[] {
  let length = items.length
  while (items[length - 1] === null) length--
  return items.slice(0, length)
}

function encodeSubject({ maskedName, lastFour }: Subject, tag: Uint8Array | undefined): CborValue {
  if (lastFour !== undefined && !(isText(lastFour) && /^[0-9A-Z]{4}$/.test(lastFour))) {
    throw malformed('subject.lastFour', 'must be 4 digits or capital letters')
  }
  const items = trimmed([
    maskedName === undefined ? null : name(maskedName, 'subject.maskedName'),
    lastFour ?? null,
    tag ?? null,
  ])
  return items.length === 0 ? null : items
}

/** The assessment as the payload has it. */
export function encodeAssessment(
  assessment: Assessment,
  issuer: string,
  iat: number,
): readonly [CborValue, CborValue, CborValue, CborValue, CborValue] {
  const { outcome, ruleSet = issuer, version, rule } = assessment
  const number = outcomes.indexOf(outcome)
  if (number < 0) throw malformed('assessment.outcome', 'must be pass, check or stop')
  if (!isCount(version) || version < 1) {
    throw malformed('assessment.version', 'must be a whole number of at least 1')
  }
  if (rule === undefined ? outcome !== 'pass' : !isCount(rule)) {
    throw malformed('assessment.rule', 'must be the number of the rule that decided')
  }
  return [
    number,
    ruleSet === issuer ? null : name(ruleSet, 'assessment.ruleSet'),
    version,
    rule ?? null,
    secondsBefore(assessment.assessedAt, iat, 'assessment.assessedAt'),
  ]
}

/** Pairs of kind and instant; in a payload the instant counts back from `iat`. */
export function encodeCoverage(covers: readonly Coverage[], iat?: number): CborValue {
  refuseDoubled(
    covers.map(({ kind }) => kind),
    'covers',
  )
  return covers.map(({ kind, until }) => [
    name(kind, 'covers.kind'),
    iat === undefined ? instant(until, 'covers.until') : secondsBefore(until, iat, 'covers.until'),
  ])
}

/** Facts as the payload has them. */
export function encodeFacts(facts: readonly Fact[]): CborValue {
  refuseDoubled(
    facts.map(({ id }) => id),
    'facts',
  )
  return facts.map((fact) => {
    const fields = new Map<CborKey, CborValue>()
    for (const [key, value] of Object.entries(fact.fields)) {
      const encoded = isFieldValue(value) ? encodeFieldValue(value) : undefined
      if (encoded === undefined) {
        throw malformed('facts.fields', 'must be text, numbers of at most 6 decimals, or booleans')
      }
      fields.set(name(key, 'facts.fields'), encoded)
    }
    return [
      name(fact.kind, 'facts.kind'),
      name(fact.id, 'facts.id'),
      name(fact.source, 'facts.source'),
      instant(fact.recordedAt, 'facts.recordedAt'),
      fields,
      ...(fact.retracts === undefined ? [] : [name(fact.retracts, 'facts.retracts')]),
    ]
  })
}

function refuseDoubled(names: readonly string[], field: string): void {
  if (new Set(names).size < names.length) throw malformed(field, 'must not repeat a name')
}

/** @throws GreengateError `ERR_CLAIMS_MALFORMED` */
export function instant(text: string, field: string): number {
  const seconds = isText(text) ? parseInstant(text) : undefined
  if (seconds === undefined || seconds < 0) {
    throw malformed(field, 'must be an instant such as 2020-03-01T00:00:00Z')
  }
  return seconds
}

function secondsBefore(text: string, iat: number, field: string): number {
  const before = iat - instant(text, field)
  if (before < 0) throw malformed(field, 'must not be later than issuedAt')
  return before
}

function name(text: string, field: string): string {
  if (!isText(text) || !isName(text)) throw malformed(field, 'must be text of 1 to 64 bytes')
  return text
}

/** Claims may come from JSON that nobody has typed. */
function isText(text: unknown): boolean {
  return typeof text === 'string' && !/\p{Surrogate}/u.test(text)
}

function isFieldValue(value: unknown): boolean {
  return typeof value === 'boolean' || typeof value === 'number' || isText(value)
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}

function malformed(field: string, expectation: string): GreengateError {
  return new GreengateError('ERR_CLAIMS_MALFORMED', `${field} ${expectation}`)
}
