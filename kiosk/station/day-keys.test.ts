/** The keys of the day: the same after a restart, another the next day, gone when the day is past. */
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openDayKeys, type DayKeys, type KeySource } from './day-keys.ts'

const tenMinutes = 600_000
const noon = new Date('2020-03-01T12:00:00Z')
const beforeMidnight = new Date('2020-03-01T23:59:00Z')
const afterMidnight = new Date('2020-03-02T00:05:00Z')
const nextMorning = new Date('2020-03-02T00:11:00Z')
let top: string
let folder: string

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  folder = join(top, 'keys')
})
afterEach(() => rm(top, { recursive: true }))

const namesOf = async (keys: DayKeys, at: Date, code = 'id') => (await keys.names(code, at)).names

test('a presentation has one name all day, after a restart too', async () => {
  const names = await namesOf(openDayKeys(folder, tenMinutes), noon)
  expect(names).toHaveLength(1)
  expect(await namesOf(openDayKeys(folder, tenMinutes), beforeMidnight)).toEqual(names)
})

test('many who ask for a new day’s key at once get the same one', async () => {
  const keys = openDayKeys(folder, tenMinutes)
  const ids = Array.from({ length: 20 }, () => 'id')
  const names = await Promise.all(ids.map((id) => namesOf(keys, noon, id)))
  expect(new Set(names.flat()).size).toBe(1)
  expect(await namesOf(openDayKeys(folder, tenMinutes), noon)).toEqual(names[0])
})

test('a key that was never written whole is made anew', async () => {
  await mkdir(folder)
  await writeFile(join(folder, 'subject-2020-03-01.key.new'), 'torn')
  await writeFile(join(folder, 'subject-2020-02-28.key.new'), 'torn')
  expect(await namesOf(openDayKeys(folder, tenMinutes), noon)).toHaveLength(1)
  expect(await readdir(folder)).toEqual(['subject-2020-03-01.key'])
})

test('two presentations have two names', async () => {
  const keys = openDayKeys(folder, tenMinutes)
  expect(await namesOf(keys, noon)).not.toEqual(await namesOf(keys, noon, 'other'))
})

test('another station has another name for the same code, on the same day', async () => {
  const other = openDayKeys(join(top, 'other'), tenMinutes)
  expect(await namesOf(openDayKeys(folder, tenMinutes), noon)).not.toEqual(
    await namesOf(other, noon),
  )
})

test('just after midnight yesterday’s name is still known, and the new one comes first', async () => {
  const keys = openDayKeys(folder, tenMinutes)
  const [yesterday] = await namesOf(keys, beforeMidnight)
  const [today, ...earlier] = await namesOf(keys, afterMidnight)
  expect(earlier).toEqual([yesterday])
  expect(today).not.toBe(yesterday)
  expect(await namesOf(keys, nextMorning)).toEqual([today])
})

test('the key of a day that is past is deleted', async () => {
  const keys = openDayKeys(folder, tenMinutes)
  await keys.turn(noon)
  await keys.turn(nextMorning)
  expect(await readdir(folder)).toEqual(['subject-2020-03-02.key'])
})

test.each([86_400_000, -86_400_000])(
  'a clock that jumps by %i ms, and back, forgets nobody’s name',
  async (jumpMs) => {
    const keys = openDayKeys(folder, tenMinutes)
    const [first] = await namesOf(keys, noon)
    const there = new Date(noon.getTime() + jumpMs)
    expect(await namesOf(keys, there)).toContain(first)
    const [other] = await namesOf(keys, there)
    const back = await namesOf(keys, new Date(noon.getTime() + 20_000))
    expect(back).toEqual(expect.arrayContaining([first, other]))
    expect(await readdir(folder)).toEqual(['subject-2020-03-01.key'])
  },
)

test('only the owner can read a key', async () => {
  await openDayKeys(folder, tenMinutes).turn(noon)
  expect((await stat(join(folder, 'subject-2020-03-01.key'))).mode & 0o077).toBe(0)
})

test('a file that is no key is an error and not a key', async () => {
  await openDayKeys(folder, tenMinutes).turn(noon)
  await writeFile(join(folder, 'subject-2020-03-01.key'), 'short')
  await expect(openDayKeys(folder, tenMinutes).turn(noon)).rejects.toMatchObject({
    code: 'ERR_STATION_JOURNAL',
  })
})

test('a folder that cannot be written to is an error of the journal', async () => {
  await writeFile(folder, 'a file where the folder should be')
  await chmod(folder, 0o600)
  await expect(openDayKeys(folder, tenMinutes).turn(noon)).rejects.toMatchObject({
    code: 'ERR_STATION_JOURNAL',
  })
})

describe('lanes that share their keys of the day', () => {
  /** A lane that got its keys from another so many times. */
  const source = (host: DayKeys | undefined, joined: number): KeySource => ({
    joined: () => joined,
    sharedKey: (day) => host?.keyOf(day, noon) ?? Promise.resolve(undefined),
  })

  test('give one code one name', async () => {
    const host = openDayKeys(folder, tenMinutes)
    const lane = openDayKeys(join(top, 'lane'), tenMinutes, () => source(host, 1))
    expect(await lane.names('id', noon)).toEqual({ names: await namesOf(host, noon), joined: 1 })
  })

  test('keep the shared key over a restart', async () => {
    const host = openDayKeys(folder, tenMinutes)
    await openDayKeys(join(top, 'lane'), tenMinutes, () => source(host, 1)).turn(noon)
    const again = openDayKeys(join(top, 'lane'), tenMinutes, () => source(undefined, 0))
    expect(await namesOf(again, noon)).toEqual(await namesOf(host, noon))
  })

  test('that cannot get the key name codes by one of their own, and say that it is not shared', async () => {
    const lane = openDayKeys(folder, tenMinutes, () => source(undefined, 0))
    expect(await lane.names('id', noon)).toEqual({ names: [expect.any(String)], joined: -1 })
  })

  test('know a code by the name that they gave it before they shared', async () => {
    let joined = 0
    const host = openDayKeys(folder, tenMinutes)
    const lane = openDayKeys(join(top, 'lane'), tenMinutes, () =>
      source(joined === 0 ? undefined : host, joined),
    )
    const before = await namesOf(lane, noon)
    for (joined of [1, 2]) {
      const { names } = await lane.names('id', noon)
      expect(names).toEqual([...(await namesOf(host, noon)), ...before])
    }
  })

  test('get the key of the next day from a host that is not there yet, and it keeps that key', async () => {
    const host = openDayKeys(folder, tenMinutes)
    const early = await host.keyOf('2020-03-02', beforeMidnight)
    await host.turn(afterMidnight)
    expect(await host.keyOf('2020-03-02', afterMidnight)).toEqual(early)
  })

  test.each(['2020-02-29', '2020-03-02', '1970-01-01', '../x'])(
    'get no key for %s at noon of the first of March',
    async (day) => {
      expect(await openDayKeys(folder, tenMinutes).keyOf(day, noon)).toBeNull()
    },
  )
})
