/** verify/nzcp.json: passes of New Zealand, one thing wrong with each (formats.md, NZCP). */
import { flipBit, unix, utf8 } from '../hand/bytes.ts'
import { tag } from '../hand/cbor.ts'
import { byRule, invalid, pass, unreadable, type Expected } from '../hand/reasons.ts'
import { key } from '../hand/keys.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { credential, from, pass as passText, until, type Differs } from '../world/passes.ts'
import { shows, type Given } from '../world/verify-case.ts'

const given: Given = { root: 'root.ggb', bundle: 'passes.ggb', acceptedAt: '2026-03-02T00:30:00Z' }
const granted = pass(byRule('rule-pass', 'cn-3301/1#1'))
/** Timestamp and snapshot are of 2 March and stick for a day. */
const timestampStale = '2026-03-03T00:00:01Z'
const trustStale = '2026-03-15T00:00:01Z'
const rootEnds = '2026-12-31T16:00:00Z'
const about = (code: string) => ({ code, format: 'nzcp' })

const shown = (
  id: string,
  text: string | Differs,
  expected: Expected,
  holdsUntil: string | null,
  comment: string,
  now?: string,
): Case =>
  shows(id, typeof text === 'string' ? text : passText(text), expected, holdsUntil, comment, {
    context: { requireCard: false },
    ...(now !== undefined && { now }),
  })

const good = passText()
const padding = '='.repeat((8 - ((good.length - 8) % 8)) % 8)

const genuine: readonly Case[] = [
  shown('pass', good, granted, timestampStale, 'the good case of this file'),
  shown('padded', good + padding, granted, timestampStale, 'the same, with the padding of base32'),
  shown(
    'kid-in-text',
    {
      header: [
        [1, -7],
        [4, 'key-1'],
      ],
    },
    granted,
    timestampStale,
    'text is what the specification asks for, bytes what its examples have',
  ),
  shown('id-in-bytes', { claims: [[7, new Uint8Array(16)]] }, granted, timestampStale, 'no tag 37'),
]

const unread = (id: string, text: string | Differs, code: string, comment: string): Case =>
  shown(id, text, unreadable(about(code)), null, comment)

const unreadables: readonly Case[] = [
  unread(
    'text-longer-than-any-code',
    `NZCP:/1/${'A'.repeat(4289)}`,
    'too-long',
    '4,297 characters',
  ),
  unread('no-version', good.replace('/1/', '/'), 'text-damaged', 'no number after the prefix'),
  unread('version-two', good.replace('/1/', '/2/'), 'newer-version', 'a version that is not ours'),
  unread('lower-case', `NZCP:/1/${good.slice(8).toLowerCase()}`, 'text-damaged', 'small letters'),
  unread('digit-one', good.replace(/.$/, '1'), 'text-damaged', 'base32 has no 1'),
  unread('cut', good.slice(0, 8 + 8 * 20), 'envelope-damaged', 'a hundred bytes are left'),
  unread('no-tag', { tags: [] }, 'envelope-damaged', 'a pass says that it is a COSE_Sign1'),
  unread(
    'kid-beside-signature',
    { header: [[1, -7]], unprotected: [[4, utf8('key-1')]] },
    'envelope-damaged',
    'anybody could have put it there',
  ),
  unread(
    'another-algorithm',
    {
      header: [
        [1, -8],
        [4, utf8('key-1')],
      ],
    },
    'envelope-damaged',
    'a pass is signed with ES256 or it is none',
  ),
  unread('no-end', { without: [4] }, 'payload-damaged', 'exp is required'),
  unread('no-beginning', { without: [5] }, 'payload-damaged', 'nbf is required'),
  unread('no-id', { without: [7] }, 'payload-damaged', 'cti is required'),
  unread('short-id', { claims: [[7, tag(37, new Uint8Array(15))]] }, 'payload-damaged', '15 bytes'),
  unread(
    'issuer-of-another-method',
    { claims: [[1, 'did:key:z6Mk']] },
    'payload-damaged',
    'did:key',
  ),
  unread(
    'of-another-type',
    { claims: [['vc', credential({ type: ['VerifiableCredential', 'Other'] })]] },
    'payload-damaged',
    'no PublicCovidPass',
  ),
  unread(
    'credential-of-version-1-1',
    { claims: [['vc', credential({ version: '1.1.0' })]] },
    'newer-version',
    'well-formed, and not for this verifier',
  ),
  unread(
    'of-nobody',
    { claims: [['vc', credential({ credentialSubject: new Map([['dob', '1990-01-02']]) })]] },
    'payload-damaged',
    'givenName is required',
  ),
]

const refused = (
  id: string,
  text: Differs,
  code: string,
  comment: string,
  holdsUntil = rootEnds,
): Case => shown(id, text, invalid(about(code)), holdsUntil, comment)

const flipped = { signature: (made: Uint8Array) => flipBit(made, -1) }
const stranger = key('holder-p256')

const invalids: readonly Case[] = [
  refused(
    'issuer-not-listed',
    { claims: [[1, 'did:web:other.example']] },
    'issuer-unknown',
    'nobody of that name',
    trustStale,
  ),
  refused('key-not-listed', { kid: 'key-2' }, 'key-unknown', 'no method of that name', trustStale),
  refused('key-of-another-kind', { kid: 'key-edwards' }, 'key-unknown', 'Ed25519', trustStale),
  refused('issued-after-the-key', { kid: 'key-old' }, 'key-out-of-time', 'its time was over'),
  refused('key-stolen', { kid: 'key-stolen' }, 'key-revoked', 'issued while it was'),
  refused('key-for-tests', { kid: 'key-tests' }, 'key-usage', 'may not state assessments'),
  refused('not-signed', { signature: () => new Uint8Array() }, 'unsigned', 'no byte of signature'),
  refused('signed-by-another', { by: stranger }, 'signature-invalid', 'rightly, by a wrong key'),
  refused('signature-changed', flipped, 'signature-invalid', 'its last bit'),
  shown(
    'last-second',
    {},
    invalid(about('expired')),
    rootEnds,
    'exp is the first second that is too late',
    until,
  ),
  shown(
    'not-active',
    { claims: [[5, unix('2026-03-03T04:00:00Z')]] },
    invalid(about('not-yet-valid')),
    '2026-03-03T03:59:00Z',
    'less a minute by which clocks may differ',
  ),
  refused(
    'expired-and-forged',
    { ...flipped, claims: [[4, unix(from)]] },
    'signature-invalid',
    'of its time nothing is said unless the signature holds',
  ),
]

/** verify/nzcp.json */
export const verifyNzcp: VectorFile = {
  path: 'verify/nzcp.json',
  prefix: 'nzcp',
  schema: 'verify',
  about: 'Passes of New Zealand (NZCP): text, envelope, claims, key and time.',
  groups: [{ given, cases: [...genuine, ...unreadables, ...invalids] }],
}
