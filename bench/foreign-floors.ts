/** The least that reading a code of others takes, put together by hand of the fastest parts there are: no bounds, no checks of form, no errors told apart. */
import { decode } from 'cborg'
import type { ForeignName } from './foreign-codes.ts'

/** Inflates raw deflate or zlib into a buffer that is large enough: fflate's, into a kept one. */
export type Inflate = (bytes: Uint8Array, into: { readonly out: Uint8Array }) => Uint8Array

/** The two of fflate, which Node and the page come by in ways of their own. */
export interface Inflaters {
  readonly inflateSync: Inflate
  readonly unzlibSync: Inflate
}

/** What a code says, and what its signature is of. */
export interface Read {
  readonly payload: unknown
  readonly signed: Uint8Array<ArrayBuffer>
  readonly signature: Uint8Array<ArrayBuffer>
}

type Bytes = Uint8Array<ArrayBuffer>

const tableOf = (alphabet: string): Uint8Array => {
  const table = new Uint8Array(128)
  for (let digit = 0; digit < alphabet.length; digit++) table[alphabet.charCodeAt(digit)] = digit
  return table
}
const of45 = tableOf('0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:')
const of32 = tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZ234567')
const of64 = tableOf('ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_')

const fromBase45 = (text: string, start: number): Bytes => {
  const count = text.length - start
  const bytes = new Uint8Array(Math.floor((count * 2) / 3))
  const digit = (at: number): number => of45[text.charCodeAt(at)] as number
  let write = 0
  let at = start
  for (const end = text.length - 2; at < end; at += 3) {
    const value = digit(at) + digit(at + 1) * 45 + digit(at + 2) * 2025
    bytes[write++] = value >> 8
    bytes[write++] = value
  }
  if (at < text.length) bytes[write] = digit(at) + digit(at + 1) * 45
  return bytes
}

const fromBase32 = (text: string, start: number): Bytes => {
  const bytes = new Uint8Array(((text.length - start) * 5) >> 3)
  let [held, bits, write] = [0, 0, 0]
  for (let at = start; at < text.length; at++) {
    held = ((held << 5) | (of32[text.charCodeAt(at)] as number)) & 0xfff
    bits += 5
    if (bits >= 8) bytes[write++] = held >> (bits -= 8)
  }
  return bytes
}

const fromBase64url = (text: Bytes, start: number, end: number): Bytes => {
  const bytes = new Uint8Array(((end - start) * 3) >> 2)
  let [held, bits, write] = [0, 0, 0]
  for (let at = start; at < end; at++) {
    held = ((held << 6) | (of64[text[at] as number] as number)) & 0x3fff
    bits += 6
    if (bits >= 8) bytes[write++] = held >> (bits -= 8)
  }
  return bytes
}

const opening = [0x84, 0x6a, ...new TextEncoder().encode('Signature1')]

const putHead = (bytes: Bytes, at: number, length: number): number => {
  if (length < 24) bytes[at++] = 0x40 | length
  else if (length < 256) {
    bytes[at++] = 0x58
    bytes[at++] = length
  } else {
    bytes[at++] = 0x59
    bytes[at++] = length >> 8
    bytes[at++] = length
  }
  return at
}

/** The Sig_structure of RFC 9052, 4.4. */
const sigStructure = (header: Uint8Array, payload: Uint8Array): Bytes => {
  const bytes = new Uint8Array(opening.length + header.length + payload.length + 9)
  bytes.set(opening)
  let at = putHead(bytes, opening.length, header.length)
  bytes.set(header, at)
  bytes[at + header.length] = 0x40
  at = putHead(bytes, at + header.length + 1, payload.length)
  bytes.set(payload, at)
  return bytes.subarray(0, at + payload.length)
}

type Decoded = () => unknown
const untagged = (inner: Decoded): unknown => inner()
const how = { useMaps: true, tags: { 18: untagged, 37: untagged } }

const readSign1 = (cose: Uint8Array): Read => {
  const [header, , payload, signature] = decode(cose, how) as readonly [
    Bytes,
    unknown,
    Bytes,
    Bytes,
  ]
  return { payload: decode(payload, how), signed: sigStructure(header, payload), signature }
}

/** Inflated bytes are in this until the next ones are. */
const kept = { out: new Uint8Array(65_536) }

/** The COSE_Sign1 of a DCC's text. */
export const dccBytes = (text: string, { unzlibSync }: Inflaters): Uint8Array =>
  unzlibSync(fromBase45(text, 'HC1:'.length), kept)

/** The JWS of a card's text, in its characters' bytes. */
export const cardBytes = (text: string): Bytes => {
  const start = 'shc:/'.length
  const jws = new Uint8Array((text.length - start) >> 1)
  for (let i = 0, at = start; i < jws.length; i++, at += 2) {
    jws[i] = text.charCodeAt(at) * 10 + text.charCodeAt(at + 1) - 48 * 11 + 45
  }
  return jws
}

const utf8 = new TextDecoder()

/** What the deflated payload of a card says. */
export const cardClaims = (deflated: Uint8Array, { inflateSync }: Inflaters): unknown =>
  JSON.parse(utf8.decode(inflateSync(deflated, kept)))

/** The reader of each format, over an inflater. */
export const floorReaders = (
  inflaters: Inflaters,
): Readonly<Record<ForeignName, (text: string) => Read>> => ({
  dcc: (text) => readSign1(dccBytes(text, inflaters)),
  nzcp: (text) => readSign1(fromBase32(text, 'NZCP:/1/'.length)),
  shc: (text) => {
    const jws = cardBytes(text)
    const first = jws.indexOf(46)
    const second = jws.indexOf(46, first + 1)
    return {
      payload: cardClaims(fromBase64url(jws, first + 1, second), inflaters),
      signed: jws.subarray(0, second),
      signature: fromBase64url(jws, second + 1, jws.length),
    }
  },
})
