/** verify/hcert.json: EU Digital COVID Certificates, one thing wrong with each (formats.md, HCERT). */
import { concat, flipBit } from '../hand/bytes.ts'
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
import { noughts } from '../hand/zlib.ts'
import { certificateEnds, dcc, ends, headerOf, vaccinated, type DccOptions } from '../world/dccs.ts'
import { shows, type Given } from '../world/verify-case.ts'

const given: Given = { root: 'root.ggb', bundle: 'hcert.ggb', acceptedAt: '2026-03-02T00:30:00Z' }
const granted = byRule('rule-pass', 'cn-3301/1#1')
/** A second after the last one in which the code is good. */
const over = '2026-03-02T18:00:01Z'
const trustStale = '2026-03-15T00:00:01Z'
const rootEnds = '2026-12-31T16:00:00Z'

const about = (code: string) => ({ code, format: 'hcert' })
const context = { requireCard: false }

const shown = (
  id: string,
  made: DccOptions | string,
  expected: Expected,
  holdsUntil: string | null,
  comment: string,
  now?: string,
): Case =>
  shows(id, typeof made === 'string' ? made : dcc(made), expected, holdsUntil, comment, {
    context,
    ...(now && { now }),
  })

const passes = (id: string, made: DccOptions, comment: string): Case =>
  shown(id, made, pass(granted), over, comment)

const refused = (
  id: string,
  made: DccOptions,
  code: string,
  comment: string,
  holdsUntil = rootEnds,
): Case => shown(id, made, invalid(about(code)), holdsUntil, comment)

const broken = (id: string, made: DccOptions | string, code: string, comment: string): Case =>
  shown(id, made, unreadable(about(code)), null, comment)

const entry = vaccinated.v[0]

const genuine: readonly Case[] = [
  passes('vaccinated', {}, 'the good case of this file'),
  passes('tags-61-and-18', { tags: [61, 18] }, 'a CWT that says so'),
  passes('no-tag', { tags: [] }, 'what it is follows from its prefix'),
  passes(
    'kid-beside-what-is-signed',
    { header: new Map([[1, -7]]), unprotected: new Map([[4, headerOf('whole').get(4)]]) },
    'where the protected header names no key, the other counts',
  ),
  passes(
    'another-kid-beside-what-is-signed',
    { unprotected: new Map([[4, headerOf('nobody').get(4)]]) },
    'the protected header counts',
  ),
  passes(
    'issued-with-a-fraction',
    { claims: (claims) => claims.set(6, 1_768_003_200.5) },
    'a time with a fraction counts as the second it lies in',
  ),
  shown('last-second', {}, pass(granted), over, 'the second that exp names is in it', ends),
  shown('second-after', {}, invalid(about('expired')), rootEnds, 'and no later one', over),
  shown(
    'another-disease',
    { dcc: { ...vaccinated, v: [{ ...entry, tg: '6142004' }] } },
    check(missing('vaccination')),
    over,
    'genuine, and what it does not say of COVID-19 is unknown',
  ),
]

