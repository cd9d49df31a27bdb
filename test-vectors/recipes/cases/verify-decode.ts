/** verify/decode.json: what is not a code we can read, and what it is instead. */
import { concat } from '../hand/bytes.ts'
import { cbor, raw } from '../hand/cbor.ts'
import { key } from '../hand/keys.ts'
import { liveText } from '../hand/live.ts'
import { unreadable } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { code, person } from '../world/people.ts'
import { shows, standard } from '../world/verify-case.ts'

/** No time changes what cannot be read. */
const never = null

const refused = (id: string, text: string, reason: string, comment: string): Case =>
  shows(id, text, unreadable(reason), never, comment, { colour: null })

const other = (kind: string, id: string, text: string, comment: string): Case =>
  shows(id, text, unreadable({ code: 'other-code', kind }), never, comment, { colour: null })

const good = code('a good code for decode.json', person).text

/** A live code with one of its three items changed. */
const live = (id: string, change: (items: unknown[]) => void, comment: string): Case => {
  const holder = key('holder-p256')
  const { cose } = code(id, { ...person, holderKey: holder.publicJwk })
  const items = (given: readonly unknown[]): readonly unknown[] => {
    const changed = [...given]
    change(changed)
    return changed
  }
  const text = liveText(cose, holder, 59_080_800, { items })
  return refused(`live-${id}`, text, 'damaged', comment)
}

const cases: readonly Case[] = [
  refused('text-empty', '', 'not-a-credential', 'nothing was read'),
  refused('text-plain', 'hello', 'not-a-credential', 'a text that is no code of any kind'),
  refused('text-json', '{"iss":"cn-3301"}', 'not-a-credential', 'JSON is not a code'),
  refused('text-at-the-limit', 'A'.repeat(1684), 'not-a-credential', '1,684 characters are read'),
  refused('text-too-long', 'A'.repeat(1685), 'too-long', '1,685 characters are not read'),
  refused(
    'text-too-long-good-prefix',
    `GG1:${'0'.repeat(1681)}`,
    'too-long',
    'length is looked at before the prefix',
  ),
  refused('prefix-alone', 'GG1:', 'damaged', 'the prefix and no bytes'),
  refused(
    'prefix-lower-case',
    good.replace('GG1:', 'gg1:'),
    'not-a-credential',
    'gg1: is not ours',
  ),
  refused('prefix-without-number', 'GG:6BF', 'not-a-credential', 'a version number is missing'),
  refused('prefix-next-version', good.replace('GG1:', 'GG2:'), 'newer-version', 'GG2:'),
  refused('prefix-version-ten', good.replace('GG1:', 'GG10:'), 'newer-version', 'GG10:'),
  live('code-as-text', (items) => (items[0] = 'GG1:'), 'no bytes inside the array of three'),
  live(
    'code-as-array',
    (items) => (items[0] = raw(items[0] as Uint8Array)),
    'the code is not a byte string',
  ),
  live('code-empty', (items) => (items[0] = new Uint8Array()), 'no code inside'),
  live(
    'code-cut',
    (items) => (items[0] = (items[0] as Uint8Array).subarray(0, -1)),
    'a code that ends too early',
  ),
  live(
    'code-with-trailing-byte',
    (items) => (items[0] = concat(items[0] as Uint8Array, Uint8Array.of(0))),
    'a byte after the code, inside its byte string',
  ),
  live('code-live', (items) => (items[0] = cbor([...items])), 'a live code inside a live code'),
  live('code-too-long', (items) => (items[0] = new Uint8Array(1025)), '1,025 bytes inside'),
  live('step-negative', (items) => (items[1] = -1), 'a step before 1970'),
  live('step-beyond-2199', (items) => (items[1] = 241_937_280), 'the first step of the year 2200'),
  live('step-as-text', (items) => (items[1] = '59080800'), 'a step that is no number'),
  live('step-null', (items) => (items[1] = null), 'no step'),
  live(
    'step-long-form',
    (items) => (items[1] = raw('1b 00000000 03858060')),
    'a step in more bytes than it needs',
  ),
  live(
    'proof-short',
    (items) => (items[2] = (items[2] as Uint8Array).subarray(1)),
    'a signature of 63 bytes',
  ),
  live('proof-null', (items) => (items[2] = null), 'no signature'),
  live('two-items', (items) => items.pop(), 'an array of two'),
  live('five-items', (items) => items.push(0, 0), 'an array of five'),
  refused('base45-lower-case', `GG1:${good.slice(4).toLowerCase()}`, 'damaged', 'lower case'),
  refused('base45-one-character-lost', good.slice(0, -1), 'damaged', 'the last character is lost'),
  refused('base45-group-above-range', 'GG1::::', 'damaged', '::: is above FFFF'),
  refused(
    'base45-foreign-character',
    good.replace(/.$/, '#'),
    'damaged',
    '# is not in the alphabet',
  ),
  refused(
    'trailing-line-feed',
    `${good}\n`,
    'damaged',
    'a scanner that types Enter must take it off',
  ),
  refused('trailing-space', `${good} `, 'damaged', 'a space is of the alphabet, and one too many'),
  refused('leading-space', ` ${good}`, 'not-a-credential', 'a code begins with GG1:'),
  refused('two-in-one-text', good + good, 'damaged', 'a code twice in one text'),
  refused('code-cut-in-half', good.slice(0, 4 + 3 * 60), 'damaged', 'half a code'),
  other(
    'eu-dcc',
    'other-eu-dcc',
    'HC1:NCFOXN%TS3DH3ZSUZK+.V0ETD%65NL-AH',
    'EU digital certificate',
  ),
  other(
    'smart-health-card',
    'other-smart-health-card',
    'shc:/5676290952432060346029243740446031222959532654603460292540772804336028',
    'SMART Health Card',
  ),
  other(
    'nzcp',
    'other-nzcp',
    'NZCP:/1/2KCEVIQEIVVWK6JNGEASNICZAEP2KALYDZSGSZB2O5SWEOTOPJRXALTDN53GSZBR',
    'New Zealand',
  ),
  other('url', 'other-url-https', 'https://example.org/menu', 'a web address'),
  other('url', 'other-url-http', 'http://example.org/', 'a web address without TLS'),
  other('wifi', 'other-wifi', 'WIFI:T:WPA;S:cafe;P:secret;;', 'how to join a wireless network'),
  other('contact', 'other-contact-vcard', 'BEGIN:VCARD\nVERSION:3.0\nFN:A B\nEND:VCARD', 'vCard'),
  other('contact', 'other-contact-mecard', 'MECARD:N:B,A;TEL:000;;', 'MeCard'),
  other(
    'payment',
    'other-payment-emv',
    '00020101021126360014A000000615000101065000010214000000000000005204000053034585802MY5902AB6002KL6304F1C9',
    'EMV merchant-presented payment',
  ),
  other('payment', 'other-payment-wechat', 'wxp://f2f0AbCdEf', 'WeChat payment'),
  other(
    'ticket',
    'other-ticket-boarding-pass',
    'M1DESMARAIS/LUC       EABC123 YULFRAAC 0834 226F001A0025 100',
    'IATA boarding pass',
  ),
]

export const verifyDecode: VectorFile = {
  path: 'verify/decode.json',
  prefix: 'decode',
  schema: 'verify',
  about: 'Texts that are no code this version can read: what they are instead (format.md 6.1).',
  groups: [{ given: { ...standard, formats: [] }, cases }],
}
