/** verify/vds-nc.json: seals of ICAO, one thing wrong with each (formats.md, VDS-NC). */
import { byRule, check, invalid, pass, unreadable, type Expected } from '../hand/reasons.ts'
import { key } from '../hand/keys.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { listedSigner, seal, signer, signerEnds, vaccinated } from '../world/seals.ts'
import { shows, type Given } from '../world/verify-case.ts'

const given: Given = { root: 'root.ggb', bundle: 'vds-nc.ggb', acceptedAt: '2026-03-02T00:30:00Z' }
const granted = byRule('rule-pass', 'cn-3301/1#1')
/** Timestamp and snapshot are of 2 March and stick for a day. */
const timestampStale = '2026-03-03T00:00:01Z'
const trustStale = '2026-03-15T00:00:01Z'
const rootEnds = '2026-12-31T16:00:00Z'

const about = (code: string) => ({ code, format: 'vds-nc' })
const context = { requireCard: false }

const shown = (
  id: string,
  text: string,
  expected: Expected,
  holdsUntil: string | null,
  comment: string,
  now?: string,
): Case => shows(id, text, expected, holdsUntil, comment, { context, ...(now && { now }) })

const headed = (header: object) => ({
  ...vaccinated,
  hdr: { ...(vaccinated['hdr'] as object), ...header },
})
const from = (country: string): typeof vaccinated => headed({ is: country })

const whole = seal()
const { data, sig } = JSON.parse(whole) as { data: object; sig: object }

const genuine: readonly Case[] = [
  shown(
    'seal',
    whole,
    pass(granted),
    timestampStale,
    'the good case of this file; seq may be text',
  ),
  shown(
    'seal-spelt-otherwise',
    JSON.stringify({ sig, data }, null, 2),
    pass(granted),
    timestampStale,
    'what is signed is the canonical form, however it was printed',
  ),
  shown(
    'signer-listed',
    seal({ data: from('NZL'), certificate: listedSigner }),
    pass(granted),
    timestampStale,
    'a signer that is listed itself needs no root',
  ),
]

const unreadables: readonly Case[] = [
  shown('cut', whole.slice(0, -9), unreadable(about('text-damaged')), null, 'no JSON'),
  shown(
    'too-large',
    `${' '.repeat(16_384)}${whole}`,
    unreadable(about('too-large')),
    null,
    'refused before it is read',
  ),
  shown(
    'without-signature-part',
    JSON.stringify({ data }),
    unreadable(about('envelope-damaged')),
    null,
    'a seal has data and sig',
  ),
  shown(
    'member-twice',
    whole.replace('"is":"AUS"', '"is":"NZL","is":"AUS"'),
    unreadable(about('envelope-damaged')),
    null,
    'two readers could read two things',
  ),
  shown(
    'without-vaccinations',
    seal({ data: { ...vaccinated, msg: { pid: { n: 'TRAVELLER  ANNA' } } } }),
    unreadable(about('payload-damaged')),
    null,
    'signed, but no proof of vaccination',
  ),
  shown(
    'of-another-type',
    seal({ data: headed({ t: 'icao.dta' }) }),
    unreadable({ code: 'other-code', kind: 'vds-nc' }),
    null,
    'a seal that is no health proof',
  ),
]

const invalids: readonly Case[] = [
  shown(
    'country-not-listed',
    seal({
      data: from('JPN'),
      certificate: { ...signer, subject: ['JP', 'Seals'], issuer: ['JP', 'CSCA'] },
    }),
    invalid(about('issuer-unknown')),
    trustStale,
    'nobody is listed for the country',
  ),
  shown(
    'root-not-listed',
    seal({ certificate: { ...signer, issuer: ['AU', 'Other CSCA'], by: key('issuer-p256') } }),
    invalid(about('key-unknown')),
    trustStale,
    'the certificate names a root that is not among the country\u2019s',
  ),
  shown(
    'root-did-not-sign',
    seal({ certificate: { ...signer, by: signer.key } }),
    invalid(about('certificate-invalid')),
    rootEnds,
    'it names the root, and signed itself',
  ),
  shown(
    'no-certificate',
    seal({ certificate: Uint8Array.of(0x30, 0x00) }),
    invalid(about('certificate-invalid')),
    rootEnds,
    'DER, but no certificate',
  ),
  shown(
    'certificate-at-its-end',
    whole,
    invalid(about('certificate-out-of-time')),
    rootEnds,
    'the chain holds at the clock, not when the seal was made',
    signerEnds,
  ),
  shown(
    'signer-not-yet-valid',
    seal({ certificate: { ...signer, from: '2026-03-05T00:00:00Z' } }),
    invalid(about('certificate-out-of-time')),
    '2026-03-04T23:59:00Z',
    'so does its beginning, less a minute by which clocks may differ',
  ),
  shown(
    'signer-of-another-country',
    seal({ certificate: { ...signer, subject: ['FR', 'Seals'] } }),
    invalid(about('country-mismatch')),
    rootEnds,
    'the header says AUS, the certificate FR',
  ),
  shown(
    'signer-of-passports',
    seal({ certificate: { ...signer, extendedKeyUsage: '2.23.136.1.1.3' } }),
    invalid(about('key-usage')),
    rootEnds,
    'the same root signs those who may not sign seals',
  ),
  shown(
    'signer-of-tests',
    seal({ certificate: { ...signer, documents: ['NT'] } }),
    invalid(about('key-usage')),
    rootEnds,
    'its list of documents has tests alone',
  ),
  shown(
    'not-signed',
    seal({ signature: '' }),
    invalid(about('unsigned')),
    rootEnds,
    'no byte of signature',
  ),
  shown(
    'name-changed',
    seal({ shown: JSON.parse(JSON.stringify(vaccinated).replace('ANNA', 'ANNE')) as string }),
    invalid(about('signature-invalid')),
    rootEnds,
    'one letter of what was signed',
  ),
  shown(
    'signer-revoked',
    seal({
      data: from('FJI'),
      certificate: { ...listedSigner, subject: ['FJ', 'Seals'] },
    }),
    invalid(about('key-revoked')),
    rootEnds,
    'a seal does not say when it was made: any window may hold it',
  ),
  shown(
    'signer-before-its-time',
    seal({
      data: from('TON'),
      certificate: { ...listedSigner, subject: ['TO', 'Seals'] },
    }),
    invalid(about('key-out-of-time')),
    rootEnds,
    'the listed window and the certificate share no instant',
  ),
]

const unsupported: readonly Case[] = [
  shown(
    'signer-on-another-curve',
    seal({ certificate: { ...signer, curve: '1.3.36.3.3.2.8.1.1.7' } }),
    check(about('unsupported-key')),
    rootEnds,
    'brainpoolP256r1, on every platform alike',
  ),
]

/** verify/vds-nc.json */
export const verifyVdsNc: VectorFile = {
  path: 'verify/vds-nc.json',
  prefix: 'vds-nc',
  schema: 'verify',
  about: 'Seals of ICAO (VDS-NC): chain, country, signature, and what cannot be read.',
  groups: [{ given, cases: [...genuine, ...unreadables, ...invalids, ...unsupported] }],
}
