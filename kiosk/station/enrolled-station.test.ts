/** An enrolled station: what its folder says, and what is said when there are no keys of its group. */
import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { acceptBundle, pinRoot, type Bundle } from 'greengate'
import { makeDemo } from 'greengate-cli/demo'
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import { parseStationArguments, type StationArguments } from './arguments.ts'
import { keysOfGroup, readEnrolled } from './enrolled-station.ts'
import { prepareStation } from './prepare-station.ts'

const said = { format: 'greengate-station-1', id: 'east-1', group: 'east', lanes: ['1', '2'] }
let top: string
let folder: string
let bundle: Bundle

beforeAll(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  const now = new Date('2020-03-01T12:00:00Z')
  const demo = await makeDemo({ folder: join(top, 'demo'), now })
  const root = await pinRoot(demo.rootBytes, { worlds: ['demo'] })
  bundle = await acceptBundle(root, demo.bundleBytes, now)
})
afterAll(() => rm(top, { recursive: true }))
beforeEach(async () => {
  folder = await mkdtemp(join(top, 'station-'))
  await mkdir(join(folder, 'keys/groups'), { recursive: true })
  await writeFile(join(folder, 'station.json'), JSON.stringify(said))
})

const refused = { code: 'ERR_STATION_KEYS' }

describe('the folder of an enrolled station', () => {
  test('gives its name, and its lanes are the only ones', async () => {
    const prepare = (...more: string[]) =>
      prepareStation(
        parseStationArguments([
          ...['--folder', 'a', '--rules', 'x', '--enrolled', folder],
          ...more,
        ]) as StationArguments,
      )
    expect(await prepare('--lane', '2')).toMatchObject({ name: 'east-1', lane: '2' })
    expect(await prepare('--station', 'other')).toMatchObject({ name: 'other' })
    await expect(prepare('--lane', '3')).rejects.toMatchObject({ code: 'ERR_STATION_USAGE' })
  })

  test.each([
    ['another format', JSON.stringify({ ...said, format: 'greengate-station-2' })],
    ['a name that no file has', JSON.stringify({ ...said, group: '../x' })],
    ['no JSON', '{'],
  ])('with %s is refused', async (_, text) => {
    await writeFile(join(folder, 'station.json'), text)
    await expect(readEnrolled(folder)).rejects.toMatchObject(refused)
  })

  test('that is not there is refused', async () => {
    await expect(readEnrolled(join(folder, 'no'))).rejects.toMatchObject(refused)
  })
})

describe('the keys of its group', () => {
  const path = () => join(folder, 'keys/groups/east.jwk')
  const key = JSON.stringify({ kty: 'EC', crv: 'P-256', x: 'x', y: 'y', d: 'd' })

  test.each<[string, string, () => Promise<void>]>([
    ['before it has joined', 'ERR_STATION_KEYS', () => Promise.resolve()],
    [
      'that others can read',
      'ERR_STATION_KEYS',
      async () => {
        await writeFile(path(), key)
        await chmod(path(), 0o644)
      },
    ],
    [
      'that no roster names',
      'ERR_STATION_KEYS_GROUP',
      () => writeFile(path(), key, { mode: 0o600 }),
    ],
  ])('are none %s, and the log says so once', async (_, code, prepare) => {
    await prepare()
    const logged: string[] = []
    const keys = keysOfGroup(await readEnrolled(folder), (line) => logged.push(line))
    expect(await keys(bundle)).toBeUndefined()
    expect(await keys(bundle)).toBeUndefined()
    await keys.tend(bundle)
    expect(await keys(bundle)).toBeUndefined()
    expect(logged).toEqual([expect.stringContaining(`(${code})`)])
    expect(logged.join()).not.toContain(top)
  })
})
