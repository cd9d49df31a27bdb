/** The slip, by a printer made of software at the other end of a cable: it is read from what the printer would draw. */
import { readFile } from 'node:fs/promises'
import { create, toBuffer } from 'qrcode'
import { expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes } from 'zxing-wasm/reader'
import { eventually, layBench } from '../../kiosk/station/devices/gate/test-bench.ts'
import { noCable } from '../../kiosk/station/devices/line/test-pty.ts'
import { openEscposPrinter } from '../../kiosk/station/devices/printer/escpos.ts'
import { simulatePrinter } from '../../kiosk/station/devices/printer/simulated-printer.ts'
import { paperSlip } from './paper-slip.ts'
import { codeText, paper } from './test-paper.ts'

const headDpi = 203

test.skipIf(noCable !== undefined)(
  'kiosk/station/devices/: a slip says everything, and its code is read from the paper',
  async () => {
    const bench = await layBench(9_600)
    const simulated = simulatePrinter(bench.far)
    const printer = openEscposPrinter(
      { name: 'printer', path: bench.cable.station },
      bench.surroundings,
    )
    bench.ends(() => printer.stop())
    try {
      await eventually(() => printer.health().state).toBe('ready')
      await printer.printParts(paperSlip(paper, printer.columns))
      await eventually(() => simulated.slips).toHaveLength(1)
      expect(simulated.unknown).toEqual([])
      const { lines = [], codes = [], manners = [] } = simulated.slips[0] ?? {}
      expect(codes).toEqual([codeText])
      const [manner] = manners
      expect(((manner?.dots ?? 0) / headDpi) * 25.4).toBeGreaterThanOrEqual(0.8)
      const all = lines.map(({ text }) => text).join('')
      for (const said of ['爨**', '402X', 'cn-3301 v14 #7', '如有异议', 'To object']) {
        expect(all).toContain(said)
      }
      expect(lines.filter(({ large }) => large).map(({ text }) => text)).toEqual(['2026-12-04'])

      const drawn = await toBuffer(codeText, {
        ...{ errorCorrectionLevel: manner?.level ?? 'L', scale: manner?.dots ?? 0, margin: 4 },
      })
      const { buffer } = await readFile('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
      prepareZXingModule({ overrides: { wasmBinary: buffer } })
      const [read] = await readBarcodes(drawn, { formats: ['QRCode'] })
      expect(read?.text).toBe(codeText)
    } finally {
      await bench.close()
    }
  },
)

test.each([
  [32, 384],
  [48, 576],
])('of %i columns no code is wider than the %i dots that are printed', (columns, dots) => {
  const level = columns === 32 ? 'L' : 'H'
  const qr = paperSlip(paper, columns).find(({ part }) => part === 'qr')
  expect(qr).toMatchObject({ dots: 7, level })
  const { size } = create(codeText, { errorCorrectionLevel: level }).modules
  expect(size * 7).toBeLessThanOrEqual(dots)
})

test('a code that is too long for the printer is refused', () => {
  expect(() => paperSlip({ ...paper, text: 'A'.repeat(400) }, 32)).toThrow(
    expect.objectContaining({ code: 'ERR_DESK_PAPER' }),
  )
})
