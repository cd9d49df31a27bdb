/** Slips by ESC/POS: their bytes, their text, and a printer in trouble. */
import fc from 'fast-check'
import { afterEach, expect, test } from 'vitest'
import type { Printer, Slip } from '../device.ts'
import { eventually, layBench, type Bench } from '../gate/test-bench.ts'
import { noCable } from '../line/test-pty.ts'
import { escpos, qrBytes, slipBytes } from './escpos-bytes.ts'
import { openEscposPrinter, type EscposPrinterOptions } from './escpos.ts'
import { simulatePrinter, type SimulatedPrinter } from './simulated-printer.ts'
import { groupAppeal, localTime, widthOf, wrap } from './slip-lines.ts'

const slip: Slip = {
  appeal: '4829137056',
  at: '2020-03-01T06:00:00Z',
  station: 'east',
  lane: '2',
  purpose: { zh: '进站健康核验', en: 'Health check before entering the station' },
  outcome: 'check',
  reasons: [
    { code: 'rule-check', rule: { set: 'cn-3301', version: 14, no: 7 } },
    { code: 'revoked' },
  ],
  rule: { set: 'cn-3301', version: 14, no: 7 },
}
const hex = (bytes: Iterable<number>) => Buffer.from([...bytes]).toString('hex')

test.each([
  ['initialise', escpos.initialise, '1b40'],
  ['Chinese characters on', escpos.chineseOn, '1c26'],
  ['double width and height', escpos.size(true), '1d2111'],
  ['cut', escpos.cut, '1d564200'],
  ['paper status', escpos.status(4), '100404'],
])('%s is what printers know', (_name, ours, theirs) => {
  expect(hex(ours)).toBe(theirs)
})

test('a QR code is stored and printed by the printer itself', () => {
  expect(hex(qrBytes('12'))).toBe(
    '1d286b0400314132' +
      '00' +
      '1d286b03003143061d286b0300314531' +
      '1d286b0500315030' +
      '3132' +
      '1d286b0300315130',
  )
})

test.each([32, 48])('no line of %i columns is wider than the paper', (columns) => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom('码', '验', 'a', 'b', ' ', '-', '；') }),
      (text) => {
        const lines = wrap(text, columns)
        for (const line of lines) expect(widthOf(line)).toBeLessThanOrEqual(columns)
        expect(lines.join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''))
      },
    ),
  )
})

test('the time is the local one, and says so', () => {
  expect(localTime('2020-03-01T20:00:05Z', 480)).toBe('2020-03-02 04:00:05 UTC+08:00')
  expect(localTime('2020-03-01T20:00:05Z', -210)).toBe('2020-03-01 16:30:05 UTC-03:30')
})

test('an appeal number is grouped as it is spoken', () => {
  expect(groupAppeal('4829137056')).toBe('482 913 7056')
})

const benches: Bench[] = []
afterEach(async () => {
  for (const bench of benches.splice(0)) await bench.close()
})
async function setUp(
  options: Partial<EscposPrinterOptions> = {},
): Promise<{ bench: Bench; paper: SimulatedPrinter; printer: Printer }> {
  const bench = await layBench(9_600)
  benches.push(bench)
  const paper = simulatePrinter(bench.far, options.encoding && { encoding: options.encoding })
  await eventually(() => bench.far.state()).toBe('ready')
  const printer = openEscposPrinter(
    { name: 'printer', path: bench.cable.station, beatMs: 50, ...options },
    bench.surroundings,
  )
  bench.ends(() => {
    paper.close()
  })
  bench.ends(() => printer.stop())
  await eventually(() => printer.health().state).toBe('ready')
  return { bench, paper, printer }
}

test.skipIf(noCable !== undefined).each([
  { encoding: 'gb18030', columns: 32 },
  { encoding: 'utf-8', columns: 48 },
] as const)('a slip in $encoding on $columns columns says everything and is cut', async (how) => {
  const { paper, printer } = await setUp(how)
  await printer.print(slip)
  await eventually(() => paper.slips).toHaveLength(1)
  expect(paper.unknown).toEqual([])
  const { lines = [], codes } = paper.slips[0] ?? {}
  expect(codes).toEqual(['4829137056'])
  expect(lines.filter(({ large }) => large).map(({ text }) => text)).toContain('482 913 7056')
  const all = lines.map(({ text }) => text).join('\n')
  for (const said of [
    '进站健康核验',
    'east / 2',
    '14:00:00',
    'UTC+08:00',
    '人工核验',
    'cn-3301 v14 #7',
  ]) {
    expect(all).toContain(said)
  }
  for (const { text, large } of lines) {
    expect(widthOf(text) * (large ? 2 : 1), text).toBeLessThanOrEqual(how.columns)
  }
})

test.skipIf(noCable !== undefined)(
  'paper that is out and a cover that is open are told',
  async () => {
    const { paper, printer } = await setUp()
    paper.paper(false)
    await expect
      .poll(() => printer.health())
      .toMatchObject({ state: 'failing', detail: 'paper-out' })
    await expect(printer.print(slip)).rejects.toMatchObject({ code: 'ERR_DEVICE_REFUSED' })
    paper.paper(true)
    paper.cover(true)
    await expect
      .poll(() => printer.health())
      .toMatchObject({ state: 'failing', detail: 'cover-open' })
    paper.cover(false)
    await eventually(() => printer.health().state).toBe('ready')
    await printer.print(slip)
    expect(paper.slips).toHaveLength(1)
  },
)

test.skipIf(noCable !== undefined)(
  'a printer without power is silent, and no slip waits for it',
  async () => {
    const { paper, printer } = await setUp()
    paper.power(false)
    const prints = Array.from({ length: 5 }, () =>
      printer.print(slip).then(
        () => 'printed',
        (error: unknown) => error,
      ),
    )
    for (const print of prints) expect(await print).toMatchObject({ name: 'DeviceError' })
    expect(printer.health().state).toBe('silent')
    paper.power(true)
    await eventually(() => printer.health().state).toBe('ready')
    expect(paper.slips).toEqual([])
  },
)

test.skipIf(noCable !== undefined)('unplugged and plugged in again, it prints again', async () => {
  const { bench, paper, printer } = await setUp()
  await bench.cable.unplug()
  await eventually(() => printer.health().state).toBe('missing')
  await expect(printer.print(slip)).rejects.toMatchObject({ code: 'ERR_DEVICE_MISSING' })
  await bench.cable.plug()
  await eventually(() => printer.health().state).toBe('ready')
  await printer.print(slip)
  expect(paper.slips).toHaveLength(1)
})

test('a name with commands in it is printed as text', () => {
  const bytes = slipBytes(
    { ...slip, station: '\u{1f600}\u0000\u001b@' },
    { columns: 32, encoding: 'gb18030', offsetMinutes: 0 },
  )
  expect(hex(bytes).split('1b40')).toHaveLength(2)
})
