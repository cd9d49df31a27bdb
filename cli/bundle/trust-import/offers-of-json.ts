/** The JSON forms in which certificates and keys are handed on. */
import type { FormatName } from 'greengate'
import { GreengateError, parseDidDocument, parseRevocationList } from 'greengate/issue'
import { asObject } from '../../edges/json-file.ts'
import { offerCertificate, type FoundCertificate } from './offer-certificate.ts'
import { offerKey, type FoundKey } from './offer-key.ts'
import type { Offer, Skipped, Wishes } from './offer.ts'

type Members = Readonly<Record<string, unknown>>
type Offers = Promise<readonly (Offer | Skipped)[]>

/** Everything in one text. */
export async function offersOfJson(source: string, text: string, wishes: Wishes): Offers {
  const value = parse(text)
  if (Array.isArray(value)) return offersOfList(source, value, wishes)
  const members = asObject(value)
  if (members === undefined) return [{ source, skipped: 'not-readable' }]
  const { certificates, issuerInfo } = members
  if (Array.isArray(certificates)) return offersOfList(source, certificates, wishes)
  if (Array.isArray(issuerInfo))
    return all(issuerInfo.map((one: unknown) => directory(source, one, wishes)))
  if (isSource(members)) return offersOfSource(source, undefined, members, wishes)
  const named = Object.entries(members).map(([id, one]) => [id, asObject(one)] as const)
  const issuers = named.filter(([, one]) => one !== undefined && isSource(one))
  if (issuers.length === 0) return [{ source, skipped: 'not-readable' }]
  return all(issuers.map(([id, one]) => offersOfSource(`${source}#${id}`, id, one ?? {}, wishes)))
}

async function all(each: readonly Offers[]): Offers {
  return (await Promise.all(each)).flat()
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}

/** A list of certificates, as the gateway of the EU and those who copy it write it. */
async function offersOfList(file: string, list: readonly unknown[], wishes: Wishes): Offers {
  const offers: (Offer | Skipped)[] = []
  for (const [i, item] of list.entries()) {
    const source = `${file}#${i + 1}`
    const found = certificateIn(source, item)
    offers.push(
      found === undefined
        ? { source, skipped: 'not-a-certificate' }
        : await offerCertificate(found, wishes),
    )
  }
  return offers
}

function certificateIn(source: string, item: unknown): FoundCertificate | undefined {
  if (typeof item === 'string') return { source, der: bytesOf(item) }
  const { der, rawData, kidHex, kid, certificateType } = asObject(item) ?? {}
  const text = der ?? rawData
  if (typeof text !== 'string') return undefined
  const name =
    typeof kidHex === 'string'
      ? Buffer.from(kidHex, 'hex')
      : Buffer.from(typeof kid === 'string' ? kid : '', 'base64')
  const isNamed = kidHex !== undefined || certificateType === 'DSC'
  return {
    source,
    der: bytesOf(text),
    kid: new Uint8Array(name),
    // Whoever is listed with a kid signs DCCs, whatever else it is.
    ...(isNamed ? { format: 'hcert' as const } : {}),
  }
}

function bytesOf(base64: string): Uint8Array {
  return new Uint8Array(Buffer.from(base64, 'base64'))
}

/** Whether it is a key, a key set, a DID document, or what an issuer publishes. */
function isSource({ keys, jwks, did, kty, verificationMethod, assertionMethod }: Members): boolean {
  return [keys, jwks, did, kty, verificationMethod, assertionMethod].some(
    (member) => member !== undefined,
  )
}

async function offersOfSource(
  source: string,
  id: string | undefined,
  members: Members,
  wishes: Wishes,
): Offers {
  const { keys, jwks, did, kty, crl } = members
  if (kty !== undefined) return keyOffers(source, id, [members], wishes)
  if (Array.isArray(keys)) return keyOffers(source, id, keys, wishes)
  const document = did ?? (members['verificationMethod'] === undefined ? undefined : members)
  const { keys: inner } = asObject(jwks) ?? {}
  return [
    ...(Array.isArray(inner) ? await keyOffers(source, id, inner, wishes) : []),
    ...(document === undefined ? [] : await didOffers(source, document, wishes)),
    ...(crl === undefined || id === undefined ? [] : [offerList(source, id, inner, crl, wishes)]),
  ]
}

function keyOffers(
  source: string,
  id: string | undefined,
  keys: readonly unknown[],
  wishes: Wishes,
  more: Pick<FoundKey, 'name'> = {},
): Offers {
  const format: FormatName = 'shc'
  const offers = keys.map((value, i) =>
    offerKey({ source: `${source}#${i + 1}`, value, format, id, ...more }, wishes),
  )
  return Promise.all(offers)
}

/** One issuer of the directory that the SMART Health Cards framework publishes. */
async function directory(source: string, value: unknown, wishes: Wishes): Offers {
  const { issuer, keys } = asObject(value) ?? {}
  const { iss, name } = asObject(issuer) ?? {}
  if (typeof iss !== 'string' || !Array.isArray(keys)) return [{ source, skipped: 'not-readable' }]
  const more = typeof name === 'string' && name !== '' ? { name } : {}
  return keyOffers(`${source}#${iss}`, iss, keys, wishes, more)
}

async function didOffers(source: string, value: unknown, wishes: Wishes): Offers {
  try {
    const { id, keys } = parseDidDocument(value)
    const offers = keys.map(({ kid, jwk }) =>
      offerKey({ source: `${source}#${kid}`, value: jwk, format: 'nzcp', id, kid }, wishes),
    )
    return await Promise.all(offers)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return [{ source, skipped: 'not-readable' }]
  }
}

/** An issuer's list of revoked codes, beside the keys that it is of. */
function offerList(
  source: string,
  id: string,
  keys: unknown,
  crl: unknown,
  wishes: Wishes,
): Offer | Skipped {
  const { kid } = asObject(crl) ?? {}
  const key = Array.isArray(keys)
    ? keys.map((item) => asObject(item)).find((item) => item?.['kid'] === kid)
    : undefined
  try {
    if (typeof kid !== 'string') return { source, skipped: 'malformed-list' }
    const { ids } = parseRevocationList(crl, { kid, crlVersion: key?.['crlVersion'] })
    const list = { kid, ids: Object.fromEntries(ids) }
    return { source, format: 'shc', id, name: wishes.name ?? { zh: id, en: id }, list }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return { source, skipped: 'malformed-list' }
  }
}
