/** Reading rows: what is a person, what is not and why, however it is written; and the short way finds nothing that the long one refuses. */
import fc from 'fast-check'
import { parseIdNumber } from 'greengate/issue'
import { expect, test } from 'vitest'
import { classCode, classOf } from './class-code.ts'
import type { RowForm } from './columns.ts'
import { rowReader } from './read-row.ts'
import { isPlainResidentId } from './resident-id.ts'
import { syntheticNumber } from './synthetic-rows.ts'

const limit = Date.parse('2020-03-08T00:00:00Z') / 1000
const csv: RowForm = { kind: 'csv', order: [0, 1, 2, 3, 4] }
const ndjson: RowForm = { kind: 'ndjson', order: [] }
const unsound = '330102199001011233'
const sound = syntheticNumber(1)

const read = (line: string | Uint8Array, form = csv, type?: string) => {
  const reader = rowReader({ form, type, limit })
  const bytes = Buffer.from('xxx')
  const all = Buffer.concat([bytes, typeof line === 'string' ? Buffer.from(line) : line, bytes])
  const fault = reader.read(all, 3, all.length - 3)
  if (fault !== undefined) return fault
  const number = Buffer.from(reader.bytes.subarray(reader.from, reader.to)).toString()
  return [reader.type, number, classOf(reader.code), reader.isCut]
}

const resident = (outcome: string, rule: number | null, isCut = false) => [
  'cn-resident-id',
  sound,
  { outcome, rule },
  isCut,
]

test.each([
  [`cn-resident-id,${sound},pass,1,`, resident('pass', 1)],
  [`cn-resident-id,${sound},pass,,`, resident('pass', null)],
  [`cn-resident-id,${sound},stop,1073741823,`, resident('stop', 1_073_741_823)],
  [`cn-resident-id,${sound},check,12,2020-03-01T00:00:00Z`, resident('check', 12)],
  [`cn-resident-id,${sound},pass,4,2020-03-08T00:00:00Z`, resident('pass', 4)],
  [`cn-resident-id,${sound},pass,4,2020-03-07T23:59:59Z`, resident('check', 4, true)],
  [`"cn-resident-id","${sound}","pass","1",""`, resident('pass', 1)],
  [`cn-resident-id,${sound.slice(0, 6)} ${sound.slice(6)},pass,1,`, resident('pass', 1)],
  [
    `passport,e12345678,check,0,`,
    ['passport', 'E12345678', { outcome: 'check', rule: null }, false],
  ],
  [`passport,e12345678,stop,2,`, ['passport', 'E12345678', { outcome: 'stop', rule: 2 }, false]],
])('%s is a row', (line, expected) => {
  expect(read(line)).toEqual(expected)
})

test.each([
  [`cn-resident-id,${sound},pass,1`, 'form'],
  [`cn-resident-id,${sound},pass,1,,`, 'form'],
  [`cn-resident-id,"${sound},pass,1,`, 'form'],
  [`cn-residents,${sound},pass,1,`, 'type'],
  [`,${sound},pass,1,`, 'type'],
  [`cn-resident-id,${unsound},pass,1,`, 'number'],
  [`cn-resident-id,,pass,1,`, 'number'],
  [`passport,EÀ345678,pass,1,`, 'number'],
  [`cn-resident-id,${sound},Pass,1,`, 'outcome'],
  [`cn-resident-id,${sound},passed,1,`, 'outcome'],
  [`cn-resident-id,${sound},,1,`, 'outcome'],
  [`cn-resident-id,${sound},stop,,`, 'rule'],
  [`cn-resident-id,${sound},stop,0,`, 'rule'],
  [`cn-resident-id,${sound},pass,0,`, 'rule'],
  [`cn-resident-id,${sound},check,,`, 'rule'],
  [`cn-resident-id,${sound},check,00,`, 'rule'],
  [`cn-resident-id,${sound},stop,-1,`, 'rule'],
  [`cn-resident-id,${sound},stop,1073741824,`, 'rule'],
  [`cn-resident-id,${sound},stop,01,`, 'rule'],
  [`cn-resident-id,${sound},pass,1,2020-03-08`, 'holds-until'],
  [`cn-resident-id,${sound},pass,1,2020-02-30T00:00:00Z`, 'holds-until'],
  [Buffer.from(`cn-resident-id,${sound},\xcd\xa8\xd0\xd0,1,`, 'latin1'), 'encoding'],
  [Buffer.from(`\xd6\xd0,${sound},pass,1,`, 'latin1'), 'encoding'],
])('%s is none', (line, fault) => {
  expect(read(line)).toBe(fault)
})

