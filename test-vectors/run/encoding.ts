/** Runs encoding/: base45, CBOR, canonical JSON. */
import type { Api, Trial } from './api.ts'
import { fromHex, hex } from './bytes.ts'

interface Base45Case {
  readonly id: string
  readonly text: string
  readonly hex?: string
  readonly error?: string
}

/** Both ways, or refused. */
export const base45 = (api: Api, file: { readonly cases: readonly Base45Case[] }): Trial[] =>
  file.cases.map(({ id, text, hex: bytes, error }) => ({
    id,
    expected: bytes === undefined ? { error } : { text, bytes },
    got: () => {
      const decoded = api.decodeBase45(text)
      return { text: api.encodeBase45(decoded), bytes: hex(decoded) }
    },
  }))

interface CborCase {
  readonly id: string
  readonly hex: string
  readonly diagnostic?: string
  readonly error?: string
}

/** The diagnostic notation of RFC 8949 section 8, as far as this subset needs it. */
const diagnostic = (value: unknown): string => {
  if (value instanceof Uint8Array) return `h'${hex(value)}'`
  if (Array.isArray(value)) return `[${value.map(diagnostic).join(', ')}]`
  if (value instanceof Map) {
    const pairs = [...(value as Map<unknown, unknown>)]
    return `{${pairs.map(([key, item]) => `${diagnostic(key)}: ${diagnostic(item)}`).join(', ')}}`
  }
  if (typeof value === 'object' && value !== null && 'tag' in value && 'value' in value) {
    return `${String(value.tag)}(${diagnostic(value.value)})`
  }
  return JSON.stringify(value)
}

/** Both ways, or refused, within the limits of a code. */
export const cbor = (api: Api, file: { readonly cases: readonly CborCase[] }): Trial[] =>
  file.cases.map(({ id, hex: bytes, diagnostic: text, error }) => ({
    id,
    expected: text === undefined ? { error } : { text, bytes },
    got: () => {
      const value = api.decodeCbor(fromHex(bytes), { maxBytes: 1024, tags: [1, 4, 100] })
      return { text: diagnostic(value), bytes: hex(api.encodeCbor(value)) }
    },
  }))

interface JsonCase {
  readonly id: string
  readonly hex: string
  readonly value?: unknown
  readonly canonical?: string
  readonly error?: string
}

const read = (api: Api, { id, hex: bytes, value, error }: JsonCase): Trial => ({
  id: `${id} (read)`,
  expected: error === undefined ? { value } : { error },
  got: () => ({ value: api.parseCanonicalJson(fromHex(bytes)) }),
})

const write = (api: Api, { id, value, canonical }: JsonCase): Trial => ({
  id: `${id} (written)`,
  expected: { canonical },
  got: () => ({ canonical: api.canonicalJson(value) }),
})

/** Bytes are read, values are written. */
export const canonicalJson = (api: Api, file: { readonly cases: readonly JsonCase[] }): Trial[] =>
  file.cases.flatMap((given) => [
    read(api, given),
    ...(given.canonical === undefined ? [] : [write(api, given)]),
  ])
