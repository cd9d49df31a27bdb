/** Texts that are made to cost: bombs, depth, sheer length, for every format. */
import { deflateRawSync, deflateSync } from 'node:zlib'
import { encodeBase45 } from '../encoding/base45.ts'
import { concat, utf8 } from '../encoding/bytes.ts'
import { base32 } from './code-layers.ts'
import { fromHex } from './corpora.ts'
import { toDigits } from './health-cards.ts'

const zlib = (bytes: Uint8Array): string => encodeBase45(new Uint8Array(deflateSync(bytes)))
const deep = (head: string, depth: number): Uint8Array => fromHex(`${head.repeat(depth)}00`)

/** A COSE_Sign1 around claims. */
const sign1 = (claims: Uint8Array): Uint8Array =>
  concat([
    fromHex(`d28443a10126a05a${claims.length.toString(16).padStart(8, '0')}`),
    claims,
    fromHex(`5840${'00'.repeat(64)}`),
  ])

const card = (payload: Uint8Array): string => {
  const header = utf8('{"zip":"DEF","alg":"ES256","kid":"a"}')
  const parts = [header, new Uint8Array(deflateRawSync(payload)), new Uint8Array(64)]
  return `shc:/${toDigits(parts.map((part) => Buffer.from(part).toString('base64url')).join('.'))}`
}

const payloads: Readonly<Record<string, Uint8Array>> = {
  'bomb of noughts': new Uint8Array(10_000_000),
  'bomb of lists': deep('81', 2_000_000),
  'deep lists': deep('81', 14_000),
  'deep maps': deep('a100', 7000),
  'deep tags': deep('c1', 14_000),
  'many lists that do not end': deep('9f', 14_000),
  'deep claims': sign1(deep('81', 14_000)),
  'many keys': sign1(
    concat([
      fromHex('b90fff'),
      ...Array.from({ length: 4095 }, (_, i) => Uint8Array.of(0x19, i >> 8, i & 255, 0)),
    ]),
  ),
  'a giant integer': sign1(fromHex(`a104c25907d0${'ff'.repeat(2000)}`)),
  'a key of a giant length': sign1(fromHex(`a17bffffffffffffffff`)),
}

const jsons: Readonly<Record<string, string>> = {
  'deep JSON lists': '['.repeat(5000),
  'deep JSON, closed': `${'{"a":'.repeat(3000)}1${'}'.repeat(3000)}`,
  'a giant JSON number': `{"nbf":${'9'.repeat(9000)}}`,
  'many JSON members': `{${Array.from({ length: 1500 }, (_, i) => `"m${i}":0`).join()}}`,
  'JSON escapes': `{"a":"${'\\u0000'.repeat(2500)}"}`,
}

/** Every text by what it is. */
export function hostileTexts(): ReadonlyMap<string, string> {
  const texts = new Map<string, string>()
  for (const [name, bytes] of Object.entries(payloads)) {
    texts.set(`hcert: ${name}`, `HC1:${zlib(bytes)}`)
    texts.set(`claim169: ${name}`, zlib(bytes))
    texts.set(`nzcp: ${name}`, `NZCP:/1/${base32(bytes.subarray(0, 2600))}`)
    texts.set(`shc: ${name}`, card(bytes))
  }
  for (const [name, json] of Object.entries(jsons)) {
    texts.set(`shc: ${name}`, card(utf8(json)))
    texts.set(`vds-nc: ${name}`, `{"data":{"hdr":${json}`)
    texts.set(
      `vds-nc: ${name}, within`,
      `{"data":{"hdr":{"t":"icao.vacc","v":1,"is":"UTO"},"msg":${json}},"sig":{}}`,
    )
  }
  const starts = ['HC1:', 'shc:/', 'shc:/1/2/', 'NZCP:/1/', '{"hdr"', '6BF', 'GG1:', '{"icao.', '']
  for (const start of starts) {
    for (const [name, filler] of [
      ['noughts', '0'],
      ['letters', 'A'],
      ['colons', ':'],
      ['lists', '['],
      ['quotes', '"'],
      ['spaces', ' '],
      ['Han', '水'],
    ] as const) {
      texts.set(`10 MB of ${name} behind ${start}`, start + filler.repeat(10_000_000))
      texts.set(`4,200 ${name} behind ${start}`, start + filler.repeat(4200))
    }
  }
  return texts
}
