/** verify/claim169.json: identity codes, one thing wrong with each (formats.md, Claim 169). */
import { base45 } from '../hand/base45.ts'
import { flipBit, unix } from '../hand/bytes.ts'
import { cbor, tag } from '../hand/cbor.ts'
import { key } from '../hand/keys.ts'
import { check, invalid, missing, unreadable, type Expected } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { noughts, stored } from '../hand/zlib.ts'
import { identity, identityBytes, until, type Differs } from '../world/passes.ts'
import { shows, type Given } from '../world/verify-case.ts'

const given: Given = { root: 'root.ggb', bundle: 'passes.ggb', acceptedAt: '2026-03-02T00:30:00Z' }
const timestampStale = '2026-03-03T00:00:01Z'
const trustStale = '2026-03-15T00:00:01Z'
const rootEnds = '2026-12-31T16:00:00Z'
const about = (code: string) => ({ code, format: 'claim169' })
/** An identity says nothing of health: nothing that a rule could read. */
const silent = check(missing('assessment'))

const shown = (
  id: string,
  text: string | Differs,
  expected: Expected,
  holdsUntil: string | null,
  comment: string,
  now?: string,
): Case =>
  shows(id, typeof text === 'string' ? text : identity(text), expected, holdsUntil, comment, {
    context: { requireCard: false },
    ...(now !== undefined && { now }),
  })

const good = identity()

const genuine: readonly Case[] = [
  shown('identity', good, silent, timestampStale, 'genuine, and nothing that a rule reads'),
  shown('key-named', { kid: 'key-1' }, silent, timestampStale, 'the same, naming its key'),
  shown('tag-of-a-cwt', { tags: [61, 18] }, silent, timestampStale, 'as the specification has it'),
  shown('no-tag', { tags: [] }, silent, timestampStale, 'no tag at all'),
]

const unread = (id: string, text: string | Differs, code: string, comment: string): Case =>
  shown(id, text, unreadable(about(code)), null, comment)

const encrypted = [cbor(new Map([[1, 3]])), new Map([[5, new Uint8Array(12)]]), new Uint8Array(48)]

const unreadables: readonly Case[] = [
  unread('group-above-range', good.replace(/...$/, ':::'), 'text-damaged', '::: is above FFFF'),
  unread(
    'checksum-changed',
    base45(flipBit(stored(identityBytes()), -1)),
    'compression-damaged',
    'the last bit of the checksum',
  ),
  unread('bomb', base45(noughts(130)), 'too-large', '33,541 noughts in 220 bytes'),
  unread('no-cose', base45(stored(new Uint8Array(40))), 'envelope-damaged', 'forty noughts'),
  unread('without-the-claim', { without: [169] }, 'payload-damaged', 'a CWT of something else'),
  unread('end-in-text', { claims: [[4, '2026-08-01']] }, 'payload-damaged', 'exp is a number'),
  shown(
    'encrypted',
    base45(stored(cbor(tag(16, encrypted)))),
    unreadable({ code: 'other-code', kind: 'claim169' }),
    null,
    'an identity code, and not for a gate to read',
  ),
]

const refused = (
  id: string,
  text: Differs,
  code: string,
  comment: string,
  holdsUntil = rootEnds,
): Case => shown(id, text, invalid(about(code)), holdsUntil, comment)

const invalids: readonly Case[] = [
  refused('not-signed', { signature: () => new Uint8Array() }, 'unsigned', 'zero bytes'),
  refused(
    'not-signed-by-nobody-known',
    { signature: () => new Uint8Array(), claims: [[1, 'https://other.example']] },
    'unsigned',
    'that comes before who did not sign it',
  ),
  refused(
    'issuer-not-listed',
    { claims: [[1, 'https://other.example']] },
    'issuer-unknown',
    'nobody of that name',
    trustStale,
  ),
  refused('no-issuer', { without: [1] }, 'issuer-unknown', 'nobody is named', trustStale),
  refused('key-not-listed', { kid: 'key-2' }, 'key-unknown', 'no key of that name', trustStale),
  refused('issued-after-the-key', { kid: 'key-old' }, 'key-out-of-time', 'its time was over'),
  refused('signed-by-another', { by: key('stranger') }, 'signature-invalid', 'by a wrong key'),
  refused('header-says-es256', { header: [[1, -7]] }, 'signature-invalid', 'the key decides'),
  shown('last-second', {}, invalid(about('expired')), rootEnds, 'the first second too late', until),
  shown(
    'not-active',
    { claims: [[5, unix('2026-03-03T04:00:00Z')]] },
    invalid(about('not-yet-valid')),
    '2026-03-03T03:59:00Z',
    'less a minute by which clocks may differ',
  ),
]

/** verify/claim169.json */
export const verifyClaim169: VectorFile = {
  path: 'verify/claim169.json',
  prefix: 'claim169',
  schema: 'verify',
  about: 'Identity codes (CWT claim 169): base45, zlib, envelope, claims, key and time.',
  groups: [{ given, cases: [...genuine, ...unreadables, ...invalids] }],
}