test('rows as JSON say the same, and a member that is misspelt is not passed over', () => {
  const row = { type: 'cn-resident-id', number: sound, outcome: 'pass', rule: 1 }
  const json = (more: object) => read(JSON.stringify({ ...row, ...more }), ndjson)
  expect(json({})).toEqual(resident('pass', 1))
  expect(json({ rule: null, holdsUntil: null })).toEqual(resident('pass', null))
  expect(json({ holdsUntil: '2020-03-01T00:00:00Z' })).toEqual(resident('check', 1, true))
  expect(json({ holdUntil: '2020-03-01T00:00:00Z' })).toBe('form')
  expect(json({ number: 5 })).toBe('form')
  expect(json({ rule: '1' })).toBe('rule')
  expect(json({ rule: 1.5 })).toBe('rule')
  expect(json({ type: undefined })).toBe('type')
  expect(read(JSON.stringify({ ...row, type: undefined }), ndjson, 'cn-resident-id')).toEqual(
    resident('pass', 1),
  )
  for (const line of ['{', '[]', '1', 'null', '']) expect(read(line, ndjson)).toBe('form')
})

test('a code stands for its outcome and rule, and no two for the same', () => {
  const codes = [0, 1, 2].flatMap((outcome) =>
    [0, 1, 7, 1_073_741_823].map((r) => classCode(outcome, r)),
  )
  expect(new Set(codes).size).toBe(codes.length)
  expect(classOf(classCode(2, 7))).toEqual({ outcome: 'stop', rule: 7 })
  expect(() => classOf(classCode(3, 1))).toThrow(RangeError)
})

test('what the short way takes for a number the long one leaves as it is, and it takes most', () => {
  const isPlain = (text: string) => isPlainResidentId(Buffer.from(`-${text}-`), 1, 1 + text.length)
  let plain = 0
  for (let n = 0; n < 2000; n++) {
    const number = syntheticNumber(n * 7919)
    expect(parseIdNumber('cn-resident-id', number)).toBe(number)
    if (isPlain(number)) plain += 1
  }
  expect(plain).toBeGreaterThan(1980)
  // Altered ones, so that the check character is right now and then.
  const digit = fc.constantFrom(...Array.from('0123456789X'))
  const altered = fc
    .tuple(fc.nat(1_000_000), fc.array(fc.tuple(fc.nat(17), digit), { maxLength: 3 }))
    .map(([n, changes]) => {
      const characters = Array.from(syntheticNumber(n))
      for (const [at, to] of changes) characters[at] = to
      return characters.join('')
    })
  fc.assert(
    fc.property(altered, (text) => {
      if (isPlain(text)) expect(parseIdNumber('cn-resident-id', text)).toBe(text)
    }),
    { numRuns: 3000 },
  )
})

test('numbers of synthetic people are nobody else’s', () => {
  const numbers = new Set(Array.from({ length: 20_000 }, (_, n) => syntheticNumber(n * 3163)))
  expect(numbers.size).toBe(20_000)
})

test('a JSON row that says a thing twice is none, however it writes the second', () => {
  const start = `{"type":"cn-resident-id","number":"${sound}","rule":7,"outcome":"stop"`
  expect(read(`${start}}`, ndjson)).toEqual(resident('stop', 7))
  expect(read(`${start} , "holdsUntil" : "" }`, ndjson)).toEqual(resident('stop', 7))
  for (const again of [
    '"outcome":"pass"',
    '"outcome" : "pass"',
    String.raw`"outc\u006fme":"pass"`,
  ]) {
    expect(read(`${start},${again}}`, ndjson)).toBe('form')
  }
})
