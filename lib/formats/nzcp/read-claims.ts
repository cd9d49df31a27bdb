/** Reads the claims of a New Zealand COVID pass, each as the specification asks for it. */
import { isArray, isMap, isTagged, type AnyCbor, type AnyMap } from '../../encoding/cbor-any.ts'
import { jsonOfCbor } from '../../encoding/cbor-json.ts'
import { isInstant } from '../../encoding/instant.ts'
import { GreengateError } from '../../errors.ts'
import type { StatedPerson } from '../person.ts'
import { renamed } from '../renamed.ts'
import { orRefusal } from '../undecoded.ts'

/** What a pass says. */
export interface PassClaims {
  readonly issuer: string
  readonly validFrom: number
  readonly validUntil: number
  readonly person: StatedPerson
  readonly payload: unknown
}

const maxNameLength = 100
const uuidTag = 37
const hexDigits = '0123456789abcdef'
const names = { 1: 'iss', 4: 'exp', 5: 'nbf' } as const

/** The claims; else why not: a version after 1.0.0 is not ours to read. */
export function readClaims(claims: AnyCbor): PassClaims | 'payload-damaged' | 'newer-version' {
  if (!isMap(claims)) return 'payload-damaged'
  const issuer = claims.get(1)
  const validUntil = claims.get(4)
  const validFrom = claims.get(5)
  const jti = uuidOf(claims.get(7))
  const credential = claims.get('vc')
  if (typeof issuer !== 'string' || !issuer.startsWith('did:web:')) return 'payload-damaged'
  if (!isWhole(validFrom) || !isWhole(validUntil) || jti === undefined) return 'payload-damaged'
  if (!isMap(credential)) return 'payload-damaged'
  const form = formOf(credential)
  if (form !== 'known') return form
  const person = personOf(credential.get('credentialSubject'))
  if (person === undefined) return 'payload-damaged'
  const said = orRefusal(() => jsonOfCbor(claims))
  if (said instanceof GreengateError) return 'payload-damaged'
  const { 7: _cti, ...others } = renamed(said, names)
  return { issuer, validFrom, validUntil, person, payload: { ...others, jti } }
}

function isWhole(value: AnyCbor): value is number {
  return typeof value === 'number' && Number.isInteger(value) && isInstant(value)
}

/** As the mapping of the specification writes it: `urn:uuid:…`. */
function uuidOf(id: AnyCbor): string | undefined {
  const bytes = isTagged(id) && id.tag === uuidTag ? id.value : id
  if (!(bytes instanceof Uint8Array) || bytes.length !== 16) return undefined
  let text = 'urn:uuid:'
  for (let i = 0; i < 16; i++) {
    if (i === 4 || i === 6 || i === 8 || i === 10) text += '-'
    const byte = bytes[i] as number
    text += hexDigits.charAt(byte >> 4) + hexDigits.charAt(byte & 15)
  }
  return text
}

function formOf(credential: AnyMap): 'known' | 'payload-damaged' | 'newer-version' {
  const contexts = credential.get('@context')
  const types = credential.get('type')
  const version = credential.get('version')
  if (!isArray(contexts) || contexts[0] !== 'https://www.w3.org/2018/credentials/v1')
    return 'payload-damaged'
  if (!contexts.every((context) => typeof context === 'string')) return 'payload-damaged'
  if (typeof version !== 'string' || !/^\d{1,9}\.\d{1,9}\.\d{1,9}$/.test(version))
    return 'payload-damaged'
  if (version !== '1.0.0') return 'newer-version'
  const isPass =
    isArray(types) &&
    types.length === 2 &&
    types[0] === 'VerifiableCredential' &&
    types[1] === 'PublicCovidPass'
  return isPass ? 'known' : 'payload-damaged'
}

function personOf(subject: AnyCbor): StatedPerson | undefined {
  if (!isMap(subject)) return undefined
  const [given, birthDate] = [subject.get('givenName'), subject.get('dob')]
  // Whoever has one name only has no family name, however that is written.
  const surname = subject.get('familyName') || null
  if (!isName(given) || !(surname === null || isName(surname))) return undefined
  if (typeof birthDate !== 'string' || !/^\d{4}-\d{2}-\d{2}$/.test(birthDate)) return undefined
  return { surname, given, birthDate }
}

function isName(value: AnyCbor): value is string {
  return typeof value === 'string' && value !== '' && value.length <= maxNameLength
}
