/** Takes codes of other formats apart to the layer that a trial changes, and puts them together again, by Node's own zlib. */
import { deflateRawSync, deflateSync, inflateRawSync, inflateSync } from 'node:zlib'
import type { FormatName } from '../decision.ts'
import { decodeBase32 } from '../encoding/base32.ts'
import { decodeBase45, encodeBase45 } from '../encoding/base45.ts'
import { utf8 } from '../encoding/bytes.ts'
import { toDigits } from './health-cards.ts'

/** A layer of one code: its bytes, and the text that others in their place would make. */
export interface Layer {
  readonly bytes: Uint8Array
  readonly kind: 'text' | 'packed' | 'cbor' | 'json' | 'jws'
  readonly back: (bytes: Uint8Array) => string
}

const decoder = new TextDecoder()
const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'

/** Bytes as base32 text, bit by bit. */
export const base32 = (bytes: Uint8Array): string => {
  const bits = Array.from(bytes, (byte) => byte.toString(2).padStart(8, '0')).join('')
  const groups = bits.match(/.{1,5}/g) ?? []
  return groups.map((five) => alphabet.charAt(parseInt(five.padEnd(5, '0'), 2))).join('')
}

/** The layers of a code whose text is whole and good, outermost first. */
export function layersOf(format: FormatName, text: string): readonly Layer[] {
  const whole: Layer = { kind: 'text', bytes: utf8(text), back: (bytes) => decoder.decode(bytes) }
  switch (format) {
    case 'hcert':
      return [whole, ...zlibLayers('HC1:', text)]
    case 'claim169':
      return [whole, ...zlibLayers('', text)]
    case 'nzcp': {
      const bytes = decodeBase32(text, 8) ?? new Uint8Array()
      return [whole, { kind: 'cbor', bytes, back: (changed) => `NZCP:/1/${base32(changed)}` }]
    }
    case 'vds-nc':
      return [whole, { ...whole, kind: 'json' }]
    case 'shc':
      return [whole, ...cardLayers(text)]
  }
}

function zlibLayers(prefix: string, text: string): readonly Layer[] {
  const packed = decodeBase45(text, prefix.length)
  const back = (bytes: Uint8Array): string => prefix + encodeBase45(bytes)
  const bytes = new Uint8Array(inflateSync(packed))
  return [
    { kind: 'packed', bytes: packed, back },
    { kind: 'cbor', bytes, back: (changed) => back(new Uint8Array(deflateSync(changed))) },
  ]
}

function cardLayers(text: string): readonly Layer[] {
  const pairs = /^shc:\/(\d+)$/.exec(text)?.[1]?.match(/../g)
  // A part of a card has no layers of its own.
  if (pairs === undefined || pairs === null) return []
  const jws = pairs.map((pair) => String.fromCharCode(Number(pair) + 45)).join('')
  const [header = '', body = '', signature = ''] = jws.split('.')
  const numeric = (changed: string): string => `shc:/${toDigits(changed)}`
  const withBody = (bytes: Uint8Array): string =>
    numeric([header, Buffer.from(bytes).toString('base64url'), signature].join('.'))
  const packed = new Uint8Array(Buffer.from(body, 'base64url'))
  return [
    { kind: 'jws', bytes: utf8(jws), back: (bytes) => numeric(decoder.decode(bytes)) },
    { kind: 'packed', bytes: packed, back: withBody },
    {
      kind: 'json',
      bytes: new Uint8Array(inflateRawSync(packed)),
      back: (changed) => withBody(new Uint8Array(deflateRawSync(changed))),
    },
  ]
}
