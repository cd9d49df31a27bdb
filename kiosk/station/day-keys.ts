/** The keys of the day: codes are named by a keyed hash whose key is deleted once its day is past. */
import { randomBytes } from 'node:crypto'
import { mkdir, readFile, readdir, unlink } from 'node:fs/promises'
import { join } from 'node:path'
import { receiptSubject } from 'greengate'
import { queue } from '../shared/queue.ts'
import { writeDurable } from './durable-file.ts'
import type { Replay, SharedDayKey } from './replay/replay.ts'
import { onDisk, StationError, systemCode } from './station-error.ts'

/** The names of one code. */
export interface Names {
  /** Under today's key, then under every other key that may still have named a passage. */
  readonly names: readonly string[]
  /** `Replay.joined` when the keys were got; -1: not all could be got. */
  readonly joined: number
}

/** Names codes. Calls may overlap: each waits for the one before. */
export interface DayKeys {
  names(code: string, now: Date): Promise<Names>
  /** A day's key for the other lanes of this station; null: there is none, and so far from that day none is made. */
  keyOf(day: string, now: Date): Promise<Uint8Array | null>
  /** Deletes every key whose day is past. */
  turn(now: Date): Promise<void>
}

/** What the day keys ask of the station's replay. */
export type KeySource = Pick<Replay, 'joined' | 'sharedKey'>

interface Held {
  /** Today, then the days around it. */
  readonly days: string
  readonly joined: number
  readonly keys: readonly Uint8Array[]
}

/** A key that another took the place of in mid-day: it has named passages all the same. */
interface Replaced {
  readonly key: Uint8Array
  readonly untilMs: number
}

/** Lanes whose clocks differ turn to the next day one after the other. */
const apartMs = 60_000
/** A clock that goes on jumping is told elsewhere; a claim has room for so many names more. */
const mostJumps = 4
const ownKeys: KeySource = { joined: () => 0 }
const dayOf = (ms: number) => new Date(ms).toISOString().slice(0, 10)
const fileOf = (day: string) => `subject-${day}.key`

/**
 * Keeps the keys in a folder, owner-readable only; a restart in mid-day finds the same key again.
 *
 * @param windowMs - How far back a name must still be found.
 * @param source - Where the keys come from when the lanes of a station share them.
 */
export function openDayKeys(
  folder: string,
  windowMs: number,
  source: () => KeySource = () => ownKeys,
): DayKeys {
  const reachMs = windowMs + apartMs
  let held: Held | undefined
  let replaced: readonly Replaced[] = []
  /** Of days that a clock jumped away from: they named passages that still count, by the clock that only grows. */
  let jumpedFrom: readonly Replaced[] = []
  const waiting = queue()

  // Several codes of one frame ask for the key of a new day together, and it must be made once.
  const inTurn = <T>(work: () => Promise<T>): Promise<T> =>
    waiting(() => onDisk(`cannot keep keys in ${folder}`, work))
  /** The days around now whose keys are kept: the next one's, once another lane has asked for it. */
  const daysAt = (ms: number) => {
    const [before, today, after] = [ms - reachMs, ms, ms + reachMs].map(dayOf)
    return { today: today as string, all: [...new Set([today, before, after])] as string[] }
  }
  const turn = async (now: Date): Promise<Held> => {
    const { all } = daysAt(now.getTime())
    const { joined: joinedNow, sharedKey } = source()
    const joined = joinedNow()
    const days = all.join(' ')
    if (held?.days === days && held.joined === joined) return held
    const [before] = held?.days.split(' ') ?? all
    const jumped = all.includes(before as string) ? [] : (held?.keys ?? [])
    const goneMs = performance.now() + reachMs
    jumpedFrom = [...jumpedFrom, ...jumped.map((key) => ({ key, untilMs: goneMs }))].slice(
      -mostJumps,
    )
    await mkdir(folder, { recursive: true, mode: 0o700 })
    const { keys, out, isWhole } = await gather(folder, all, sharedKey)
    await deleteAllBut(folder, all.map(fileOf))
    const untilMs = now.getTime() + reachMs
    replaced = [...replaced, ...out.map((key) => ({ key, untilMs }))]
    held = { days, joined: isWhole ? joined : -1, keys }
    return held
  }

  return {
    async names(code, now) {
      const { keys, joined } = await inTurn(() => turn(now))
      replaced = replaced.filter(({ untilMs }) => untilMs > now.getTime())
      jumpedFrom = jumpedFrom.filter(({ untilMs }) => untilMs > performance.now())
      const all = [...keys, ...[...replaced, ...jumpedFrom].map(({ key }) => key)]
      return { names: await Promise.all(all.map((key) => receiptSubject(key, code))), joined }
    },
    keyOf: (day, now) =>
      inTurn(async () => {
        await turn(now)
        const { today, all } = daysAt(now.getTime())
        if (!all.includes(day)) return null
        const kept = await read(folder, day)
        if (kept !== undefined || day < today) return kept ?? null
        // Another lane is in the next day already: what it lets through must be known here under that name.
        held = undefined
        return make(folder, day)
      }),
    async turn(now) {
      await inTurn(() => turn(now))
    },
  }
}

/** The keys of some days, the first one's always: the station's where they are shared, and else those kept here. */
async function gather(
  folder: string,
  days: readonly string[],
  sharedKey: SharedDayKey | undefined,
) {
  const keys: Uint8Array[] = []
  const out: Uint8Array[] = []
  let isWhole = true
  for (const day of days) {
    const own = await read(folder, day)
    const shared = await sharedKey?.(day)
    if (sharedKey !== undefined && shared === undefined) isWhole = false
    if (shared != null && own !== undefined && Buffer.compare(own, shared) !== 0) out.push(own)
    if (shared != null) await writeDurable(join(folder, fileOf(day)), shared)
    const key = shared ?? own ?? (day === days[0] ? await make(folder, day) : undefined)
    if (key !== undefined) keys.push(key)
  }
  return { keys, out, isWhole }
}

async function read(folder: string, day: string): Promise<Uint8Array | undefined> {
  try {
    const bytes = await readFile(join(folder, fileOf(day)))
    if (bytes.length === 32) return bytes
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    throw error
  }
  throw new StationError('ERR_STATION_JOURNAL', `${fileOf(day)} is not a key; delete it`)
}

async function make(folder: string, day: string): Promise<Uint8Array> {
  const key = randomBytes(32)
  await writeDurable(join(folder, fileOf(day)), key)
  return key
}

// Without its key a day's names tell nobody anything; keys of later days are of a clock that was wrong.
async function deleteAllBut(folder: string, kept: readonly string[]): Promise<void> {
  const old = (await readdir(folder)).filter(
    (name) => /^subject-.*\.key(\.new)?$/.test(name) && !kept.includes(name),
  )
  await Promise.all(old.map((name) => unlink(join(folder, name))))
}
