/** Of the voice's folder there is what is a sound of a pack, and nothing else, over the server and over Electron's scheme. */
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { screenFiles, screenOrigin } from '../electron/screen-files.ts'
import { fakeStation } from '../shared/fake-station.ts'
import { serveScreen } from './screen-server.ts'

let top: string
let screenFolder: string
let voiceFolder: string

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  screenFolder = join(top, 'screen')
  voiceFolder = join(top, 'other-voice')
  await mkdir(join(screenFolder, 'voice', 'en'), { recursive: true })
  await mkdir(join(voiceFolder, 'en'), { recursive: true })
  await writeFile(join(screenFolder, 'index.html'), '<!doctype html>')
  await writeFile(join(screenFolder, 'voice', 'en', 'pass.wav'), 'built')
  await writeFile(join(voiceFolder, 'en', 'pass.wav'), 'theirs')
  await writeFile(join(voiceFolder, 'en', 'notes.txt'), 'notes')
  await writeFile(join(voiceFolder, 'loose.wav'), 'loose')
  await writeFile(join(top, 'secret.wav'), 'secret')
})
afterEach(() => rm(top, { recursive: true }))

type Get = (path: string) => Promise<{ status: number; type: string | null; text: string }>

/** Runs over both ways of serving. */
async function overBoth(folder: string | undefined, use: (get: Get) => Promise<void>) {
  const read = async (response: Response) => ({
    status: response.status,
    type: response.headers.get('content-type'),
    text: await response.text(),
  })
  const log = () => undefined
  const given = folder === undefined ? {} : { voiceFolder: folder }
  const server = await serveScreen({ api: fakeStation(), screenFolder, port: 0, log, ...given })
  try {
    await use(async (path) => read(await fetch(`${server.origin}${path}`)))
  } finally {
    await server.close()
  }
  const files = await screenFiles(screenFolder, folder)
  await use(async (path) => read(await files({ url: `${screenOrigin}${path}`, method: 'GET' })))
}

describe('the voice', () => {
  test('is what was built with the screen', async () => {
    await overBoth(undefined, async (get) => {
      expect(await get('/voice/en/pass.wav')).toMatchObject({ status: 200, text: 'built' })
    })
  })

  test('is another folder’s where one is named', async () => {
    await overBoth(voiceFolder, async (get) => {
      const got = await get('/voice/en/pass.wav')
      expect(got).toEqual({ status: 200, type: 'audio/wav', text: 'theirs' })
    })
  })

  test.each([
    '/voice/en/notes.txt',
    '/voice/loose.wav',
    '/voice/../secret.wav',
    '/voice/en/..%2f..%2fsecret.wav',
    '/voice/en/nothing.wav',
  ])('has nothing at %s', async (path) => {
    await overBoth(voiceFolder, async (get) => {
      expect((await get(path)).status).toBe(404)
    })
  })

  test('that is not there leaves the screen silent, not broken', async () => {
    await overBoth(join(top, 'nowhere'), async (get) => {
      expect((await get('/voice/de/pass.wav')).status).toBe(404)
      expect((await get('/index.html')).status).toBe(200)
    })
  })
})
