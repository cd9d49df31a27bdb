/** What the station serves as a page: under which policy, to whom, and what stands in it. */
import { request } from 'node:http'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakeStation, fakeStatus, type FakeStation } from '../shared/fake-station.ts'
import type { StationStatus } from '../shared/kiosk-api.ts'
import { serveScreen, type ScreenServer } from './screen-server.ts'

let top: string
let folder: string
let station: FakeStation
let server: ScreenServer
let logged: string[]

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  folder = join(top, 'screen')
  await mkdir(folder)
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(top, 'outside.txt'), 'outside')
  station = fakeStation()
  logged = []
  server = await serveScreen({
    api: station,
    screenFolder: folder,
    port: 0,
    log: (line) => {
      logged.push(line)
    },
  })
})
afterEach(async () => {
  await server.close()
  await rm(top, { recursive: true })
})

const token = () => new URL(server.url).hash.slice(1)

describe('the page', () => {
  const page = async (method = 'GET') => {
    const answer = await fetch(server.origin, { method })
    return { text: await answer.text(), headers: answer.headers }
  }

  const say = (status: StationStatus) => {
    station.listen = (listener) => {
      listener({ kind: 'status', status })
      return () => undefined
    }
  }

  test('says what the station says when it is sent, kept by nobody, and nothing in it ends it', async () => {
    await writeFile(join(folder, 'index.html'), '<head><script>abc</script>')
    say({ ...fakeStatus, station: '</script>' })
    const { text, headers } = await page()
    const said = /<script type="application\/json" id="said">(.*?)<\/script>/.exec(text)?.[1]
    expect(JSON.parse(said ?? '')).toEqual({
      event: { kind: 'status', status: { ...fakeStatus, station: '</script>' } },
    })
    expect(headers.get('cache-control')).toBe('no-store')
    expect(headers.get('content-security-policy')).toContain('sha256-ungWv48Bz+pBQUDeXa4iI7ADYaOWF')
    expect((await page('HEAD')).text).toBe('')
  })

  test('of a station that is out of service says nothing of it', async () => {
    await writeFile(join(folder, 'index.html'), '<head>')
    expect((await page()).text).toContain('said')
    say({ ...fakeStatus, service: 'no-receipts' })
    expect((await page()).text).toBe('<head>')
  })
})

describe('a page', () => {
  /** Gets a path exactly as it is spelled, which fetch would not. */
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    new Promise<{ status: number | undefined; headers: NodeJS.Dict<string | string[]> }>(
      (resolve, reject) => {
        const asked = request(server.origin, { path, headers, method }, (response) => {
          response.resume()
          resolve({ status: response.statusCode, headers: response.headers })
        })
        asked.on('error', reject)
        asked.end()
      },
    )

  test('is served with a policy that lets nothing in from elsewhere', async () => {
    const { status, headers } = await get('/')
    expect(status).toBe(200)
    const policy = String(headers['content-security-policy'])
    expect(policy).toContain("default-src 'none'")
    expect(policy).not.toMatch(/unsafe-inline|unsafe-eval(?<!wasm-unsafe-eval)|\*|https?:/)
    expect(headers).toMatchObject({
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'no-referrer',
    })
  })

  test('is refused under another Host', async () => {
    expect((await get('/', { host: 'example.com' })).status).toBe(421)
    expect((await get('/', { host: `localhost:${new URL(server.origin).port}` })).status).toBe(421)
  })

  test.each([
    '/../outside.txt',
    '/%2e%2e/outside.txt',
    '/..%2foutside.txt',
    '/nothing.js',
    '//x/y',
  ])('at %s is not there', async (path) => {
    expect((await get(path)).status).toBe(404)
  })

  test('is never written to', async () => {
    expect((await get('/', {}, 'POST')).status).toBe(405)
  })

  test('never carries the token', async () => {
    expect(JSON.stringify(await get('/'))).not.toContain(token())
  })
})
