/** The keys of the day: the same after a restart, another the next day, gone when the day is past. */
import { chmod, mkdir, mkdtemp, readdir, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { openDayKeys } from './day-keys.ts'

const tenMinutes = 600_000
const noon = new Date('2020-03-01T12:00:00Z')
const beforeMidnight = new Date('2020-03-01T23:59:00Z')
const afterMidnight = new Date('2020-03-02T00:05:00Z')
const nextMorning = new Date('2020-03-02T00:10:00Z')
let top: string
let folder: string

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  folder = join(top, 'keys')
})
afterEach(() => rm(top, { recursive: true }))

test('a presentation has one name all day, after a restart too', async () => {
  const names = await openDayKeys(folder, tenMinutes).names('id', noon)
  expect(names).toHaveLength(1)
  expect(await openDayKeys(folder, tenMinutes).names('id', beforeMidnight)).toEqual(names)
})

test('many who ask for a new day’s key at once get the same one', async () => {
  const keys = openDayKeys(folder, tenMinutes)
  const ids = Array.from({ length: 20 }, () => 'id')
  const names = await Promise.all(ids.map((id) => keys.names(id, noon)))
  expect(new Set(names.flat()).size).toBe(1)
  expect(await openDayKeys(folder, tenMinutes).names('id', noon)).toEqual(names[0])
})

test('a key that was never written whole is made anew', async () => {
  await mkdir(folder)
  await writeFile(join(folder, 'subject-2020-03-01.key.new'), 'torn')
  await writeFile(join(folder, 'subject-2020-02-28.key.new'), 'torn')
  expect(await openDayKeys(folder, tenMinutes).names('id', noon)).toHaveLength(1)
  expect(await readdir(folder)).toEqual(['subject-2020-03-01.key'])
})

test('two presentations have two names', async () => {
  const keys = openDayKeys(folder, tenMinutes)
  expect(await keys.names('id', noon)).not.toEqual(await keys.names('other', noon))
})

test('just after midnight yesterday’s name is still known, and the new one comes first', async () => {
  const keys = openDayKeys(folder, tenMinutes)
  const [yesterday] = await keys.names('id', beforeMidnight)
  const [today, ...earlier] = await keys.names('id', afterMidnight)
  expect(earlier).toEqual([yesterday])
  expect(today).not.toBe(yesterday)
  expect(await keys.names('id', nextMorning)).toEqual([today])
})

test('the key of a day that is past is deleted', async () => {
  const keys = openDayKeys(folder, tenMinutes)
  await keys.turn(noon)
  await keys.turn(nextMorning)
  expect(await readdir(folder)).toEqual(['subject-2020-03-02.key'])
})

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
