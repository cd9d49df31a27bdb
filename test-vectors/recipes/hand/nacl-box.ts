/** NaCl's box by hand: X25519 by Node, HSalsa20 and XSalsa20 after Bernstein's "Extending the Salsa20 nonce", Poly1305 after RFC 8439 2.5. */
import { createPrivateKey, createPublicKey, diffieHellman } from 'node:crypto'
import { base64url, concat, fromBase64url, utf8 } from './bytes.ts'

/** An X25519 key pair, as JWK. */
export interface BoxKey {
  readonly kty: 'OKP'
  readonly crv: 'X25519'
  readonly x: string
  readonly d: string
}

/** PKCS #8 of an X25519 key (RFC 8410), up to its 32 bytes. */
const pkcs8 = Uint8Array.of(48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 110, 4, 34, 4, 32)

/** The pair of 32 secret bytes. */
export const boxKey = (secret: Uint8Array): BoxKey => {
  const der = Buffer.from(concat(pkcs8, secret))
  const { x } = createPublicKey(
    createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
  ).export({ format: 'jwk' })
  return { kty: 'OKP', crv: 'X25519', x: x as string, d: base64url(secret) }
}

const sigma = utf8('expand 32-byte k')
const wordsOf = (bytes: Uint8Array): number[] => {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  return Array.from({ length: bytes.length / 4 }, (_, i) => view.getUint32(4 * i, true))
}
const bytesOf = (words: readonly number[]): Uint8Array => {
  const bytes = new Uint8Array(4 * words.length)
  const view = new DataView(bytes.buffer)
  words.forEach((word, i) => {
    view.setUint32(4 * i, word, true)
  })
  return bytes
}

/** The matrix of Salsa20: constants on the diagonal, the key in two halves, 16 bytes of input. */
const matrix = (key: Uint8Array, input: Uint8Array): number[] => {
  const [c, k, n] = [wordsOf(sigma), wordsOf(key), wordsOf(input)]
  const at = (words: readonly number[], from: number, to: number) => words.slice(from, to)
  return [
    ...[...at(c, 0, 1), ...at(k, 0, 4), ...at(c, 1, 2), ...at(n, 0, 4)],
    ...[...at(c, 2, 3), ...at(k, 4, 8), ...at(c, 3, 4)],
  ]
}

/** Columns, then rows; each quarter-round names its four places. */
const quarters = [
  ...[
    [0, 4, 8, 12],
    [5, 9, 13, 1],
    [10, 14, 2, 6],
    [15, 3, 7, 11],
  ],
  ...[
    [0, 1, 2, 3],
    [5, 6, 7, 4],
    [10, 11, 8, 9],
    [15, 12, 13, 14],
  ],
] as [number, number, number, number][]

const twentyRounds = (words: readonly number[]): number[] => {
  const x = [...words]
  const step = (to: number, a: number, b: number, by: number): void => {
    const sum = ((x[a] ?? 0) + (x[b] ?? 0)) >>> 0
    x[to] = ((x[to] ?? 0) ^ ((sum << by) | (sum >>> (32 - by)))) >>> 0
  }
  for (let round = 0; round < 10; round++) {
    for (const [a, b, c, d] of quarters) {
      step(b, a, d, 7)
      step(c, b, a, 9)
      step(d, c, b, 13)
      step(a, d, c, 18)
    }
  }
  return x
}

const hsalsa20 = (key: Uint8Array, input: Uint8Array): Uint8Array => {
  const x = twentyRounds(matrix(key, input))
  return bytesOf([0, 5, 10, 15, 6, 7, 8, 9].map((place) => x[place] ?? 0))
}

/** So many bytes of the stream under a 24-byte nonce. */
const xsalsa20 = (key: Uint8Array, nonce: Uint8Array, length: number): Uint8Array => {
  const subkey = hsalsa20(key, nonce.slice(0, 16))
  const blocks = Array.from({ length: Math.ceil(length / 64) }, (_, counter) => {
    const input = matrix(subkey, concat(nonce.slice(16), bytesOf([counter, 0])))
    const x = twentyRounds(input)
    return bytesOf(x.map((word, i) => (word + (input[i] ?? 0)) >>> 0))
  })
  return concat(...blocks).slice(0, length)
}

const little = (bytes: Uint8Array): bigint =>
  bytes.reduceRight((sum, byte) => (sum << 8n) | BigInt(byte), 0n)

const poly1305 = (key: Uint8Array, message: Uint8Array): Uint8Array => {
  const r = little(key.slice(0, 16)) & 0x0ffffffc0ffffffc0ffffffc0fffffffn
  let sum = 0n
  for (let at = 0; at < message.length; at += 16) {
    const block = message.slice(at, at + 16)
    sum = ((sum + little(block) + (1n << BigInt(8 * block.length))) * r) % (2n ** 130n - 5n)
  }
  const tag = (sum + little(key.slice(16))) & (2n ** 128n - 1n)
  return Uint8Array.from({ length: 16 }, (_, i) => Number((tag >> BigInt(8 * i)) & 255n))
}

/** Seals a message to a public key: tag, then what is enciphered. */
export const box = (
  message: Uint8Array,
  nonce: Uint8Array,
  from: BoxKey,
  to: Pick<BoxKey, 'x'>,
): Uint8Array => {
  const der = Buffer.from(concat(pkcs8, fromBase64url(from.d)))
  const agreed = diffieHellman({
    privateKey: createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }),
    publicKey: createPublicKey({ key: { kty: 'OKP', crv: 'X25519', x: to.x }, format: 'jwk' }),
  })
  const key = hsalsa20(new Uint8Array(agreed), new Uint8Array(16))
  const stream = xsalsa20(key, nonce, 32 + message.length)
  const sealed = message.map((byte, i) => byte ^ (stream[32 + i] ?? 0))
  return concat(poly1305(stream.slice(0, 32), sealed), sealed)
}
