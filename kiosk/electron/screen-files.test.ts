/** The screen's own scheme: the files of one folder, and not a byte of anything else. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
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
