/** Live codes to measure with: each of another holder, as at a gate, with the bytes of both of its signatures. */
import { decode } from 'cbor2'
import { livePresentation } from 'greengate/holder'
import { generateKey, issue, jwkSigner, publicJwk, type Algorithm } from 'greengate/issue'
import { createHash } from 'node:crypto'
import { issuerKey, now, profiles } from './codes.ts'

/** One live code, and what a bare check of it is given. */
export interface LiveSample {
  readonly text: string
  readonly signed: Uint8Array
  readonly signature: Uint8Array
  readonly holder: JsonWebKey
  readonly proved: Uint8Array
  readonly proof: Uint8Array
}

/** The bytes of a text in base45. */
const bytesOf = (text: string): Uint8Array => {
  const alphabet = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:'
  const bytes: number[] = []
  for (let i = 4; i < text.length; i += 3) {
    const digits = Array.from(text.slice(i, i + 3), (character) => alphabet.indexOf(character))
    const value = digits.reduce((sum, digit, place) => sum + digit * 45 ** place, 0)
    bytes.push(...(digits.length === 3 ? [value >> 8, value & 255] : [value]))
  }
  return Uint8Array.from(bytes)
}

/** What RFC 9052 has the issuer sign. */
const signedOf = (header: Uint8Array, payload: Uint8Array): Uint8Array => {
  const sized = (length: number): readonly number[] =>
    length < 24
      ? [0x40 + length]
      : length < 256
        ? [0x58, length]
        : [0x59, length >> 8, length & 255]
  const name = [0x84, 0x6a, ...new TextEncoder().encode('Signature1')]
  const parts = [...sized(header.length), ...header, 0x40, ...sized(payload.length), ...payload]
  return Uint8Array.from([...name, ...parts])
}

const provedOf = (cose: Uint8Array, step: number): Uint8Array => {
  const digest = createHash('sha256').update(cose).digest()
  const at = Buffer.alloc(8)
  at.writeBigUInt64BE(BigInt(step))
  return new Uint8Array(Buffer.concat([Buffer.from('greengate-live-1\0'), digest, at]))
}

/** Issues codes of the profile `assessment` to holders of their own, and shows them. */
export const liveSamples = async (
  algorithm: Algorithm,
  count: number,
): Promise<readonly LiveSample[]> => {
  const signer = await jwkSigner(issuerKey)
  const samples: LiveSample[] = []
  for (let n = 0; n < count; n++) {
    const jwk = await generateKey(algorithm)
    const holder = publicJwk(jwk)
    const own = await jwkSigner(jwk)
    const cti = new Uint8Array(8)
    new DataView(cti.buffer).setUint32(0, n)
    const claims = { ...profiles.assessment(n), holderKey: holder }
    const code = await issue(claims, { signer, cti })
    const key = { publicJwk: holder, sign: (bytes: Uint8Array) => own.sign(bytes) }
    const text = await livePresentation(code, key, now)
    const [cose, step, proof] = decode<[Uint8Array, number, Uint8Array]>(bytesOf(text))
    const [header, , payload, signature] = decode<Uint8Array[]>(cose)
    if (header === undefined || payload === undefined || signature === undefined) {
      throw new Error('a code of the benchmark has lost a part')
    }
    const signed = signedOf(header, payload)
    samples.push({
      text,
      signed,
      signature,
      holder: { ...holder },
      proved: provedOf(cose, step),
      proof,
    })
  }
  return samples
}
