/** Reads the Greengate claim: the positional array of docs/format.md 4 and the facts of 5. */
import type { CborKey, CborValue } from '../encoding/cbor.ts'
import { isInstant } from '../encoding/instant.ts'
import type { FieldValue } from './claims.ts'
import type { Credential, DecodedAssessment, DecodedFact } from './credential.ts'
import { decodeFieldValue } from './field-value.ts'
import { isBytes, isName, malformed } from './form.ts'
import { classes, outcomes, sizes } from './layout.ts'

type ClaimPart = Pick<
  Credential,
  | 'class'
  | 'maskedName'
  | 'lastFour'
  | 'tag'
  | 'statusIndex'
  | 'assessment'
  | 'commitment'
  | 'coverage'
  | 'facts'
  | 'site'
>

/** @throws GreengateError `ERR_CODE_MALFORMED` */
export function decodeClaim(
  value: CborValue | undefined,
  issuer: string,
  issuedAt: number,
): ClaimPart {
  const items = positions(value, 8, 'the Greengate claim')
  const kind = typeof items[0] === 'number' ? classes[items[0]] : undefined
  if (kind === undefined) throw malformed('class must be 0 or 1')
  const statusIndex = items[2] ?? null
  if (statusIndex !== null && !isCount(statusIndex)) throw malformed('status index must be a uint')
  const site = items[7] ?? null
  if (site !== null && !isCount(site)) throw malformed('site must be a uint')
  const commitment = items[4] ?? null
  if (commitment !== null && !isBytes(commitment, sizes.commitment)) {
    throw malformed('commitment must be 24 bytes')
  }
  const part = {
    ...decodeSubject(items[1] ?? null),
    class: kind,
    statusIndex,
    assessment: decodeAssessment(items[3] ?? null, issuer, issuedAt),
    commitment,
    coverage: decodeCoverage(items[5] ?? null, issuedAt),
    facts: decodeFacts(items[6] ?? null),
    site,
  }
  if (part.assessment === null && part.coverage === null && part.facts === null) {
    throw malformed('there must be an assessment, coverage or facts')
  }
  return part
}

/** An array of positions; trailing nulls would be a second form of the same thing. */
function positions(
  value: CborValue | undefined,
  most: number,
  name: string,
): readonly (CborValue | undefined)[] {
  if (!Array.isArray(value) || value.length < 1 || value.length > most) {
    throw malformed(`${name} must be an array of 1 to ${String(most)}`)
  }
  const items = value as CborValue[]
  if (items.at(-1) === null) throw malformed(`${name} must not end with null`)
  return items
}

function decodeSubject(value: CborValue): Pick<ClaimPart, 'maskedName' | 'lastFour' | 'tag'> {
  if (value === null) return { maskedName: null, lastFour: null, tag: null }
  const [maskedName = null, lastFour = null, tag = null] = positions(value, 3, 'subject')
  if (maskedName !== null && !isName(maskedName)) throw malformed('masked name must be short text')
  if (lastFour !== null && !(typeof lastFour === 'string' && /^[0-9A-Z]{4}$/.test(lastFour))) {
    throw malformed('last four must be 4 digits or capital letters')
  }
  if (tag !== null && !isBytes(tag, sizes.tag)) throw malformed('tag must be 16 bytes')
  return { maskedName, lastFour, tag }
}

function decodeAssessment(
  value: CborValue,
  issuer: string,
  issuedAt: number,
): DecodedAssessment | null {
  if (value === null) return null
  const items = value as CborValue[]
  if (!Array.isArray(value) || items.length !== 5) throw malformed('assessment must have 5 items')
  const [outcomeNumber, set, version, rule, age] = items
  const outcome = typeof outcomeNumber === 'number' ? outcomes[outcomeNumber] : undefined
  if (outcome === undefined) throw malformed('outcome must be 0, 1 or 2')
  // The issuer's own set has one form only: null.
  if (set !== null && (!isName(set) || set === issuer)) throw malformed('set id must be text')
  if (!isCount(version) || version < 1) throw malformed('version must be at least 1')
  if (rule === null ? outcome !== 'pass' : !isCount(rule)) {
    throw malformed('an outcome other than pass must name its rule')
  }
  if (!isCount(age) || age > issuedAt) throw malformed('assessed-at must be seconds before iat')
  return {
    outcome,
    ruleSet: set ?? issuer,
    version,
    rule: rule as number | null,
    assessedAt: issuedAt - age,
  }
}

function decodeCoverage(value: CborValue, issuedAt: number): ClaimPart['coverage'] {
  if (value === null) return null
  if (!Array.isArray(value)) throw malformed('coverage must be an array')
  // In a code there is no room for so many that a set would find doubles faster.
  const covers: { readonly kind: string; readonly until: number }[] = []
  for (const item of value as CborValue[]) {
    const [kind, age] = Array.isArray(item) && item.length === 2 ? (item as CborValue[]) : []
    if (!isName(kind) || covers.some((other) => other.kind === kind)) {
      throw malformed('coverage kinds must be unique text')
    }
    if (!isCount(age) || age > issuedAt) throw malformed('until must be seconds before iat')
    covers.push({ kind, until: issuedAt - age })
  }
  return covers
}

function decodeFacts(value: CborValue): readonly DecodedFact[] | null {
  if (value === null) return null
  if (!Array.isArray(value)) throw malformed('facts must be an array')
  const facts: DecodedFact[] = []
  for (const item of value as CborValue[]) {
    const fact = decodeFact(item)
    if (facts.some(({ id }) => id === fact.id)) throw malformed('fact ids must be unique')
    facts.push(fact)
  }
  return facts
}

function decodeFact(value: CborValue): DecodedFact {
  const items = value as CborValue[]
  if (!Array.isArray(value) || items.length < 5 || items.length > 6) {
    throw malformed('a fact must have 5 or 6 items')
  }
  const [kind, id, source, recordedAt, fields, retracts] = items
  if (!isName(kind) || !isName(id) || !isName(source)) {
    throw malformed('kind, id and source of a fact must be short text')
  }
  if (!isCount(recordedAt) || !isInstant(recordedAt)) {
    throw malformed('recorded-at of a fact must be unix seconds')
  }
  if (retracts !== undefined && !isName(retracts)) throw malformed('retracts must be short text')
  return {
    id,
    kind,
    source,
    recordedAt,
    fields: decodeFields(fields),
    ...(retracts === undefined ? {} : { retracts }),
  }
}

const asAssigned = { configurable: true, enumerable: true, writable: true } as const

function decodeFields(value: CborValue | undefined): Record<string, FieldValue> {
  if (!(value instanceof Map)) throw malformed('fields of a fact must be a map')
  const fields: Record<string, FieldValue> = {}
  for (const [name, item] of value as ReadonlyMap<CborKey, CborValue>) {
    const field = decodeFieldValue(item)
    if (!isName(name) || field === undefined) throw malformed('a field must be a named value')
    if (name !== '__proto__') fields[name] = field
    // It is a field as any other, and must not be what assigning it would make of it.
    else Object.defineProperty(fields, name, { value: field, ...asAssigned })
  }
  return fields
}

function isCount(value: CborValue | undefined): value is number {
  return typeof value === 'number' && value >= 0
}
