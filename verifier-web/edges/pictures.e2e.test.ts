/** Every kind of picture file, read by the scanner in a real Chromium; and a hundred codes in a row, after which nothing is left of them. */
import { crc32, deflateSync } from 'node:zlib'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { openBrowser, type OpenBrowser } from '../walk/browser.ts'
import { codePng } from '../walk/pictures.ts'
import { openScannerSite, type ScannerSite } from '../walk/scanner-site.ts'

/** Ends with a space, which is easily lost. */
const text = 'GG1:A CODE OF 40 CHARACTERS%*+ WITH END '
const other = 'GG1:ANOTHER ONE'
let site: ScannerSite
let open: OpenBrowser
let png: Buffer

beforeAll(async () => {
  site = await openScannerSite()
  open = await openBrowser()
  await open.browser.url(site.url)
  png = await codePng(text)
})
afterAll(async () => {
  await open.close()
  await site.close()
})

/** Has the scanner read a file; gives the texts, or the problem in their place. */
const read = async (bytes: Uint8Array, type = ''): Promise<readonly string[]> =>
  open.browser.execute(
    async (base64, kind) => {
      const data = Uint8Array.from(atob(base64), (character) => character.charCodeAt(0))
      const scanner = document.querySelector('greengate-scanner')!
      try {
        return await scanner.read(new Blob([data], { type: kind }))
      } catch (error) {
        return [(error as { readonly problem?: string }).problem ?? String(error)]
      }
    },
    Buffer.from(bytes).toString('base64'),
    type,
  )
const svg = (size: string) =>
  Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" ${size} viewBox="0 0 300 300"><image width="300" height="300" href="data:image/png;base64,${png.toString('base64')}"/></svg>`,
  )
/** The dark modules alone, black or white, on nothing. */
const onNothing = async (ink: 0 | 255) => {
  const { data, info } = await sharp(png).greyscale().raw().toBuffer({ resolveWithObject: true })
  const { width, height } = info
  const rgba = Buffer.from([...data].flatMap((light) => [ink, ink, ink, 255 - light]))
  return sharp(rgba, { raw: { width, height, channels: 4 } })
    .png()
    .toBuffer()
}
const noise = () =>
  Buffer.from(Array.from({ length: 270_000 }, (_, at) => (at * 7919 * (at % 613)) % 256))

test.each<[string, () => Promise<Uint8Array> | Uint8Array, string?]>([
  ['a PNG', () => png, 'image/png'],
  ['a JPEG', () => sharp(png).jpeg({ quality: 60 }).toBuffer(), 'image/jpeg'],
  ['a WebP', () => sharp(png).webp({ quality: 50 }).toBuffer(), 'image/webp'],
  ['an AVIF', () => sharp(png).avif({ quality: 50 }).toBuffer(), 'image/avif'],
  ['a GIF', () => sharp(png).gif().toBuffer(), 'image/gif'],
  ['a picture that does not say its kind', () => png],
  ['a drawing', () => svg('width="300" height="300"'), 'image/svg+xml'],
  ['a small drawing', () => svg('width="40" height="40"'), 'image/svg+xml'],
  ['a drawing without a size', () => svg(''), 'image/svg+xml'],
  ['a huge drawing', () => svg('width="9000" height="9000"'), 'image/svg+xml'],
  ['a photo that its camera says is turned', () => turned(6)],
  ['a photo that its camera says is turned and mirrored', () => turned(5)],
  ['a mirrored code', () => sharp(png).flop().toBuffer()],
  ['a white code on black', () => sharp(png).negate({ alpha: false }).toBuffer()],
  ['black modules on nothing', () => onNothing(0)],
  ['white modules on nothing', () => onNothing(255)],
  ['a photo of 18 million pixels', () => huge(4600, 4000)],
])('%s is read', async (_kind, picture, type) => {
  expect(await read(await picture(), type)).toEqual([text])
})

const turned = (orientation: number) =>
  sharp(png).rotate(-90).withMetadata({ orientation }).jpeg().toBuffer()
const huge = (width: number, height: number) =>
  sharp(png)
    .resize(2000)
    .extend({ right: width - 2000, bottom: height - 2000, background: '#777' })
    .png({ compressionLevel: 1 })
    .toBuffer()

test('of a moving picture the first one is read, and of two codes both', async () => {
  const second = await sharp(await codePng(other))
    .resize(300)
    .toBuffer()
  const first = await sharp(png).resize(300).toBuffer()
  const moving = await sharp([first, second], { join: { animated: true } })
    .gif({ delay: [50, 50] })
    .toBuffer()
  expect((await sharp(moving, { animated: true }).metadata()).pages).toBe(2)
  expect(await read(moving)).toEqual([text])
  const paper = sharp({ create: { width: 760, height: 400, channels: 3, background: '#fff' } })
  const both = paper.composite([
    { input: first, left: 20, top: 20 },
    { input: second, left: 400, top: 60 },
  ])
  expect([...(await read(await both.png().toBuffer()))].toSorted()).toEqual(
    [text, other].toSorted(),
  )
})

test('what is no code gives none', async () => {
  const photo = sharp(noise(), { raw: { width: 300, height: 300, channels: 3 } })
  expect(await read(await photo.png().toBuffer())).toEqual([])
})

/** A PNG of nothing, however large, in a few kilobytes. */
const bomb = (side: number) => {
  const chunk = (name: string, data: Uint8Array) => {
    const whole = Buffer.alloc(12 + data.length)
    whole.writeUInt32BE(data.length)
    whole.write(name, 4, 'latin1')
    whole.set(data, 8)
    whole.writeUInt32BE(crc32(whole.subarray(4, 8 + data.length)), 8 + data.length)
    return whole
  }
  const head = Buffer.alloc(13)
  head.writeUInt32BE(side)
  head.writeUInt32BE(side, 4)
  head[8] = 1
  const rows = deflateSync(Buffer.alloc(side * (1 + side / 8)), { level: 1 })
  const magic = Buffer.from('89504e470d0a1a0a', 'hex')
  return Buffer.concat([
    magic,
    chunk('IHDR', head),
    chunk('IDAT', rows),
    chunk('IEND', Buffer.alloc(0)),
  ])
}

test('what is no picture is refused, each with its reason', async () => {
  const heic = Buffer.concat([
    Buffer.from('\0\0\0\u0018ftypheic\0\0\0\0mif1heic', 'latin1'),
    noise(),
  ])
  expect(await read(heic, 'image/heic')).toEqual(['heic'])
  expect(await read(Buffer.from('this is text'), 'text/plain')).toEqual(['unknown'])
  expect(await read(png.subarray(0, 60), 'image/png')).toEqual(['unknown'])
  expect(await read(Buffer.from('<svg'), 'image/svg+xml')).toEqual(['unknown'])
  expect(await read(new Uint8Array(), 'image/png')).toEqual(['unknown'])
  const bytes = bomb(16_000)
  let leastMs = Infinity
  // The machine may be busy: of some times one is enough.
  for (let i = 0; i < 5 && leastMs >= 5_000; i++) {
    const started = performance.now()
    expect(await read(bytes, 'image/png')).toEqual(['too-large'])
    leastMs = Math.min(leastMs, performance.now() - started)
  }
  expect(leastMs).toBeLessThan(5_000)
})
