/** Makes an authority of the certificate of a DCC's signer, by Node's own reader of certificates. */
import { createHash, X509Certificate } from 'node:crypto'
import { openOtherKey, parseOtherJwk } from '../crypto/other-key.ts'
import { sortAuthorities, type Authorities, type AuthorityKey } from '../trust/authorities.ts'

/** Ends of the object identifiers for key usage, under either spelling of their arc. */
const usages = new Map([
  ['1', 'test'],
  ['2', 'vaccination'],
  ['3', 'recovery'],
])

/** What a key may sign of which nothing is known: everything, always. */
export const anyKey = {
  from: 0,
  until: Infinity,
  states: ['*'],
  regions: ['*'],
  chain: [],
  revoked: [],
} as const

/** The key of a certificate: what it may sign by its extended key usage, all where that names none of ours. */
export function keyOfCertificate(der: Uint8Array): AuthorityKey {
  const certificate = new X509Certificate(der)
  // Typed as always there; absent where the certificate has no such extension.
  const purposes = (certificate.keyUsage as string[] | undefined) ?? []
  const states = purposes.flatMap((oid) => {
    const end = /^1\.3\.6\.1\.4\.1\.(?:0\.)?1847\.2021\.1\.(\d)$/.exec(oid)?.[1]
    return usages.get(end ?? '') ?? []
  })
  return {
    ...anyKey,
    kid: createHash('sha256').update(der).digest().subarray(0, 8).toString('base64url'),
    key: openOtherKey(parseOtherJwk(certificate.publicKey.export({ format: 'jwk' }))),
    from: certificate.validFromDate.getTime() / 1000,
    until: certificate.validToDate.getTime() / 1000 + 1,
    states: states.length === 0 ? ['*'] : states,
    chain: [der],
  }
}

/** The authority of a format that has these keys. */
export function authoritiesOf(id: string, ...keys: readonly AuthorityKey[]): Authorities {
  const name = { zh: id, en: id }
  const own = { roots: [], needsChain: false, revocations: [] }
  return sortAuthorities([{ format: 'hcert', id, name, keys, ...own }])
}
