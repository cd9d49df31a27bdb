/** The journal on a real disk: what survives a crash, what is cut, and what a full disk does. */
import { appendFile, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import type { FileHandle } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { readSegment, verify, type Decision } from 'greengate'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { openJournal, type JournalOptions } from './journal.ts'
import { listSegments } from './segments.ts'

const now = new Date('2020-03-01T12:00:00Z')
const longAgo = new Date(0)
const details = { station: 'gate-7', lane: '2', subject: null, appeal: null }
let folder: string
let logged: string[]
let decision: Decision

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  logged = []
  decision = await verify('no code', { bundle: undefined, now, context: {} })
})
afterEach(() => rm(folder, { recursive: true }))

const open = (options: Partial<JournalOptions> = {}, since = longAgo) =>
  openJournal(
    {
      folder,
      station: 'gate-7',
      now: () => now,
      log: (line) => {
        logged.push(line)
      },
      ...options,
    },
    since,
  )

/** The sequence numbers of every segment, oldest first. */
async function sequences(): Promise<readonly (readonly number[])[]> {
  const segments = await listSegments(folder)
  return Promise.all(
    segments.map(async ({ id }) => {
      const bytes = await readFile(join(folder, `${id}.receipts`))
      const { receipts, wholeBytes } = await readSegment(new Uint8Array(bytes), id)
      expect(wholeBytes).toBe(bytes.length)
      return receipts.map(({ seq }) => seq)
    }),
  )
}

const newest = async () => {
  const id = (await listSegments(folder)).at(-1)?.id ?? ''
  return join(folder, `${id}.receipts`)
}

/** Two receipts of a process that ended without a word. */
async function twoReceipts(): Promise<void> {
  const { journal } = await open()
  await journal.append(decision, details)
  await journal.append(decision, details)
  await journal.close()
}

describe('the journal', () => {
  test('has every receipt on the disk when append resolves, in a chain', async () => {
    const { journal } = await open()
    await journal.append(decision, details)
    expect(await sequences()).toEqual([[2]])
    await journal.append(decision, details)
    expect(await sequences()).toEqual([[2, 3]])
    await journal.close()
  })

  test('starts a segment of its own in every process', async () => {
    await twoReceipts()
    await twoReceipts()
    expect(await sequences()).toEqual([
      [2, 3],
      [2, 3],
    ])
  })

  test('goes on in the next segment when one is full', async () => {
    const { journal } = await open({ segmentBytes: 1_000 })
    for (let n = 0; n < 4; n++) await journal.append(decision, details)
    await journal.close()
    const found = await sequences()
    expect(found.length).toBeGreaterThan(1)
    expect(found.flat()).toHaveLength(4)
  })

  test('gives back the receipts of late', async () => {
    await twoReceipts()
    const { journal, recent } = await open()
    await journal.close()
    expect(recent.map(({ station, seq }) => [station, seq])).toEqual([
      ['gate-7', 2],
      ['gate-7', 3],
    ])
  })

  test('does not give back old ones again', async () => {
    await twoReceipts()
    const { journal, recent } = await open({}, new Date(now.getTime() + 1000))
    await journal.close()
    expect(recent).toEqual([])
  })
})

describe('a crash', () => {
  test.each([1, 8, 100])(
    'that left %i bytes of a record: they are cut off, and told',
    async (count) => {
      await twoReceipts()
      const path = await newest()
      const whole = await readFile(path)
      await appendFile(path, whole.subarray(40, 40 + count))
      const { journal, recent } = await open()
      await journal.close()
      expect(recent).toHaveLength(2)
      expect((await readFile(path)).equals(whole)).toBe(true)
      expect(logged).toHaveLength(1)
    },
  )

  test('that left half a header leaves no segment', async () => {
    await writeFile(join(folder, 'gate-7-00000009-00000000.receipts.new'), 'GGRC')
    const { journal } = await open()
    await journal.close()
    expect(await listSegments(folder)).toHaveLength(1)
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([])
  })
})

test('a segment that was changed is told, and kept as it is', async () => {
  await twoReceipts()
  const path = await newest()
  const changed = await readFile(path)
  changed[60] = (changed[60] ?? 0) ^ 1
  await writeFile(path, changed)
  const { journal, recent } = await open()
  await journal.append(decision, details)
  await journal.close()
  expect(recent).toEqual([])
  expect((await readFile(path)).equals(changed)).toBe(true)
  expect(logged).toEqual([expect.stringContaining('ERR_RECEIPT_CHAIN')])
})

describe('a disk that is full', () => {
  /** Writes half of what it is given and fails, as a full disk does, while `full` is true. */
  const disk = { full: false }
  const write = async (file: FileHandle, bytes: Uint8Array) => {
    if (!disk.full) {
      await file.appendFile(bytes)
      return
    }
    await file.appendFile(bytes.subarray(0, bytes.length / 2))
    throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' })
  }

  test('takes no receipt, nor any after it, until the journal is renewed', async () => {
    disk.full = false
    const { journal } = await open({ write })
    await journal.append(decision, details)
    disk.full = true
    const failure = { code: 'ERR_STATION_JOURNAL' }
    await expect(journal.append(decision, details)).rejects.toMatchObject(failure)
    disk.full = false
    await expect(journal.append(decision, details)).rejects.toMatchObject(failure)
    await journal.renew()
    await journal.append(decision, details)
    await journal.close()
    expect(await sequences()).toEqual([[2], [2]])
  })

  test('is still full when the journal is renewed: it stays shut, and leaves nothing half made behind', async () => {
    disk.full = false
    const { journal } = await open({ write })
    disk.full = true
    await expect(journal.append(decision, details)).rejects.toBeDefined()
    await expect(journal.renew()).rejects.toMatchObject({ code: 'ERR_STATION_JOURNAL' })
    await expect(journal.renew()).rejects.toMatchObject({ code: 'ERR_STATION_JOURNAL' })
    disk.full = false
    await journal.renew()
    await journal.append(decision, details)
    await journal.close()
    expect(await sequences()).toEqual([[], [2]])
    expect((await readdir(folder)).filter((name) => name.endsWith('.new'))).toEqual([])
  })
})
