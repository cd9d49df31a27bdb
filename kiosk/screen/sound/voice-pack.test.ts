/** A pack that an operator made, whole or not: what there is of it is said, and the rest breaks nothing. */
import { createServer, type Server } from 'node:http'
import type { AddressInfo } from 'node:net'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { loadPack, type Decode, type Pace } from './voice-pack.ts'

const files = new Map<string, string>()
const asked: string[] = []
let server: Server
let origin: string

beforeAll(async () => {
  server = createServer((request, response) => {
    const path = request.url ?? ''
    asked.push(path)
    const file = files.get(path)
    response.writeHead(file === undefined ? 404 : 200).end(file)
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
})
afterAll(() => {
  server.closeAllConnections()
  server.close()
})

/** Takes what begins as a WAV file does, as a browser would. */
const decode: Decode = (bytes) => {
  const text = new TextDecoder().decode(bytes)
  if (!text.startsWith('RIFF')) return Promise.reject(new TypeError('no sound'))
  return Promise.resolve({ text } as unknown as AudioBuffer)
}

interface Told {
  readonly manifest: unknown
  readonly sounds?: Readonly<Record<string, string>>
}

/** What the pack says of each prompt. */
async function loaded({ manifest, sounds = {} }: Told, pace: Pace = 'normal') {
  files.clear()
  asked.length = 0
  files.set(
    '/pack/manifest.json',
    typeof manifest === 'string' ? manifest : JSON.stringify(manifest),
  )
  for (const [name, text] of Object.entries(sounds)) files.set(`/pack/${name}`, text)
  const { find } = await loadPack(`${origin}/pack`, decode, pace)
  return (id: string) => (find(id) as unknown as { text: string } | undefined)?.text
}

const both = {
  prompts: [
    { id: 'stop', file: 'stop.slow.wav', pace: 'slow' },
    { id: 'stop', file: 'stop.wav', pace: 'normal' },
    { id: 'pass', file: 'pass.wav', pace: 'normal' },
  ],
}
const sounds = { 'stop.wav': 'RIFF stop', 'stop.slow.wav': 'RIFF slow', 'pass.wav': 'RIFF pass' }

test('a pack speaks at its pace, and at the usual one where it has no other', async () => {
  const slow = await loaded({ manifest: both, sounds }, 'slow')
  expect([slow('stop'), slow('pass'), slow('check')]).toEqual(['RIFF slow', 'RIFF pass', undefined])
  expect(asked).not.toContain('/pack/stop.wav')
  const normal = await loaded({ manifest: both, sounds })
  expect([normal('stop'), normal('pass')]).toEqual(['RIFF stop', 'RIFF pass'])
  expect(asked).not.toContain('/pack/stop.slow.wav')
})

test('a slow form that is no sound, or is not there, gives way to the usual one', async () => {
  const { 'stop.slow.wav': _, ...fewer } = sounds
  for (const held of [{ ...sounds, 'stop.slow.wav': 'MP3 stop' }, fewer])
    expect((await loaded({ manifest: both, sounds: held }, 'slow'))('stop')).toBe('RIFF stop')
})

test('a file that is no sound leaves the others', async () => {
  const say = await loaded({ manifest: both, sounds: { ...sounds, 'stop.wav': 'no sound' } })
  expect([say('stop'), say('pass')]).toEqual([undefined, 'RIFF pass'])
})

test.each(['../other/stop.wav', '/etc/stop.wav', 'a/stop.wav', 'http://elsewhere/stop.wav', 7])(
  'a manifest that names %s is not followed there',
  async (file) => {
    const say = await loaded({ manifest: { prompts: [{ id: 'stop', file, pace: 'normal' }] } })
    expect(say('stop')).toBeUndefined()
    expect(asked).toEqual(['/pack/manifest.json'])
  },
)

test.each(['', '{"prompts": [', 'null', '{ "prompts": { "pass": "pass.wav" } }'])(
  'a manifest that is no list (%s) leaves the screen silent, not broken',
  async (manifest) => {
    expect((await loaded({ manifest, sounds }))('pass')).toBeUndefined()
  },
)

test('odd entries of a manifest leave the others', async () => {
  const odd: readonly unknown[] = [null, 'stop', { id: 'stop' }, ...both.prompts.slice(2)]
  const say = await loaded({ manifest: { prompts: odd }, sounds })
  expect([say('stop'), say('pass')]).toEqual([undefined, 'RIFF pass'])
})
