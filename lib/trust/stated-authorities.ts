/** Makes authorities of keys and certificates that somebody holds in hand, for `inspect` without a bundle. */
import { openOtherKey, parseOtherJwk, type OtherJwk } from '../crypto/other-key.ts'
import type { FormatName } from '../decision.ts'
import { decodeAnyBase64 } from '../encoding/base64url.ts'
import { membersOf } from '../encoding/members-of.ts'
import { GreengateError } from '../errors.ts'
import {
  anyIssuer,
  sortAuthorities,
  type Authorities,
  type Authority,
  type AuthorityKey,
  type RevocationList,
} from './authorities.ts'
import { summariseCertificate, type CertificateSummary } from './certificate-summary.ts'
import { parseDidDocument } from './did-document.ts'
import { keyIdsOf } from './key-ids.ts'
import { parseRevocationList } from './revocation-list.ts'

/** Keys to check against, where there is no bundle. */
export interface StatedTrust {
  readonly certificates?: readonly string[]
  readonly jwks?: { readonly keys: readonly unknown[] }
  readonly issuers?: Readonly<
    Record<
      string,
      {
        readonly jwks?: { readonly keys: readonly unknown[] }
        readonly did?: unknown
        readonly crl?: unknown
      }
    >
  >
}

/** Nothing is said of when such a key is good. */
const always = { from: -Infinity, until: Infinity } as const
const unlimited = { states: ['*'], regions: ['*'], chain: [], revoked: [] } as const

/** What is not readable, or of a kind that is supported nowhere, is passed over. */
export async function statedAuthorities(trust: StatedTrust): Promise<Authorities> {
  const made = new Map<string, Authority>()
  const add = (format: FormatName, id: string, more: Partial<Authority>): void => {
    const name = JSON.stringify([format, id])
    const known = made.get(name)
    made.set(name, {
      format,
      id,
      name: { zh: id, en: id },
      needsChain: false,
      keys: withoutDoubles([...(known?.keys ?? []), ...(more.keys ?? [])]),
      roots: [...(known?.roots ?? []), ...(more.roots ?? [])],
      revocations: [...(known?.revocations ?? []), ...(more.revocations ?? [])],
    })
  }
  for (const text of trust.certificates ?? []) await addCertificate(add, text)
  for (const value of trust.jwks?.keys ?? []) {
    for (const format of ['hcert', 'shc', 'claim169'] as const) {
      add(format, anyIssuer, { keys: keysOf(value, format) })
    }
  }
  for (const [id, { jwks, did, crl }] of Object.entries(trust.issuers ?? {})) {
    for (const format of ['shc', 'claim169'] as const) {
      // Keys of any issuer are keys of this one too.
      const stated = [...(jwks?.keys ?? []), ...(trust.jwks?.keys ?? [])]
      const keys = stated.flatMap((value) => keysOf(value, format))
      if (keys.length > 0) add(format, id, { keys })
    }
    const lists = revocationsOf(jwks?.keys ?? [], crl)
    if (lists.length > 0) add('shc', id, { revocations: lists })
    if (did !== undefined) add('nzcp', id, { keys: didKeys(did, id) })
  }
  return sortAuthorities([...made.values()])
}

/** A key that was handed over twice is one key. */
function withoutDoubles(keys: readonly AuthorityKey[]): readonly AuthorityKey[] {
  const named = keys.map((key) => [JSON.stringify([key.kid, key.key.jwk]), key] as const)
  return [...new Map(named).values()]
}

type Add = (format: FormatName, id: string, more: Partial<Authority>) => void

/** A certificate serves every format that knows certificates: nothing says for which it is meant. */
async function addCertificate(add: Add, text: string): Promise<void> {
  const der = derOf(text)
  const summary = der === undefined ? undefined : await summariseCertificate(der)
  if (der === undefined || summary === undefined) return
  const { alpha3, country, jwk, kid, states } = summary
  if (jwk !== null) {
    const key = { kid, key: openOtherKey(jwk), ...windowOf(summary), ...unlimited }
    add('hcert', country ?? anyIssuer, { keys: [{ ...key, states: states ?? ['*'] }] })
    if (alpha3 !== null && !summary.isAuthority) add('vds-nc', alpha3, { keys: [key] })
  }
  if (!summary.isAuthority) return
  if (alpha3 !== null) add('vds-nc', alpha3, { roots: [der] })
  add('shc', anyIssuer, { roots: [der] })
}

function windowOf({ from, until }: CertificateSummary): Pick<AuthorityKey, 'from' | 'until'> {
  return { from, until }
}

/** base64 as PEM has it, with or without its first and last line. */
function derOf(text: string): Uint8Array | undefined {
  const base64 = text.replace(/-----[A-Z ]+-----/g, '').replace(/\s/g, '')
  return safely(() => decodeAnyBase64(base64))
}

function keysOf(value: unknown, format: 'hcert' | 'shc' | 'claim169'): readonly AuthorityKey[] {
  const jwk = safely(() => parseOtherJwk(value))
  const { kid } = membersOf(value)
  // A SMART Health Card names its key by text, COSE by bytes.
  const kids = typeof kid !== 'string' ? [null] : format === 'shc' ? [kid] : keyIdsOf(kid)
  return jwk === undefined ? [] : kids.flatMap((name) => openKey(name, jwk))
}

function didKeys(value: unknown, id: string): readonly AuthorityKey[] {
  const document = safely(() => parseDidDocument(value))
  if (document?.id !== id) return []
  return document.keys.flatMap(({ kid, jwk }) => openKey(kid, jwk))
}

/** The list stands beside the key that it is of; one that is not understood is no list. */
function revocationsOf(keys: readonly unknown[], crl: unknown): readonly RevocationList[] {
  const { kid } = membersOf(crl)
  const key = keys.map(membersOf).find((each) => each['kid'] === kid)
  if (typeof kid !== 'string' || key === undefined) return []
  const { crlVersion } = key
  const list = safely(() => parseRevocationList(crl, { kid, crlVersion }))
  return list === undefined ? [] : [list]
}

function openKey(kid: string | null, jwk: OtherJwk): readonly AuthorityKey[] {
  const key = safely(() => openOtherKey(jwk))
  return key === undefined ? [] : [{ kid, key, ...always, ...unlimited }]
}

/** What cannot be read among what was handed over is no key; whoever looks finds it missing. */
function safely<T>(read: () => T): T | undefined {
  try {
    return read()
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return undefined
  }
}
