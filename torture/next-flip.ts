/** When a decision changes for time alone: as the engine says, and as looking at every moment shows. */
import { personAt, type Person } from 'greengate-cli/people'
import type { FactBase, Verdict } from 'greengate/rules'
import type { Attempt, Tally } from '../house/endurance.ts'
import { thresholds } from '../test-vectors/oracle/thresholds.ts'
import { editionCount, setOf } from './fourteen.ts'
import { difference, oracle, type Judges } from './judging.ts'
import { forcing, instantOf } from './people-batch.ts'

/** One decision that can be made again at any other instant. */
interface Decision {
  readonly edition: number
  readonly set: string
  readonly person: Person
  readonly base: FactBase
  readonly now: number
}

const day = 86_400
/** Beyond, nobody looks. */
const horizon = 60 * day
/** Seconds between two looks, soon and later; where they differ, every second between them is looked at. */
const strides = { soon: 60, later: 600 }
const soon = 3 * day
/** Every so many decisions are looked at in every second of the next day instead. */
const thorough = 10

const seconds = [
  ...new Set(thresholds.flatMap(({ unit, threshold }) => (unit === 'second' ? [threshold] : []))),
]

/** All that a decision says: outcome, rules, what is missing. */
const said = ({ outcome, fired, missing }: Verdict): string =>
  `${outcome} ${fired.join()} ${missing.join()}`

/** The next flip as `verify` finds it: asked again at each instant that an evaluation names. */
const foretold = (at: (now: number) => Verdict, now: number): number => {
  const first = at(now)
  let { next } = first
  while (Number.isFinite(next)) {
    const later = at(next)
    if (said(later) !== said(first)) break
    next = later.next
  }
  return next
}

/** The moments at which something may happen: a grid, in which every midnight lies, and what facts and thresholds make. */
const moments = ({ person: { facts, covers }, now }: Decision): readonly number[] => {
  const stated = [
    ...facts.flatMap(({ fields }) => Object.values(fields)),
    ...covers.map((c) => c.until),
  ]
  const instants = stated.flatMap((value) =>
    typeof value === 'string' && value.endsWith('Z') ? [Date.parse(value) / 1000] : [],
  )
  const special = instants.flatMap((at) => seconds.flatMap((s) => [at + s - 1, at + s, at + s + 1]))
  const grid: number[] = []
  for (let at = now; at < now + horizon;) {
    at += at < now + soon ? strides.soon : strides.later
    grid.push(at)
  }
  return [...special.filter((at) => at > now && at <= now + horizon), ...grid].sort((a, b) => a - b)
}

/** The first second at which the decision is another; undefined: none before the horizon. */
const found = (at: (now: number) => Verdict, decision: Decision): number | undefined => {
  const { now } = decision
  const first = said(at(now))
  let before = now
  for (const moment of moments(decision)) {
    if (said(at(moment)) !== first) {
      for (let second = before + 1; second < moment; second++) {
        if (said(at(second)) !== first) return second
      }
      return moment
    }
    before = moment
  }
  return undefined
}

const foundEverySecond = (at: (now: number) => Verdict, now: number): number | undefined => {
  const first = said(at(now))
  for (let second = now + 1; second <= now + day; second++) {
    if (said(at(second)) !== first) return second
  }
  return undefined
}

/**
 * The n-th decision: of four one as it comes. Most people never declare anything and wait for nothing, so of the
 * others it is the first of eight about whom a rule says something else than that.
 */
const sample = (seed: number, n: number): Omit<Decision, 'base'> => {
  const edition = (n % editionCount) + 1
  for (let k = 0; ; k++) {
    const number = n * 8 + k
    const now = instantOf(seed, number)
    const person = personAt(number, { seed, now, forcing })
    const set = setOf(edition, person.region)
    const { outcome, fired } = oracle(edition, set, person, now)
    const waits = outcome !== 'check' || fired.some((rule) => rule !== 2)
    if (waits || k === 7 || n % 4 === 0) return { edition, set, person, now }
  }
}

/** Tries decision number `n` of a seed. */
export const tryFlip = (judges: Judges, seed: number, n: number): Attempt => {
  const { edition, set, person, now } = sample(seed, n)
  const base = judges.baseOf(person)
  const at = (moment: number): Verdict => judges.engine(edition, set, base, person.onSite, moment)
  const isThorough = n % thorough === 0
  const end = now + (isThorough ? day : horizon)
  const foretoldAt = foretold(at, now)
  const flip = isThorough
    ? foundEverySecond(at, now)
    : found(at, { edition, set, person, base, now })
  const lost: string[] = []
  const where = `decision ${n}, ${set} version ${edition}`
  // Around the flip the other hand must see the same.
  for (const moment of flip === undefined ? [now, end] : [now, flip - 1, flip]) {
    const differs = difference(at(moment), oracle(edition, set, person, moment))
    if (differs !== undefined) lost.push(`${where} at ${moment - now} s: ${differs}`)
  }
  if (foretoldAt > (flip ?? Infinity)) lost.push(`${where}: late by ${foretoldAt - (flip ?? 0)} s`)
  const isExact = flip === undefined ? foretoldAt > end : foretoldAt === flip
  const kind = isThorough ? 'every second' : flip === undefined ? 'none' : 'flip'
  return { lost, tally: { [`${kind} all`]: 1, [`${kind} exact`]: isExact ? 1 : 0 } }
}

const sumOf = (tally: Tally, what: string): number =>
  ['none', 'every second', 'flip'].reduce((sum, kind) => sum + (tally[`${kind} ${what}`] ?? 0), 0)

/** Names what is not as sharp as it must be: exact in 99 of 100. */
export const shortOfFlips = (tally: Tally): readonly string[] => [
  ...(sumOf(tally, 'exact') >= 0.99 * sumOf(tally, 'all') ? [] : ['holdsUntil is too often early']),
  ...((tally['flip all'] ?? 0) > sumOf(tally, 'all') / 3 ? [] : ['too few decisions flip']),
  ...((tally['every second all'] ?? 0) > 0 ? [] : ['none was looked at in every second']),
]

/** Says how sharp it is. */
export const reportFlips = (tally: Tally): readonly string[] => {
  const of = (kind: string): string =>
    `${(tally[`${kind} exact`] ?? 0).toLocaleString('en-GB')} of ${(tally[`${kind} all`] ?? 0).toLocaleString('en-GB')}`
  return [
    `Equal to the true next flip: ${of('flip')} that flip, found by looking every minute or ten and wherever a fact or`,
    `coverage and a threshold make an instant, then second by second; ${of('every second')} looked at in every second of`,
    `the next day, whether they flip or not; ${of('none')} that do not flip in sixty days.`,
  ]
}
