/** The decoder in a real Chromium: with its wasm, and where the wasm is not there. */
import { readFileSync } from 'node:fs'
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { build } from 'esbuild'
import sharp from 'sharp'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cameraFrames, seeds } from '../../bench/camera/frames.ts'
import { rgbaOf } from '../../bench/camera/rgba.ts'
import { openBrowser, type OpenBrowser } from '../walk/browser.ts'
import { codePng } from '../walk/pictures.ts'
import type { openDecoder as OpenDecoder } from './decoder.ts'
import { probeText } from './probe-code.ts'

const room = 'verifier-web/edges'
const wasmPath = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'
const page = `<!doctype html><script type="module">
  import { openDecoder } from '/decoder.js'
  globalThis.openDecoder = openDecoder
</script>`
/** Readers of a browser's own, as they are before the worker starts: one that works, and some that lie. */
const detectors = {
  honest: `[{ rawValue: times++ === 0 ? probeText : 'GG1:BY THE BROWSER' }]`,
  mute: `new Promise(() => undefined)`,
  throwing: `Promise.reject(new DOMException('', 'NotSupportedError'))`,
  wrong: `[{ rawValue: 'GG1:WRONG' }]`,
  blind: `[]`,
} as const
const detectorScript = (name: string) => `
  const probeText = ${JSON.stringify(probeText)}
  let times = 0
  globalThis.BarcodeDetector = class {
    static getSupportedFormats = async () => ['qr_code']
    detect() {
      fetch('/detected/${name}')
      return Promise.resolve(${detectors[name as keyof typeof detectors]})
    }
  }`
let server: Server
let open: OpenBrowser
let isWasmThere = true
const asked: string[] = []

beforeAll(async () => {
  const built = await build({
    entryPoints: ['decoder', 'decoder-worker', 'decoder-fallback'].map((n) => `${room}/${n}.ts`),
    bundle: true,
    write: false,
    outdir: '/',
    format: 'esm',
    target: 'es2022',
  })
  const files = new Map<string, string | Uint8Array>(
    built.outputFiles.map(({ path, contents }) => [path, contents]),
  )
  for (const name of Object.keys(detectors)) {
    files.set(`/${name}/detector.js`, detectorScript(name))
    files.set(`/${name}/decoder-worker.js`, `import './detector.js'; import '/decoder-worker.js'`)
  }
  const types = { js: 'text/javascript', wasm: 'application/wasm', html: 'text/html' } as const
  server = createServer((request, response) => {
    const path = request.url ?? '/'
    asked.push(path)
    const isWasm = path === '/zxing_reader.wasm'
    const file = isWasm && isWasmThere ? readFileSync(wasmPath) : files.get(path)
    const kind = isWasm ? 'wasm' : file === undefined ? 'html' : 'js'
    response.setHeader('content-type', types[kind])
    response.statusCode = isWasm && !isWasmThere ? 404 : 200
    response.end(file ?? page)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  open = await openBrowser()
})

afterAll(async () => {
  await open.close()
  server.closeAllConnections()
  server.close()
})

/** The frames as pictures, read by a decoder of a new page. */
const read = async (
  pictures: readonly string[],
  folder = '',
): Promise<readonly (readonly string[])[]> => {
  const { browser } = open
  await browser.url(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await browser.waitUntil(() => browser.execute(() => 'openDecoder' in globalThis))
  return browser.execute(
    async (given, assets) => {
      const { openDecoder } = globalThis as unknown as { readonly openDecoder: typeof OpenDecoder }
      const decoder = openDecoder({ assets })
      const all: string[][] = []
      for (const picture of given) {
        const image = await createImageBitmap(await (await fetch(picture)).blob())
        all.push((await decoder.read(image, 'picture')).map(({ text }) => text))
      }
      decoder.close()
      return all
    },
    pictures,
    folder,
  )
}

test('frames are read with wasm; without it the decoder reads on by itself', async () => {
  const frames = [...cameraFrames(seeds.tuning, 1)]
  const pictures = await Promise.all(
    frames.map(async ({ picture }) => {
      const { width, height, data } = rgbaOf(picture)
      const png = await sharp(Buffer.from(data.buffer), { raw: { width, height, channels: 4 } })
        .png()
        .toBuffer()
      return `data:image/png;base64,${png.toString('base64')}`
    }),
  )
  const right = (all: readonly (readonly string[])[]) => {
    for (const [at, texts] of all.entries())
      for (const text of texts) expect(text).toBe(frames[at]?.text)
    return all.filter((texts) => texts.length > 0).length
  }
  const withWasm = right(await read(pictures))
  expect(withWasm).toBeGreaterThan(4)
  expect(asked).not.toContain('/decoder-fallback.js')

  isWasmThere = false
  const without = right(await read(pictures))
  expect(asked).toContain('/decoder-fallback.js')
  expect(without).toBeGreaterThan(0)
  expect(without).toBeLessThanOrEqual(withWasm)
})

test('a reader of the browser’s own is used where it works, and one that lies is asked once', async () => {
  isWasmThere = true
  const png = `data:image/png;base64,${(await codePng('GG1:A CODE ')).toString('base64')}`
  // One at a time: the first may come before the browser's own reader is proven.
  const times = Array.from({ length: 6 }, () => png)
  const byThis = await read([png])
  expect(byThis).toEqual([['GG1:A CODE ']])
  for (const name of Object.keys(detectors)) {
    const texts = (await read(times, `/${name}`)).flat()
    const count = asked.filter((path) => path === `/detected/${name}`).length
    if (name === 'honest') {
      expect(texts.at(-1)).toBe('GG1:BY THE BROWSER')
      expect(count).toBeGreaterThan(1)
    } else {
      expect(texts).toEqual(times.map(() => 'GG1:A CODE '))
      expect(count).toBe(1)
    }
  }
})
