/** verify/shc.json: SMART Health Cards, one thing wrong with each (formats.md, SMART Health Cards). */
import { utf8 } from '../hand/bytes.ts'
import { key } from '../hand/keys.ts'
import {
  byRule,
  check,
  invalid,
  missing,
  pass,
  unreadable,
  type Expected,
} from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { card, chainEnds, claims, digits, parts, qr, stored } from '../world/cards.ts'
import { shows, type Given } from '../world/verify-case.ts'

const given: Given = { root: 'root.ggb', bundle: 'shc.ggb', acceptedAt: '2026-03-02T00:30:00Z' }
const granted = byRule('rule-pass', 'cn-3301/1#1')
/** Timestamp and snapshot are of 2 March and stick for a day. */
const timestampStale = '2026-03-03T00:00:01Z'
const trustStale = '2026-03-15T00:00:01Z'
const rootEnds = '2026-12-31T16:00:00Z'

const about = (code: string) => ({ code, format: 'shc' })
const context = { requireCard: false }

const shown = (
  id: string,
  text: string | readonly string[],
  expected: Expected,
  holdsUntil: string | null,
  comment: string,
): Case => {
  const [first = ''] = typeof text === 'string' ? [text] : text
  const { text: one, ...rest } = shows(id, first, expected, holdsUntil, comment, { context })
  return typeof text === 'string' ? { ...rest, text: one } : { ...rest, texts: text }
}

const good = qr()
const [first = '', second = '', third = ''] = parts(3)
const by = (iss: string): string => qr({ claims: claims({ iss }) })

const genuine: readonly Case[] = [
  shown('card', good, pass(granted), timestampStale, 'the good case of this file'),
  shown(
    'scheme-in-capitals',
    `${good.toUpperCase()}\r\n`,
    pass(granted),
    timestampStale,
    'QR codes of capitals are smaller, scanners append a line end',
  ),
  shown(
    'parts-out-of-order',
    [third, first, first, second],
    pass(granted),
    timestampStale,
    'in whichever order and however often',
  ),
  shown(
    'file',
    JSON.stringify({ verifiableCredential: [card()] }, null, 2),
    pass(granted),
    timestampStale,
    'as a portal hands it on',
  ),
  shown(
    'revoked-if-issued-earlier',
    qr({ claims: claims({}, '208', 'kept') }),
    pass(granted),
    timestampStale,
    'the list has its id until half a second before it was issued',
  ),
  shown(
    'chain',
    by('https://certified.example'),
    pass(granted),
    chainEnds,
    'the key counts with its certificate, as long as that holds at the clock',
  ),
  shown(
    'of-another-vaccine',
    qr({ claims: claims({}, '141') }),
    check(missing('vaccination')),
    timestampStale,
    'a card of influenza is genuine and says nothing here',
  ),
]

const unreadables: readonly Case[] = [
  shown(
    'odd-digits',
    good.slice(0, -1),
    unreadable(about('text-damaged')),
    null,
    'half a character',
  ),
  shown(
    'part-missing',
    [first, third],
    unreadable(about('parts-missing')),
    null,
    'the second of three was not shown',
  ),
  shown(
    'no-block-of-deflate',
    qr({ payload: stored(new Uint8Array(0)).fill(0x5b) }),
    unreadable(about('compression-damaged')),
    null,
    'no block of deflate begins so',
  ),
  shown(
    'too-large',
    JSON.stringify({ verifiableCredential: ['a'.repeat(40_000)] }),
    unreadable(about('too-large')),
    null,
    'refused before it is taken apart',
  ),
  shown(
    'without-compression',
    qr({ header: { zip: 'GZ' } }),
    unreadable(about('envelope-damaged')),
    null,
    'zip must be DEF',
  ),
  shown(
    'two-dots-missing',
    `shc:/${digits(card().replaceAll('.', '-'))}`,
    unreadable(about('envelope-damaged')),
    null,
    'no JWS',
  ),
  shown(
    'issued-in-milliseconds',
    qr({ claims: claims({ nbf: 1_767_225_600_500 }) }),
    unreadable(about('payload-damaged')),
    null,
    'the year 57970',
  ),
  shown(
    'issuer-twice',
    qr({
      payload: stored(utf8(JSON.stringify(claims()).replace('{', '{"iss":"https://a.example",'))),
    }),
    unreadable(about('payload-damaged')),
    null,
    'two readers could read two things',
  ),
]

const invalids: readonly Case[] = [
  shown(
    'issuer-not-listed',
    by('https://cards.example/'),
    invalid(about('issuer-unknown')),
    trustStale,
    'issuers are compared whole',
  ),
  shown(
    'key-not-listed',
    qr({ by: key('issuer-p256') }),
    invalid(about('key-unknown')),
    trustStale,
    'another kid',
  ),
  shown(
    'key-before-its-time',
    by('https://late.example'),
    invalid(about('key-out-of-time')),
    rootEnds,
    'issued a month before the key counts',
  ),
  shown(
    'no-chain',
    by('https://chained.example'),
    invalid(about('certificate-invalid')),
    rootEnds,
    'this issuer\u2019s keys count with certificates only',
  ),
  shown(
    'chain-over',
    by('https://lapsed.example'),
    invalid(about('certificate-out-of-time')),
    rootEnds,
    'the chain must hold at the clock, not only when the card was issued',
  ),
  shown(
    'key-for-tests',
    by('https://tests.example'),
    invalid(about('key-usage')),
    rootEnds,
    'the key may state tests alone',
  ),
  shown(
    'not-signed',
    qr({ signature: new Uint8Array(0) }),
    invalid(about('unsigned')),
    rootEnds,
    'no byte of signature',
  ),
  shown(
    'signature-of-another',
    qr({ signature: new Uint8Array(64).fill(1) }),
    invalid(about('signature-invalid')),
    rootEnds,
    '64 bytes that nobody made',
  ),
  shown(
    'signature-in-der',
    qr({ signature: new Uint8Array(70).fill(0x30, 0, 1) }),
    invalid(about('signature-invalid')),
    rootEnds,
    'a JWS carries r and s bare',
  ),
  shown(
    'key-stolen',
    by('https://stolen.example'),
    invalid(about('key-revoked')),
    rootEnds,
    'issued in the month in which the key was another\u2019s',
  ),
  shown(
    'not-yet-valid',
    qr({ claims: claims({ nbf: 1_772_600_400.5 }) }),
    invalid(about('not-yet-valid')),
    '2026-03-04T04:59:01Z',
    'a fraction counts up, and a minute by which clocks may differ down',
  ),
  shown(
    'expired',
    qr({ claims: claims({ exp: 1_772_400_000.9 }) }),
    invalid(about('expired')),
    rootEnds,
    'a fraction counts down',
  ),
  shown(
    'revoked',
    qr({ claims: claims({}, '208', 'gone') }),
    invalid(about('revoked')),
    rootEnds,
    'its id is on the list of its key',
  ),
  shown(
    'revoked-with-earlier-ones',
    qr({ claims: claims({}, '208', 'gone-before') }),
    invalid(about('revoked')),
    rootEnds,
    'it was issued half a second before the list\u2019s instant',
  ),
]

/** verify/shc.json */
export const verifyShc: VectorFile = {
  path: 'verify/shc.json',
  prefix: 'shc',
  schema: 'verify',
  about:
    'SMART Health Cards: digits, parts, issuer, signature, revocation, and what cannot be read.',
  groups: [{ given, cases: [...genuine, ...unreadables, ...invalids] }],
}
