/** A hundred codes in a row, as picture files and before the camera: of none of them anything is left in memory. */
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import type { Browser } from 'webdriverio'
import { openBrowser, type OpenBrowser } from '../walk/browser.ts'
import { openHeaps, type Held, type Heaps } from '../walk/heaps.ts'
import { becomes } from '../walk/scanner-hands.ts'
import { openScannerSite, type ScannerSite } from '../walk/scanner-site.ts'

/** What the page has beside the scanner: codes on a canvas, as files or as a camera; and a count of the frames that were never let go. */
const script = `
import QRCode from 'qrcode'
const scanner = document.querySelector('greengate-scanner')
const canvas = Object.assign(document.createElement('canvas'), { width: 640, height: 480 })
const pen = canvas.getContext('2d')
const wipe = () => {
  pen.fillStyle = '#ddd'
  pen.fillRect(0, 0, 640, 480)
  pen.fillStyle = '#222'
}
const drawAt = (what, left, room) => {
  const { modules } = QRCode.create(what, { errorCorrectionLevel: 'M' })
  const scale = Math.floor(room / (modules.size + 8))
  for (let row = 0; row < modules.size; row++)
    for (let column = 0; column < modules.size; column++)
      if (modules.get(row, column)) pen.fillRect(left + column * scale, 40 + row * scale, scale, scale)
}
const draw = (text) => {
  wipe()
  drawAt(text, 100, 440)
}
const textOf = (at) => 'GG1:' + String(at).padStart(6, '0').repeat(50)
let taken = []
const own = globalThis.createImageBitmap.bind(globalThis)
globalThis.createImageBitmap = async (...given) => {
  const bitmap = await own(...given)
  taken.push(bitmap)
  return bitmap
}
navigator.mediaDevices.getUserMedia = async () => {
  // A canvas gives a frame when something is drawn on it.
  setInterval(() => pen.fillRect(0, 0, 1, 1), 33)
  return canvas.captureStream(30)
}
Object.assign(globalThis, {
  async readFiles(from, count) {
    for (let at = from; at < from + count; at++) {
      draw(textOf(at))
      const file = await new Promise((give) => canvas.toBlob(give))
      const texts = await scanner.read(file)
      if (texts.join() !== textOf(at)) return 'not read: ' + at
    }
  },
  async showCodes(from, count) {
    for (let at = from; at < from + count; at++) {
      const seen = new Promise((tell) => {
        scanner.addEventListener('greengate-text', ({ detail }) => tell(detail.text), { once: true })
      })
      draw(textOf(at))
      if ((await seen) !== textOf(at)) return 'not read: ' + at
    }
  },
  async showAtOnce(bytes) {
    const heard = {}
    const both = Promise.all(
      ['greengate-several', 'greengate-frame'].map(
        (name) =>
          new Promise((tell) => {
            scanner.addEventListener(name, ({ detail }) => tell((heard[name] = detail)), { once: true })
          }),
      ),
    )
    scanner.addEventListener('greengate-text', ({ detail }) => (heard.text = detail.text))
    wipe()
    drawAt('GG1:ONE', 30, 180)
    drawAt('GG1:TWO', 230, 180)
    drawAt([{ mode: 'byte', data: new Uint8Array(bytes) }], 430, 180)
    await both
    return { ...heard, 'greengate-frame': [...heard['greengate-frame'].bytes] }
  },
  open: () => {
    const open = taken.filter(({ width }) => width > 0).length
    const count = taken.length
    taken = []
    return [count, open]
  },
})
`

let site: ScannerSite
let open: OpenBrowser
let browser: Browser
let heaps: Heaps

beforeAll(async () => {
  site = await openScannerSite(script)
  open = await openBrowser()
  browser = open.browser
})
afterAll(async () => {
  await open.close()
  await site.close()
})
beforeEach(async () => {
  await browser.url(site.url)
})

/** It may be on already: it remembers. */
const startCamera = async () => {
  await browser.execute(() => void document.querySelector('greengate-scanner')?.start())
  await becomes(browser, 'on')
}

type Show = 'readFiles' | 'showCodes'
const show = (how: Show, from: number, count: number) =>
  browser.execute(
    (name, first, many) =>
      (window as unknown as Record<Show, (a: number, b: number) => Promise<unknown>>)[name](
        first,
        many,
      ),
    how,
    from,
    count,
  )
const openFrames = () =>
  browser.execute(() => (window as unknown as { open(): readonly [number, number] }).open())

/** Lets the worker note the pictures that it is given. */
const note = `self.given = []
  addEventListener('message', ({ data }) => { if ('image' in data) given.push(data.image) })`
const left = `[given.length, given.filter(({ width }) => width > 0).length]`

/** Less than one frame, which is 1,228,800 bytes: a hundred frames, or a buffer of one, would be seen, and so would a hundred pictures of codes. */
const most = 1_000_000

/** The first codes are for whatever is made once; of the next ones nothing may stay. */
async function grown(how: Show) {
  expect(await show(how, 0, 10)).toBeNull()
  heaps = await openHeaps(browser)
  try {
    await heaps.inWorker(note)
    const before = [await heaps.page(), await heaps.worker()]
    await openFrames()
    expect(await show(how, 10, 100)).toBeNull()
    expect((await openFrames())[1]).toBeLessThanOrEqual(1)
    const [given, kept] = (await heaps.inWorker(left)) as [number, number]
    expect(given).toBeGreaterThanOrEqual(100)
    expect(kept).toBeLessThanOrEqual(1)
    await heaps.inWorker('given.length = 0')
    const growth = async () => {
      const after = [await heaps.page(), await heaps.worker()]
      return after.map(({ heap, buffers }, at) => [
        heap - (before[at] as Held).heap,
        buffers - (before[at] as Held).buffers,
      ])
    }
    // The camera goes on, and the worker may be at its next frame just now: what stays is there at every look.
    let least = await growth()
    for (let look = 0; look < 9 && least.flat().some((bytes) => bytes >= most); look++) {
      least = await growth()
    }
    return least
  } finally {
    heaps.close()
  }
}

test.each<[string, Show]>([
  ['as picture files', 'readFiles'],
  ['before the camera', 'showCodes'],
])('a hundred codes %s leave the memory of page and worker as it was', async (_how, how) => {
  if (how === 'showCodes') {
    await startCamera()
  }
  const growth = await grown(how)
  console.log(`memory: ${how}, page and worker grew by ${JSON.stringify(growth)} bytes`)
  for (const bytes of growth.flat()) expect(bytes).toBeLessThan(most)
})

test('two people’s codes beside a frame of an update: none of them is told, and the frame is, by its bytes', async () => {
  await startCamera()
  // Bytes that are no text in any encoding that a reader could guess.
  const frame = [...Buffer.from('GGF1'), 0, 255, 128, 193, 10, 13, 0]
  const heard = await browser.execute(
    (bytes) =>
      (window as unknown as { showAtOnce(bytes: readonly number[]): Promise<unknown> }).showAtOnce(
        bytes,
      ),
    frame,
  )
  expect(heard).toEqual({ 'greengate-several': { count: 2 }, 'greengate-frame': frame })
})
