/** The printed sheet: what a renderer draws of it is read and measured, in millimetres. */
import { execFile } from 'node:child_process'
import { existsSync } from 'node:fs'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import sharp from 'sharp'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { prepareZXingModule, readBarcodes, type ReadResult } from 'zxing-wasm/reader'
import { fitQr } from './fit-qr.ts'
import { outlineOf } from './font-parts.ts'
import { leastModuleMm, paperSheet, type PaperSheet } from './paper-sheet.ts'
import { drawable } from './sheet-font.ts'
import { codeText, paper } from './test-paper.ts'

const run = promisify(execFile)
const dpi = 300
const mmOf = (dots: number): number => (dots / dpi) * 25.4

describe.skipIf(!existsSync('/usr/bin/pdftoppm'))('a printed sheet', () => {
  let folder = ''
  let sheet: PaperSheet
  let picture: Buffer
  let read: ReadResult | undefined
  const path = (name: string): string => join(folder, name)

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'greengate-paper-'))
    sheet = await paperSheet(paper)
    await writeFile(path('sheet.pdf'), sheet.pdf)
    await run('pdftoppm', ['-r', `${dpi}`, '-png', '-singlefile', path('sheet.pdf'), path('sheet')])
    picture = await readFile(path('sheet.png'))
    const wasm = await readFile('node_modules/zxing-wasm/dist/reader/zxing_reader.wasm')
    prepareZXingModule({ overrides: { wasmBinary: Uint8Array.from(wasm).buffer } })
    const results = await readBarcodes(picture, { formats: ['QRCode'] })
    expect(results).toHaveLength(1)
    read = results[0]
  })
  afterAll(() => rm(folder, { recursive: true, force: true }))

  test('is one page of A6', async () => {
    const { stdout } = await run('pdfinfo', ['-box', path('sheet.pdf')])
    expect(stdout).toMatch(/^Pages: +1$/m)
    const [, width, height] = /^MediaBox: +0\.00 +0\.00 +([\d.]+) +([\d.]+)$/m.exec(stdout) ?? []
    expect((Number(width) * 25.4) / 72).toBeCloseTo(105, 1)
    expect((Number(height) * 25.4) / 72).toBeCloseTo(148, 1)
  })

  test('has its fonts in it, and no other', async () => {
    const { stdout } = await run('pdffonts', [path('sheet.pdf')])
    const fonts = stdout.trim().split('\n').slice(2)
    expect(fonts).toHaveLength(2)
    for (const font of fonts) {
      expect(font).toMatch(/^[A-Z]{6}\+NotoSansSC-(400|700) .* yes yes yes /)
    }
  })

  test('carries the code to the letter, in modules that a gate reads', () => {
    expect(read?.text).toBe(codeText)
    const { topLeft, topRight, bottomLeft } = read?.position ?? fail()
    for (const end of [topRight, bottomLeft]) {
      const side = Math.hypot(end.x - topLeft.x, end.y - topLeft.y)
      const moduleMm = mmOf(side) / sheet.qr.size
      expect(moduleMm).toBeCloseTo(sheet.qr.moduleMm, 1)
      expect(moduleMm).toBeGreaterThanOrEqual(leastModuleMm)
    }
    expect(read).toMatchObject({ ecLevel: sheet.qr.level })
  })

  test('leaves four modules white on each side of the code', async () => {
    const { topLeft, bottomRight } = read?.position ?? fail()
    const zone = Math.ceil(((4 * sheet.qr.moduleMm) / 25.4) * dpi)
    const [left, top] = [topLeft.x - zone + 3, topLeft.y - zone + 3]
    const [width, height] = [bottomRight.x - left + zone - 3, bottomRight.y - top + zone - 3]
    const inner = zone - 6
    const strips = [
      { left, top, width, height: inner },
      { left, top, width: inner, height },
      { left, top: bottomRight.y + 4, width, height: inner },
      { left: bottomRight.x + 4, top, width: inner, height },
    ]
    for (const strip of strips) {
      const { dominant, channels } = await sharp(
        await sharp(picture).extract(strip).toBuffer(),
      ).stats()
      expect(dominant.r).toBeGreaterThan(240)
      for (const { min } of channels) expect(min).toBe(255)
    }
  })

  test('says everything, in both languages, and its metadata nothing', async () => {
    const { stdout } = await run('pdftotext', ['-layout', path('sheet.pdf'), '-'])
    const text = stdout.replaceAll(/\s/g, '')
    // What stands on it is the local day, not that of the code's clock.
    for (const said of ['爨**', '402X', '2026-12-04', '02:30UTC+08:00', 'cn-3301v14#7']) {
      expect(text).toContain(said)
    }
    expect(text).toContain(paper.reason.zh)
    expect(text).toContain(paper.reason.en.replaceAll(' ', ''))
    const { stdout: about } = await run('pdfinfo', [path('sheet.pdf')])
    for (const claim of ['爨', '402X', '2026-12-04', codeText.slice(0, 12)]) {
      expect(about).not.toContain(claim)
    }
  })

  test('is the same whenever it is drawn', async () => {
    expect(Buffer.from((await paperSheet(paper)).pdf).equals(sheet.pdf)).toBe(true)
  })
})

test.each(['爨', '麴', '昝', '逯', '禤', '亓', '仝', '堃'])(
  'the rare surname %s has an outline of its own, heavier where it is bold',
  (name) => {
    const of = (weight: 400 | 700) => outlineOf(name.codePointAt(0) ?? 0, weight)
    expect(of(400)?.commands.length).toBeGreaterThan(8)
    expect(of(700)?.commands).not.toEqual(of(400)?.commands)
    expect(of(400)?.commands).not.toEqual(outlineOf(0x7530, 400)?.commands)
  },
)

test('what no part draws is written as its number, never as an empty box', () => {
  expect(drawable('\u{20bb7}**', 700)).toBe('[U+20BB7]**')
  expect(drawable('麴**', 700)).toBe('麴**')
})

test('the strongest correction that fits is chosen, and none that does not', () => {
  expect(fitQr(codeText, 200)).toMatchObject({ level: 'H' })
  const fitted = fitQr(codeText, 77)
  expect(fitted?.level).toBe('Q')
  expect((fitted?.size ?? 0) + 8).toBeLessThanOrEqual(77)
  expect(fitQr(codeText, 65)).toMatchObject({ level: 'M', version: 10 })
  expect(fitQr(codeText, 40)).toBeUndefined()
  expect(fitQr('A'.repeat(5000), 1000)).toBeUndefined()
})

test('a code that is too long for paper is refused', async () => {
  await expect(paperSheet({ ...paper, text: 'A'.repeat(900) })).rejects.toMatchObject({
    code: 'ERR_DESK_PAPER',
  })
})

test('a rule that has much to say still ends on the sheet', async () => {
  const reason = { zh: '十四天内'.repeat(30), en: 'within fourteen days '.repeat(12) }
  const { pdf } = await paperSheet({ ...paper, reason })
  expect(
    Buffer.from(pdf)
      .toString('latin1')
      .match(/\/Type \/Page\b/g),
  ).toHaveLength(1)
})

function fail(): never {
  throw new Error('the code was not read')
}
