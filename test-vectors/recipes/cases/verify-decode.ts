/** verify/decode.json: what is not a code we can read, and what it is instead. */
import { base45 } from '../hand/base45.ts'
import { cbor } from '../hand/cbor.ts'
import { ctiOf } from '../hand/code.ts'
import { key } from '../hand/keys.ts'
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

const live = (step: unknown): string => {
  const { cose } = code('a live code', {
    ...person,
    holderKey: key('holder-p256').publicJwk,
  })
  // The proof itself is not checked by this version: 64 bytes stand for it.
  const proof = new Uint8Array([...ctiOf('proof'), ...new Uint8Array(56)])
  return `GG1:${base45(cbor([cose, step, proof]))}`
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
  refused('live-code', live(59_131_680), 'newer-version', 'the reserved array of three'),
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