const unreadables: readonly Case[] = [
  broken('too-long', `HC1:${'0'.repeat(4293)}`, 'too-long', 'refused before it is read'),
  broken('small-letters', dcc().toLowerCase().replace('hc1', 'HC1'), 'text-damaged', 'no base45'),
  broken('not-compressed', { compressed: (_, cose) => cose }, 'compression-damaged', 'no zlib'),
  broken(
    'another-checksum',
    { compressed: (compressed) => flipBit(compressed, -1) },
    'compression-damaged',
    'the last bit of Adler-32',
  ),
  broken(
    'bomb',
    { compressed: () => noughts(80) },
    'too-large',
    'a few bytes that would be twenty thousand',
  ),
  broken(
    'byte-after',
    { cose: (cose) => concat(cose, Uint8Array.of(0)) },
    'envelope-damaged',
    'trailing',
  ),
  broken('tag-98', { tags: [98] }, 'envelope-damaged', 'the tag of several signers'),
  broken(
    'critical-header',
    {
      header: new Map<number, unknown>([...headerOf('whole'), [2, [99]], [99, 0]]),
    },
    'envelope-damaged',
    'asks to be refused by who does not know parameter 99',
  ),
  broken(
    'no-dcc-in-its-claim',
    { claims: (claims) => claims.set(-260, new Map([[2, vaccinated]])) },
    'payload-damaged',
    'the claim of HCERT, without its member 1',
  ),
  broken(
    'without-end',
    { claims: (claims) => claims.delete(4) },
    'payload-damaged',
    'exp must be there',
  ),
  broken(
    'dose-of-text',
    { dcc: { ...vaccinated, v: [{ ...entry, dn: '2' }] } },
    'payload-damaged',
    'dn is an integer in every version of the schema',
  ),
  broken(
    'two-vaccinations',
    { dcc: { ...vaccinated, v: [entry, entry] } },
    'payload-damaged',
    'from 1.3.0 on there is one',
  ),
  shown(
    'other-claims',
    { claims: (claims) => claims.delete(-260) },
    unreadable({ code: 'other-code', kind: 'hcert-other' }),
    null,
    'signed by the same key, and no DCC',
  ),
  shown(
    'of-who',
    {
      claims: (claims: Map<unknown, unknown>) => {
        claims.clear()
        claims.set('hcid', '1').set('name', 'Traveller')
      },
    },
    unreadable({ code: 'other-code', kind: 'who-ddcc' }),
    null,
    'no claims of a CWT, but members by name',
  ),
]

const invalids: readonly Case[] = [
  refused(
    'country-not-listed',
    { line: 'nobody', claims: (claims) => claims.set(1, 'DE') },
    'issuer-unknown',
    'neither its kid nor its country is listed',
    trustStale,
  ),
  refused('kid-not-listed', { line: 'nobody' }, 'key-unknown', 'its country is', trustStale),
  refused(
    'kid-not-listed-right-one-beside-it',
    { line: 'nobody', unprotected: new Map([[4, headerOf('whole').get(4)]]) },
    'key-unknown',
    'the protected header counts, for ill too',
    trustStale,
  ),
  refused('certificate-younger', { line: 'young' }, 'key-out-of-time', 'by a second'),
  refused('certificate-older', { line: 'old' }, 'key-out-of-time', 'its end is not in it'),
  shown(
    'certificate-ended',
    { line: 'ending' },
    invalid(about('certificate-out-of-time')),
    rootEnds,
    'it must hold at the clock too',
    certificateEnds,
  ),
  refused('key-for-tests', { line: 'tests' }, 'key-usage', 'and this is a vaccination'),
  refused('not-signed', { signature: () => new Uint8Array() }, 'unsigned', 'no byte of signature'),
  refused('last-bit', { signature: (b) => flipBit(b, -1) }, 'signature-invalid', 'one bit of s'),
  refused('another-signer', { by: key('issuer-p256') }, 'signature-invalid', 'under a listed kid'),
  refused(
    'header-says-ps256',
    { header: headerOf('whole', -37) },
    'signature-invalid',
    'signed rightly, but the header disagrees with the key',
  ),
  refused('key-revoked', { line: 'stolen' }, 'key-revoked', 'issued while it was in other hands'),
  shown(
    'not-yet-valid',
    { claims: (claims) => claims.set(5, 1_772_474_400) },
    invalid(about('not-yet-valid')),
    '2026-03-02T17:59:00Z',
    'nbf counts where it is stated, less a minute by which clocks may differ',
  ),
]

/** verify/hcert.json */
export const verifyHcert: VectorFile = {
  path: 'verify/hcert.json',
  prefix: 'hcert',
  schema: 'verify',
  about: 'EU Digital COVID Certificates (HCERT): each stage, the key that the kid names, times.',
  groups: [{ given, cases: [...genuine, ...unreadables, ...invalids] }],
}
