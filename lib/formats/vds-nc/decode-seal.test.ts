/** Seals made of nothing: what they say, and what cannot be one. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { vdsNc } from './vds-nc.ts'

const sig = { alg: 'ES256', sigvl: 'AAAA', cer: 'AAAA' }
const header = { t: 'icao.test', v: 1, is: 'AUS' }
const proof = (msg: object, hdr: object = {}): string =>
  JSON.stringify({ data: { hdr: { ...header, ...hdr }, msg }, sig })

const first = (text: string) => vdsNc.decode([text])[0]

function said(text: string) {
  const seal = first(text)
  if (seal === undefined || 'state' in seal) throw new Error('not read')
  return seal
}

function refusal(text: string): string | undefined {
  const seal = first(text)
  return seal !== undefined && 'state' in seal ? seal.reason.code : undefined
}

const tested = (dat: unknown, tr: unknown) => said(proof({ dat, tr })).facts[0]?.fields

test('a test becomes a fact, in UTC, with the three kinds that rules know', () => {
  expect(
    tested({ sc: '2020-12-12T12:00:00+08:00', ri: 'x' }, { tc: 'molecular(PCR)', r: 'negative' }),
  ).toEqual({ sampledAt: '2020-12-12T04:00:00Z', method: 'pcr', result: 'negative' })
  expect(tested({ sc: '2020-12-12T12:00:00Z' }, { tc: 'antibody', r: 'normal' })).toEqual({
    sampledAt: '2020-12-12T12:00:00Z',
    method: 'antibody',
  })
})

test('what is not stated, or may be any of several, is left out', () => {
  expect(tested({ sc: '2020-12-12' }, { tc: 'molecular(other)', r: 'abnormal' })).toEqual({})
  expect(tested({ sc: 5 }, { tc: 'toString', r: null })).toEqual({})
})

const doses = (...ve: readonly object[]) => said(proof({ ve }, { t: 'icao.vacc' })).facts

test('only vaccines against COVID-19 become facts', () => {
  const vd = [{ dvc: '2021-04-02', seq: 1 }]
  expect(doses({ dis: 'RA01.0', vd }, { dis: 'RA01', vd }, { des: 'XM0GQ8', vd })).toHaveLength(3)
  // Yellow fever; a disease that is stated decides over the vaccine.
  expect(
    doses({ dis: '1D47', vd }, { des: 'XM0N24', vd }, { dis: '1D47', des: 'XM68M6', vd }),
  ).toEqual([])
  expect(doses({ dis: 'RA01.0', vd: [{ dvc: '2021-04', seq: '01' }, null] })).toEqual([
    { id: 'vaccination-0-0', kind: 'vaccination', fields: { dose: 1 } },
    { id: 'vaccination-0-1', kind: 'vaccination', fields: {} },
  ])
})

test('a partial birth date is stated as it is, a strange one is not', () => {
  const born = (dob: unknown) => said(proof({ dat: {}, tr: {}, pid: { dob } })).person?.birthDate
  expect([born('1964'), born('1964-08'), born('1964-08-12')]).toEqual([
    '1964',
    '1964-08',
    '1964-08-12',
  ])
  expect([born('12.8.1964'), born(1964)]).toEqual([undefined, undefined])
})

test.each([
  ['text-damaged', '{"hdr"'],
  ['text-damaged', `{"hdr":${'['.repeat(16_000)}`],
  ['too-large', `{"hdr":"${'x'.repeat(10_000_000)}"}`],
  ['envelope-damaged', '{"hdr":1}'],
  ['envelope-damaged', proof({ dat: {}, tr: {} }).replace('"v":1', '"v":1e400')],
  ['envelope-damaged', proof({ dat: {}, tr: {}, n: '\ud800' })],
  ['envelope-damaged', proof({ dat: {}, tr: {} }).replace('"v":1', '"v":1,"\\u0076":1')],
  ['envelope-damaged', proof({ dat: {}, tr: {} }).replace('"sigvl":"AAAA"', '"sigvl":"A"')],
  ['envelope-damaged', proof(JSON.parse(`${'{"a":'.repeat(70)}1${'}'.repeat(70)}`) as object)],
  ['payload-damaged', proof({})],
  ['payload-damaged', proof({ ve: {} }, { t: 'icao.vacc' })],
])('%s: %#', (reason, text) => {
  expect(refusal(text)).toBe(reason)
})

test('a later version is a seal that is not read', () => {
  expect(said(proof({ dat: {}, tr: {} }, { v: 2 })).otherCode).toBe('vds-nc')
})

test('whatever JSON is in it, it is answered', () => {
  fc.assert(
    fc.property(fc.jsonValue(), fc.jsonValue(), fc.boolean(), (msg, other, isTest) => {
      const data = { hdr: { ...header, t: isTest ? 'icao.test' : 'icao.vacc' }, msg }
      const texts = [{ data, sig }, { data, sig: other }, { data: other, sig }, other]
      return vdsNc.decode(texts.map((value) => JSON.stringify(value))).length === texts.length
    }),
    { numRuns: 300 },
  )
})
