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
import type { openDecoder as OpenDecoder } from './decoder.ts'

const room = 'verifier-web/edges'
const wasmPath = 'node_modules/zxing-wasm/dist/reader/zxing_reader.wasm'
const page = `<!doctype html><script type="module">
  import { openDecoder } from '/decoder.js'
  globalThis.openDecoder = openDecoder
</script>`
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
  const files = new Map(built.outputFiles.map(({ path, contents }) => [path, contents]))
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
const read = async (pictures: readonly string[]): Promise<readonly (readonly string[])[]> => {
  const { browser } = open
  await browser.url(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`)
  await browser.waitUntil(() => browser.execute(() => 'openDecoder' in globalThis))
  return browser.execute(async (given) => {
    const { openDecoder } = globalThis as unknown as { readonly openDecoder: typeof OpenDecoder }
    const decoder = openDecoder()
    const all: string[][] = []
    for (const picture of given) {
      const image = await createImageBitmap(await (await fetch(picture)).blob())
      all.push((await decoder.read(image, 'picture')).map(({ text }) => text))
    }
    decoder.close()
    return all
  }, pictures)
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
