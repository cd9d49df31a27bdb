/** Simulates verifiers that poll, event by event: each waits as lib/update does, and costs what a real one was seen to. */
import { pollDelay } from '../../lib/update/poll-delay.ts'
import type { Costs, Held } from './costs.ts'

/** When a step is shown. */
export interface Shown {
  readonly at: number
  readonly step: number
}

/** What is simulated; all times are seconds from its beginning. */
export interface Scenario {
  readonly costs: Costs
  readonly verifiers: number
  /** Between two polls. */
  readonly every: number
  readonly seconds: number
  /** When a verifier polls first. */
  readonly begin: (verifier: number) => number
  readonly held: Held
  /** In order; the first at 0. */
  readonly shown: readonly Shown[]
  /** From 0 to 1, for a verifier's wait after its poll of that number. */
  readonly chance: (verifier: number, poll: number) => number
  /** The step whose take-up is told. */
  readonly watched?: number
  /** Requests that the server answers in a second; beyond them it says 503. */
  readonly capacity?: number
  /** A cache before the server: so many places, and how long each keeps what changes. */
  readonly cache?: { readonly places: number; readonly seconds: number }
  /** When a verifier has the watched step by push, after it is shown. */
  readonly pushed?: (verifier: number) => number
}

/** What came of it. */
export interface Simulated {
  /** Of the server, in each second. */
  readonly requests: Float64Array
  readonly bytes: Float64Array
  /** Polls that failed, in each second. */
  readonly refused: Float64Array
  /** Seconds from when the watched step was shown until each verifier had it; NaN where it never did. */
  readonly taken: Float64Array
  readonly polls: number
}

/** Slots in a second of the calendar: within one the order is not kept. */
const slots = 20

/** Chance that is the same in every run, and another for every verifier and poll. */
export const chanceOf =
  (seed: number) =>
  (verifier: number, poll: number): number => {
    let x = (Math.imul(verifier + 1, 0x9e3779b1) ^ Math.imul(poll + 1, 0x85ebca6b) ^ seed) >>> 0
    x = Math.imul(x ^ (x >>> 16), 0x7feb352d)
    x = Math.imul(x ^ (x >>> 15), 0x846ca68b)
    return ((x ^ (x >>> 16)) >>> 0) / 2 ** 32
  }

/** Costs as rows of numbers: 0 holds nothing, then two for each step. */
const tables = (costs: Costs): { requests: Float64Array; bytes: Float64Array } => {
  const size = (costs.steps * 2 + 1) * costs.steps
  const [requests, bytes] = [new Float64Array(size), new Float64Array(size)]
  const fill = (row: number, held: Held, from: number): void => {
    for (let shown = from; shown < costs.steps; shown++) {
      const count = costs.of(held, shown)
      requests[row * costs.steps + shown] = count.requests
      bytes[row * costs.steps + shown] = count.bytes
    }
  }
  fill(0, 'nothing', 0)
  for (let step = 0; step < costs.steps; step++) {
    fill(rowOf(step, false), { step, tagged: false }, step)
    fill(rowOf(step, true), { step, tagged: true }, step)
  }
  return { requests, bytes }
}

const rowOf = (step: number, tagged: boolean): number => 1 + step * 2 + (tagged ? 1 : 0)
const stepOf = (row: number): number => (row - 1) >> 1

