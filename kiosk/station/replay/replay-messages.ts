/** What lanes say to each other: one JSON value a line, and nothing that is not exactly of these forms. */
import type { SeenBefore } from 'greengate'
import type { Passage } from './replay-store.ts'

/** A passage with the time that is left of it, because no two lanes have one monotonic clock. */
export type HeldPassage = readonly [name: string, token: string, leftMs: number]

/** What a lane asks the host. */
export type ReplayRequest =
  /** The first: who it is, and what passed there of late. */
  | { readonly do: 'join'; readonly lane: string; readonly held: readonly HeldPassage[] }
  | {
      readonly do: 'claim'
      readonly names: readonly string[]
      readonly step: number | null
      readonly proofMs: number
      readonly token: string
      /** The lane's clock, in Unix milliseconds. */
      readonly at: number
    }
  | {
      readonly do: 'release'
      readonly names: readonly string[]
      readonly step: number | null
      readonly token: string
    }
  | { readonly do: 'day'; readonly day: string }

/** What the host answers. */
export type ReplayReply =
  | { readonly did: 'join'; readonly knowsForMs: number }
  /** `clock`: the two clocks differ by too much for a common answer. */
  | { readonly did: 'claim'; readonly seen: SeenBefore; readonly clock: boolean }
  | { readonly did: 'release' }
  | { readonly did: 'day'; readonly key: string | null }

/** A request or a reply under the number that joins the two. */
export type Numbered<T> = T & { readonly id: number }

/** Of one lane, in ten minutes: more than thirty a second. */
export const mostHeld = 20_000
/** More than a join with as many passages takes. */
export const longestLine = 2_000_000
/** No proof can be accepted for longer: what is held beyond the window is held for that alone. */
export const mostProofMs = 3_600_000
/** One code has two or three names; one frame shows one code after the other. */
const mostNames = 8

/** One request or reply as it is sent. */
export const lineOf = (message: object): string => `${JSON.stringify(message)}\n`

/** Reads a request; undefined where it is none. */
export function readRequest(line: string): Numbered<ReplayRequest> | undefined {
  const value = readObject(line)
  if (value === undefined || !isCount(value['id'])) return undefined
  return isRequest(value) ? (value as unknown as Numbered<ReplayRequest>) : undefined
}

function isRequest(value: Fields): boolean {
  const { lane, held, token, at, day } = value
  switch (value['do']) {
    case 'join':
      return isLane(lane) && Array.isArray(held) && held.length <= mostHeld && held.every(isHeld)
    case 'claim':
      return isNamed(value) && isProofMs(value['proofMs']) && isText(token, 40) && isSpan(at)
    case 'release':
      return isNamed(value) && isText(token, 40)
    case 'day':
      return isText(day, 10)
    default:
      return false
  }
}

/** Reads a reply; undefined where it is none. */
export function readReply(line: string): Numbered<ReplayReply> | undefined {
  const value = readObject(line)
  if (value === undefined || !isCount(value['id'])) return undefined
  return isReply(value) ? (value as unknown as Numbered<ReplayReply>) : undefined
}

const seenStates: readonly unknown[] = ['no', 'code', 'proof', 'unknown'] satisfies SeenBefore[]

function isReply({ did, knowsForMs, seen, clock, key }: Fields): boolean {
  switch (did) {
    case 'join':
      return typeof knowsForMs === 'number' && Number.isFinite(knowsForMs)
    case 'claim':
      return seenStates.includes(seen) && typeof clock === 'boolean'
    case 'release':
      return true
    case 'day':
      return key === null || (typeof key === 'string' && /^[\w-]{43}$/.test(key))
    default:
      return false
  }
}

type Fields = Readonly<Record<string, unknown>>

function readObject(line: string): Fields | undefined {
  try {
    const value: unknown = JSON.parse(line)
    return typeof value === 'object' && value !== null ? (value as Fields) : undefined
  } catch {
    return undefined
  }
}

const isCount = (value: unknown): boolean => Number.isSafeInteger(value) && (value as number) >= 0
const isSpan = (value: unknown): boolean =>
  typeof value === 'number' && value >= 0 && value <= Number.MAX_SAFE_INTEGER
const isProofMs = (value: unknown): boolean => isSpan(value) && (value as number) <= mostProofMs
const isText = (value: unknown, longest: number): boolean =>
  typeof value === 'string' && value.length <= longest
/** It stands in the log. */
const isLane = (value: unknown): boolean =>
  typeof value === 'string' && /^[^\p{Cc}\p{Zl}\p{Zp}]{1,100}$/u.test(value)
const isName = (value: unknown): boolean => isText(value, 40) && value !== ''
const isNamed = ({ names, step }: Fields): boolean =>
  Array.isArray(names) &&
  names.length > 0 &&
  names.length <= mostNames &&
  names.every(isName) &&
  (step === null || isCount(step))
const isHeld = (value: unknown): boolean =>
  Array.isArray(value) &&
  value.length === 3 &&
  isName(value[0]) &&
  isText(value[1], 40) &&
  isSpan(value[2])

/** A passage as the receiver's clock has it; no lane can make another remember for longer than the window. */
export const received = (
  [name, token, leftMs]: HeldPassage,
  nowMs: number,
  windowMs: number,
): Passage => ({ name, token, untilMs: nowMs + Math.min(leftMs, windowMs) })
