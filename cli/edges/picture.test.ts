/** Pictures: what is read of them, and which of them are refused. */
import { existsSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { drawQr, qrShape, type PictureFormat } from './qr-code.ts'
import { openPictureReader, pictureKind } from './picture.ts'
import { OperatorError } from '../operator-error.ts'

const corpus = new URL('../../../shared/corpora/qr-zxing/', import.meta.url)
const text = `GG1:${'6BF +70$%*./:-'.repeat(20)}`
const draw = async (format: PictureFormat, of = text): Promise<Uint8Array> => {
  const drawn = await drawQr(of, format)
  return typeof drawn === 'string' ? new TextEncoder().encode(drawn) : drawn
}
const { default: sharp } = await import('sharp')

describe('pictures that we draw', () => {
  test.each(['png', 'svg'] as const)('a %s is read back as the same text', async (format) => {
    const reader = await openPictureReader()
    expect(await reader.read(await draw(format), 'drawn')).toBe(text)
  })

  test('a Greengate text is written in alphanumeric mode and any other in bytes', () => {
    expect(qrShape(text, 'M')).toMatchObject({ mode: 'alphanumeric', errorCorrection: 'M' })
    expect(qrShape('https://example.com/健康', 'M').mode).toBe('byte')
  })

  test('277 characters fit into version 10 with error correction M', () => {
    expect(qrShape('GG1:'.padEnd(277, 'X'), 'M').version).toBe(10)
  })

  test('a text that is not ASCII is read back as it was', async () => {
    const reader = await openPictureReader()
    const foreign = 'https://example.com/健康码?名=林'
    expect(await reader.read(await draw('png', foreign), 'drawn')).toBe(foreign)
  })

  test('terminal blocks, drawn as pixels, are read back', async () => {
    const lines = (await drawQr(text, 'terminal'))
      .toString()
      .replaceAll(/\x1b\[[0-9;]*m/g, '')
      .trimEnd()
      .split('\n')
    const width = Math.max(...lines.map((line) => line.length))
    const dark = lines.flatMap((line) => [
      Array.from(line.padEnd(width), (block) => '█▀'.includes(block)),
      Array.from(line.padEnd(width), (block) => '█▄'.includes(block)),
    ])
    const pixels = Uint8Array.from(dark.flat(), (isDark) => (isDark ? 0 : 255))
    const png = await sharp(pixels, { raw: { width, height: dark.length, channels: 1 } })
      .resize({ width: width * 4, kernel: 'nearest' })
      .png()
      .toBuffer()
    expect(await (await openPictureReader()).read(png, 'terminal')).toBe(text)
  })
})

describe('pictures as people send them', () => {
  const kinds = {
    jpeg: (png) => sharp(png).jpeg({ quality: 70 }).toBuffer(),
    webp: (png) => sharp(png).webp({ quality: 70 }).toBuffer(),
    'lossless webp': (png) => sharp(png).webp({ lossless: true }).toBuffer(),
    gif: (png) => sharp(png).gif().toBuffer(),
    tiff: (png) => sharp(png).tiff().toBuffer(),
    avif: (png) => sharp(png).avif({ quality: 70 }).toBuffer(),
    '16 bit grey png': (png) => sharp(png).toColourspace('grey16').png().toBuffer(),
    'cmyk jpeg': (png) => sharp(png).toColourspace('cmyk').jpeg().toBuffer(),
    'picture turned by its orientation tag': (png) =>
      sharp(png).rotate(90).withMetadata({ orientation: 8 }).jpeg().toBuffer(),
    'picture turned by 37 degrees': (png) =>
      sharp(png).rotate(37, { background: '#777' }).png().toBuffer(),
    'white on black': (png) => sharp(png).negate({ alpha: false }).png().toBuffer(),
    'dark code on nothing': async (png) => {
      const mask = await sharp(png).negate().greyscale().raw().toBuffer({ resolveWithObject: true })
      const { width, height } = mask.info
      return sharp({ create: { width, height, channels: 3, background: '#000' } })
        .joinChannel(mask.data, { raw: { width, height, channels: 1 } })
        .png()
        .toBuffer()
    },
    'picture of 20 million pixels': (png) =>
      sharp(png)
        .extend({ left: 1500, right: 500, top: 1000, bottom: 500, background: '#fff' })
        .resize({ width: 5000, height: 4000, fit: 'fill' })
        .jpeg()
        .toBuffer(),
  } satisfies Record<string, (png: Uint8Array) => Promise<Buffer>>

  test.each(Object.entries(kinds))('a %s is read', async (_kind, made) => {
    const reader = await openPictureReader()
    expect(await reader.read(await made(await draw('png')), 'made')).toBe(text)
  })

  test('a picture without a code has no text', async () => {
    const blank = sharp({ create: { width: 300, height: 200, channels: 3, background: '#9ab' } })
    expect(await (await openPictureReader()).read(await blank.png().toBuffer(), 'blank')).toBeNull()
  })

  test.each([
    ['a text', new TextEncoder().encode('not a picture')],
    ['a bitmap of Windows', Uint8Array.from(Buffer.from(`BM1234\0\0\0\0${'x'.repeat(100)}`))],
    ['a PDF', new TextEncoder().encode('%PDF-1.7\n%...')],
    ['a HEIC', Uint8Array.from(Buffer.from(`\0\0\0\x18ftypheic${'\0'.repeat(64)}`, 'latin1'))],
  ])('%s is refused, never an empty text', async (_what, bytes) => {
    const reader = await openPictureReader()
    await expect(reader.read(bytes, 'given')).rejects.toBeInstanceOf(OperatorError)
  })

  test.each(['png', 'jpeg', 'webp', 'gif', 'tiff', 'avif'] as const)(
    'a %s cut short is refused',
    async (format) => {
      const whole = await sharp(await draw('png'))
        .toFormat(format)
        .toBuffer()
      const cut = whole.subarray(0, Math.floor(whole.length * 0.6))
      const reader = await openPictureReader()
      await expect(reader.read(cut, 'cut')).rejects.toBeInstanceOf(OperatorError)
    },
  )
})

test('the kind of a picture is told by its first bytes', async () => {
  expect(pictureKind(await draw('png'))).toBe('png')
  expect(pictureKind(await draw('svg'))).toBe('svg')
  expect(pictureKind(new TextEncoder().encode(text))).toBeUndefined()
})

interface Row {
  readonly file: string
  readonly expectDecode: boolean
  readonly expectedText: string | null
  readonly expectedTexts?: readonly string[]
}

// The corpus's own texts lost the carriage returns and the blanks at the end.
const trimmed = (read: string): string => read.replaceAll('\r\n', '\n').trimEnd()

test.skipIf(!existsSync(corpus))(
  'of the corpora, qr-zxing: at least 99 of 107 pictures are read, and none of those without a code',
  async () => {
    const rows = JSON.parse(readFileSync(new URL('index.json', corpus), 'utf8')) as Row[]
    const reader = await openPictureReader()
    const missed: string[] = []
    const invented: string[] = []
    for (const { file, expectDecode, expectedText, expectedTexts } of rows) {
      const read = await reader.read(readFileSync(new URL(file, corpus)), file)
      const expected = (expectedTexts ?? [expectedText ?? '']).map(trimmed)
      if (expectDecode && (read === null || !expected.includes(trimmed(read)))) missed.push(file)
      if (!expectDecode && read !== null) invented.push(file)
    }
    const withCode = rows.filter(({ expectDecode }) => expectDecode).length
    console.log(
      `qr-zxing: ${withCode - missed.length}/${withCode} read, ${invented.length} invented of ${rows.length - withCode}`,
    )
    expect(withCode).toBe(107)
    expect(withCode - missed.length).toBeGreaterThanOrEqual(99)
    expect(invented).toEqual([])
  },
)
