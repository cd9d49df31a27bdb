/** The screen's own scheme: the files of one folder, and not a byte of anything else. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { fakeStation } from '../shared/fake-station.ts'
import { serveScreen } from '../station/screen-server.ts'
import { screenFiles } from './screen-files.ts'

let top: string
let get: (url: string, method?: string) => Promise<Response>

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  const folder = join(top, 'screen')
  await mkdir(folder)
  await writeFile(join(top, 'secret.js'), 'secret')
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(folder, 'zxing_reader.wasm'), 'wasm')
  await writeFile(join(folder, 'notes.txt'), 'notes')
  const answer = await screenFiles(folder)
  get = (url, method = 'GET') => answer({ url, method })
})
afterEach(() => rm(top, { recursive: true }))

describe('the scheme of the screen', () => {
  test('serves the page at its top, with the policy of every page', async () => {
    const response = await get('app://kiosk/')
    expect(response.status).toBe(200)
    expect(response.headers.get('content-type')).toContain('text/html')
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'")
    expect(await response.text()).toBe('<!doctype html>')
  })

  test('serves wasm as wasm', async () => {
    const response = await get('app://kiosk/zxing_reader.wasm')
    expect(response.headers.get('content-type')).toBe('application/wasm')
  })

  test.each([
    'app://kiosk/../secret.js',
    'app://kiosk/..%2fsecret.js',
    'app://kiosk/%2e%2e/secret.js',
    'app://kiosk//secret.js',
    'app://kiosk/notes.txt',
    'app://kiosk/nothing.js',
    'app://other/index.html',
    'file:///etc/passwd',
  ])('has nothing at %s', async (url) => {
    expect((await get(url)).status).toBe(404)
  })

  test('is not written to', async () => {
    expect((await get('app://kiosk/', 'POST')).status).toBe(404)
  })
})

describe('an operator’s sounds', () => {
  const wanted = ['en/pass.wav', 'en/stop.wav', 'zh-CN/pass.wav', 'de/pass.wav']
  let screenFolder: string
  let voiceFolder: string
  const give = async (folder: string, name: string, text: string) => {
    await mkdir(join(folder, name, '..'), { recursive: true })
    await writeFile(join(folder, name), text)
  }

  beforeEach(async () => {
    screenFolder = join(top, 'screen')
    voiceFolder = join(top, 'theirs')
    await give(voiceFolder, 'en/pass.wav', 'theirs')
    for (const name of wanted.slice(0, 3)) await give(join(screenFolder, 'voice'), name, 'built')
  })

  test('stand before the shipped ones, which fill their gaps, in this shell as in the other', async () => {
    const read = async (response: Response) => (response.ok ? response.text() : response.status)
    const answer = await screenFiles(screenFolder, voiceFolder)
    const here = wanted.map((name) => answer({ url: `app://kiosk/voice/${name}`, method: 'GET' }))
    const log = () => undefined
    const server = await serveScreen({
      ...{ api: fakeStation(), screenFolder, voiceFolder, port: 0, log },
    })
    const there = wanted.map((name) => fetch(`${server.origin}/voice/${name}`))
    const heard = await Promise.all([...here, ...there].map(async (one) => read(await one)))
    await server.close()
    expect(heard.slice(0, 4)).toEqual(['theirs', 'built', 'built', 404])
    expect(heard.slice(4)).toEqual(heard.slice(0, 4))
  })
})