/** Simulates. */
export const simulate = (scenario: Scenario): Simulated => {
  const { costs, verifiers, every, seconds, begin, shown, chance } = scenario
  const { watched = -1, capacity = Infinity, cache, pushed } = scenario
  const { steps } = costs
  const table = tables(costs)
  const result = {
    requests: new Float64Array(seconds),
    bytes: new Float64Array(seconds),
    refused: new Float64Array(seconds),
    taken: new Float64Array(verifiers).fill(Number.NaN),
  }
  const watchedAt = shown.find(({ step }) => step === watched)?.at ?? Infinity
  const due = new Float64Array(verifiers)
  const row = new Uint8Array(verifiers).fill(
    scenario.held === 'nothing' ? 0 : rowOf(scenario.held.step, scenario.held.tagged),
  )
  const failures = new Uint8Array(verifiers)
  const polled = new Uint32Array(verifiers)
  // The calendar: a list of verifiers for each slot.
  const heads = new Int32Array(seconds * slots).fill(-1)
  const next = new Int32Array(verifiers)
  const wait = (verifier: number, at: number): void => {
    const slot = Math.floor(at * slots)
    if (slot >= heads.length) return
    due[verifier] = at
    next[verifier] = heads[slot] as number
    heads[slot] = verifier
  }
  for (let verifier = 0; verifier < verifiers; verifier++) wait(verifier, begin(verifier))

  let polls = 0
  const spend = (second: number, from: number, to: number): void => {
    const cell = from * steps + to
    result.requests[second] = (result.requests[second] as number) + (table.requests[cell] as number)
    result.bytes[second] = (result.bytes[second] as number) + (table.bytes[cell] as number)
  }
  /** What each place of the cache shows, and until when. */
  const places = Array.from({ length: cache?.places ?? 0 }, (_, place) => ({
    row: scenario.held === 'nothing' ? 0 : rowOf(scenario.held.step, true),
    // They began to keep it at different times.
    until: ((cache?.seconds ?? 0) * place) / (cache?.places ?? 1),
  }))
  /** The step that is shown at an instant. */
  const stepAt = (at: number): number => {
    let step = 0
    for (const each of shown) if (each.at <= at) ({ step } = each)
    return step
  }
  /** The step that a verifier finds, and what finding it cost the server. */
  const find = (verifier: number, at: number, second: number, from: number): number => {
    const step = stepAt(at)
    if (cache === undefined) {
      spend(second, from, step)
      return step
    }
    const place = places[verifier % places.length] as (typeof places)[number]
    if (at >= place.until) {
      // The place asks as a verifier does, on behalf of all of its own.
      spend(second, place.row, step)
      place.row = rowOf(step, true)
      place.until = at + cache.seconds
    }
    return stepOf(place.row)
  }
  const pollOnce = (verifier: number, at: number): void => {
    const second = Math.floor(at)
    let from = row[verifier] as number
    const arrives = pushed === undefined ? Infinity : watchedAt + pushed(verifier)
    if (at >= arrives && (from === 0 || stepOf(from) < watched)) {
      from = rowOf(watched, false)
      result.taken[verifier] = arrives - watchedAt
    }
    const cell = from * steps + stepAt(at)
    const isAnswered =
      (result.requests[second] as number) + (table.requests[cell] as number) <= capacity
    if (isAnswered) {
      const step = find(verifier, at, second, from)
      if (step >= watched && at >= watchedAt && Number.isNaN(result.taken[verifier]))
        result.taken[verifier] = at - watchedAt
      row[verifier] = rowOf(step, from !== 0)
      failures[verifier] = 0
    } else {
      result.refused[second] = (result.refused[second] as number) + 1
      row[verifier] = from
      failures[verifier] = Math.min(255, (failures[verifier] as number) + 1)
    }
    const poll = polled[verifier] as number
    polled[verifier] = poll + 1
    const delay = pollDelay(every, failures[verifier] ?? 0, chance(verifier, poll))
    wait(verifier, at + delay / 1000)
    polls++
  }
  for (let slot = 0; slot < heads.length; slot++) {
    // Whoever comes back within the slot is put before the others: none is lost.
    while ((heads[slot] as number) !== -1) {
      const verifier = heads[slot] as number
      heads[slot] = next[verifier] as number
      pollOnce(verifier, due[verifier] as number)
    }
  }
  if (pushed !== undefined) {
    for (let verifier = 0; verifier < verifiers; verifier++) {
      const arrives = pushed(verifier)
      if (Number.isNaN(result.taken[verifier]) && watchedAt + arrives < seconds)
        result.taken[verifier] = arrives
    }
  }
  return { ...result, polls }
}
