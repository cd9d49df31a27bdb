/** The key file of the lanes: what is one, and who may be able to read it. */
import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { readReplayKey } from './replay-key.ts'
import { parseReplayAddress } from './replay-tls.ts'

const key = Buffer.alloc(32, 7)
let folder: string
let path: string
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  path = join(folder, 'replay.key')
})
afterEach(() => rm(folder, { recursive: true }))

const refused = { code: 'ERR_STATION_REPLAY_KEY' }
const good = `greengate-replay-key-1 ${key.toString('base64url')}\n`

describe('the key of the lanes', () => {
  test('is read', async () => {
    await writeFile(path, good, { mode: 0o600 })
    expect(await readReplayKey(path)).toEqual(key)
  })

  test('is refused where others can read it', async () => {
    await writeFile(path, good)
    await chmod(path, 0o640)
    await expect(readReplayKey(path)).rejects.toMatchObject(refused)
  })

  test.each([
    ['of another format', good.replace('-1 ', '-2 ')],
    ['cut short', good.slice(0, -9)],
    ['with more behind it', `${good}x`],
    ['empty', ''],
    ['as long as a film', good.repeat(100)],
  ])('is refused %s', async (_, text) => {
    await writeFile(path, text, { mode: 0o600 })
    await expect(readReplayKey(path)).rejects.toMatchObject(refused)
  })

  test('is refused where there is none', async () => {
    await expect(readReplayKey(path)).rejects.toMatchObject(refused)
    await expect(readReplayKey(folder)).rejects.toMatchObject(refused)
  })
})

describe('the address of a host', () => {
  test.each([
    ['127.0.0.1:4800', { host: '127.0.0.1', port: 4800 }],
    ['gate-1.local:0', { host: 'gate-1.local', port: 0 }],
    ['[::1]:4800', { host: '::1', port: 4800 }],
  ])('%s is one', (text, address) => {
    expect(parseReplayAddress(text)).toEqual(address)
  })

  test.each(['4800', '127.0.0.1', '127.0.0.1:', ':4800', 'a b:1', '::1:4800', 'x:65536', 'x:-1'])(
    '%s is none',
    (text) => {
      expect(parseReplayAddress(text)).toBeUndefined()
    },
  )
})
