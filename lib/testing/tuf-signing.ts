/** TUF metadata of a corpus changed and signed anew, for what its own signers never signed. */
import { createPrivateKey, createPublicKey, sign } from 'node:crypto'
import type { PrivateJwk } from '../crypto/jwk.ts'
import { utf8 } from '../encoding/bytes.ts'
import { toHex } from './corpora.ts'
import { keyNamed } from './keys.ts'
import { olpcJson } from './tuf-metadata.ts'

type Json = Readonly<Record<string, unknown>>

/** A key with the name that metadata give it; the same key may have two. */
export interface TufSigner {
  readonly keyid: string
  readonly jwk: PrivateJwk
}

export const tufSigner = (name: string, keyid = name): TufSigner => ({
  keyid,
  jwk: keyNamed(name, 'ESP256'),
})

const openPrivate = ({ jwk }: TufSigner) => createPrivateKey({ key: { ...jwk }, format: 'jwk' })

/** The member `keys`. */
function tufKeys(signers: readonly TufSigner[]): Json {
  const entry = (signer: TufSigner) => {
    const spki = createPublicKey(openPrivate(signer)).export({ type: 'spki', format: 'pem' })
    return { keytype: 'ecdsa', scheme: 'ecdsa-sha2-nistp256', keyval: { public: spki } }
  }
  return Object.fromEntries(signers.map((each) => [each.keyid, entry(each)]))
}

/** Signs the signed part of a document with every key given. */
export function signTuf(signed: Json, signers: readonly TufSigner[]): Uint8Array {
  const payload = utf8(olpcJson(signed))
  const signatures = signers.map((each) => ({
    keyid: each.keyid,
    sig: toHex(sign('sha256', payload, openPrivate(each))),
  }))
  return utf8(JSON.stringify({ signed, signatures }))
}

/** A root like the one given, with other keys for all roles. */
export function rootLike(
  root: Json,
  version: number,
  signers: readonly TufSigner[],
  threshold = 1,
): Json {
  const role = { keyids: signers.map(({ keyid }) => keyid), threshold }
  const roles = { root: role, snapshot: role, targets: role, timestamp: role }
  return { ...root, version, keys: tufKeys(signers), roles }
}
