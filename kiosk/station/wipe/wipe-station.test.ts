/** Wiping: everything that speaks for a station or of people is gone, what keeps old bundles out stays. */
import { existsSync } from 'node:fs'
import { link, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { parseConfiguration } from '../configuration/read-configuration.ts'
import type { PreparedStation } from '../prepare-station.ts'
import { wipeStation } from './wipe-station.ts'

let folder: string
let prepared: PreparedStation
const at = (name: string) => join(folder, name)

/** What a station that ran for a while has on its disk. */
const files = [
  'enrolled/station.json',
  'enrolled/keys/signing.jwk',
  'enrolled/keys/groups/east.jwk',
  'replay.key',
  'station.key',
  'nats.creds',
  'operators.json',
  'journal/hall-00000001-00000000.receipts',
  'journal/keys/subject-2020-03-01.key',
  'journal/bundle/generation-0',
  'journal/floors/floors',
  'bundle/root.ggb',
  'station.log',
  'station.log.1',
  'station.log.old',
]

const tls =
  '{ to: "https://c.example/", key: public.jwk, tls: { cert: station.pem, key: station.key } }'
const creds =
  '{ nats: { servers: ["tls://n.example:4222"], as: creds, credsFile: nats.creds }, key: public.jwk }'

async function prepare(upload: string): Promise<PreparedStation> {
  const text = `{ station: { name: hall }, bundle: { folder: bundle }, rules: x, enrolled: enrolled,
    journal: { upload: ${upload} },
    replay: { ask: 'a:1', key: replay.key }, staff: { operators: operators.json }, log: { file: station.log } }`
  const { configuration } = await parseConfiguration(text, folder)
  if (configuration === undefined) throw new TypeError('no configuration')
  return {
    ...{ configuration, bundleFolder: at('bundle'), journalFolder: at('journal'), name: 'hall' },
    ...{ source: undefined, class: undefined, worlds: [], ruleSet: 'x', lane: '1', port: 0 },
    ...{ handover: false, enrolled: undefined, sharing: undefined, seal: undefined },
    ...{ settings: configuration.screen.settings, keeping: {}, passSeconds: undefined },
    ...{ upload: undefined, staff: undefined },
  }
}

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  for (const name of files) {
    await mkdir(dirname(at(name)), { recursive: true })
    await writeFile(at(name), `secret of ${name}`, { mode: 0o600 })
  }
  for (const name of ['public.jwk', 'station.pem']) await writeFile(at(name), 'public')
  prepared = await prepare(tls)
})
afterEach(() => rm(folder, { recursive: true }))

const asks = { typed: 'hall', evenUnsent: false, unsent: () => Promise.resolve(0) }
const there = () => files.filter((name) => existsSync(at(name)))

describe('wiping', () => {
  test('takes everything but floors, the public bundle and files of others', async () => {
    const { gone, left } = await wipeStation(prepared, asks)
    expect(there()).toEqual([
      'nats.creds',
      'journal/floors/floors',
      'bundle/root.ggb',
      'station.log.old',
    ])
    expect(gone.map(({ files: count }) => count)).toEqual([3, 1, 0, 1, 1, 3, 2])
    expect(left).toEqual([at('journal/floors'), at('bundle')])
  })

  test('takes what lets the station in at a server of NATS', async () => {
    await wipeStation(await prepare(creds), asks)
    expect([existsSync(at('nats.creds')), existsSync(at('station.key'))]).toEqual([false, true])
  })

  test('overwrites a key before it is unlinked', async () => {
    // A second name of the same bytes on the disk shows what became of them.
    await link(at('enrolled/keys/signing.jwk'), at('other-name'))
    await wipeStation(prepared, asks)
    const bytes = await readFile(at('other-name'))
    expect(bytes).toHaveLength('secret of enrolled/keys/signing.jwk'.length)
    expect(bytes.includes('secret')).toBe(false)
  })

  test('follows no link out of its folders', async () => {
    await symlink(at('bundle'), at('journal/elsewhere'))
    await symlink(at('bundle/root.ggb'), at('enrolled/root.ggb'))
    await wipeStation(prepared, asks)
    expect(await readFile(at('bundle/root.ggb'), 'utf8')).toContain('secret of')
  })

  test('is the same a second time', async () => {
    await wipeStation(prepared, asks)
    const { gone } = await wipeStation(prepared, asks)
    expect(gone.every(({ files: count }) => count === 0)).toBe(true)
  })

  test.each([
    ['another name', { ...asks, typed: 'hal' }],
    ['records that nobody else has', { ...asks, unsent: () => Promise.resolve(3) }],
  ])('with %s deletes nothing', async (_, wrong) => {
    await expect(wipeStation(prepared, wrong)).rejects.toMatchObject({ code: 'ERR_STATION_USAGE' })
    expect(there()).toEqual(files)
  })

  test('of unsent records is done when it is asked for by name', async () => {
    const unsent = () => Promise.reject(new TypeError('not asked'))
    await wipeStation(prepared, { ...asks, evenUnsent: true, unsent })
    expect(existsSync(at('replay.key'))).toBe(false)
  })
})
