/** The Chromium shell: what it is started with, what nobody else can read, and that nothing of it stays. */
import { chmod, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises'
import { existsSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { findChromium, hasDisplay } from './find-chromium.ts'
import { kioskArguments, openKiosk, stepPage } from './open-kiosk.ts'

const url = 'http://127.0.0.1:4710/#secret-token'
let folder: string

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
})
afterEach(() => rm(folder, { recursive: true }))

/** A browser that writes down how it was called and stays open. */
async function fakeChromium(name = 'chromium'): Promise<string> {
  const path = join(folder, name)
  await writeFile(
    path,
    `#!/bin/sh\nprintf '%s\\n' "$@" > "$0.called"\nmv "$0.called" "$0.args"\nexec sleep 600\n`,
  )
  await chmod(path, 0o755)
  return path
}

describe('openKiosk', () => {
  test('hands the address over in a file that only its owner can read, and deletes it afterwards', async () => {
    const chromium = await fakeChromium()
    const kiosk = await openKiosk({ chromium, url, asRoot: false })
    await expect.poll(() => existsSync(`${chromium}.args`)).toBe(true)
    const args = (await readFile(`${chromium}.args`, 'utf8')).trim().split('\n')
    expect(args.join()).not.toContain('secret-token')
    const step = fileURLToPath(args.at(-1) ?? '')
    expect(await readFile(step, 'utf8')).toContain('secret-token')
    expect((await stat(step)).mode & 0o077).toBe(0)
    expect((await stat(dirname(step))).mode & 0o077).toBe(0)
    await kiosk.close()
    expect(existsSync(dirname(step))).toBe(false)
  })

  test('ends, and leaves nothing behind, when the browser cannot be started', async () => {
    const kiosk = await openKiosk({ chromium: join(folder, 'none'), url })
    await kiosk.ended
  })

  test('keeps the sandbox for everybody but root', () => {
    expect(kioskArguments('/p', 'file:///p/open.html', false)).not.toContain('--no-sandbox')
    expect(kioskArguments('/p', 'file:///p/open.html', true)).toContain('--no-sandbox')
  })

  test('shows the browser in cage where there is one, over Wayland', async () => {
    const cage = await fakeChromium('cage')
    const kiosk = await openKiosk({ chromium: '/usr/bin/browser', url, asRoot: false, cage })
    await expect.poll(() => existsSync(`${cage}.args`)).toBe(true)
    const args = (await readFile(`${cage}.args`, 'utf8')).trim().split('\n')
    await kiosk.close()
    expect(args.slice(args.indexOf('--'), args.indexOf('--') + 2)).toEqual([
      '--',
      '/usr/bin/browser',
    ])
    expect(args).toEqual(expect.arrayContaining(['--kiosk', '--ozone-platform=wayland']))
  })

  test('writes the address as HTML', () => {
    expect(stepPage('http://127.0.0.1:1/?a=1&b="<x>"')).toContain('?a=1&amp;b=&quot;&lt;x>&quot;"')
  })
})

describe('findChromium', () => {
  test('takes the first that may be run', async () => {
    const path = await fakeChromium('google-chrome')
    expect(findChromium(`/nowhere:${folder}`, 'linux')).toBe(path)
    await chmod(path, 0o644)
    expect(findChromium(folder, 'linux')).toBeUndefined()
  })

  test('is content with none', () => {
    expect(findChromium('', 'linux')).toBeUndefined()
  })
})

test('a display is what the system says it is', () => {
  expect(hasDisplay({}, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: '' }, 'linux')).toBe(false)
  expect(hasDisplay({ DISPLAY: ':0' }, 'linux')).toBe(true)
  expect(hasDisplay({ WAYLAND_DISPLAY: 'wayland-0' }, 'linux')).toBe(true)
  expect(hasDisplay({}, 'darwin')).toBe(true)
})
