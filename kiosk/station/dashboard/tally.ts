/** Counts what happens at a gate: minute by minute for an hour, in all since the start, and how long decisions took. */
import type { Outcome } from 'greengate'
import type { Dashboard, OutcomeCounts } from '../../shared/staff-api.ts'
import { instantText } from '../instant-text.ts'

/** What is counted beside outcomes. */
export type Counted = 'passed' | 'released' | 'forced' | 'overrides'

/** The counters of a station. */
export interface Tally {
  /** A decision was made, and its receipt durable so many milliseconds after the input was whole. */
  decided(outcome: Outcome, tookMs: number, now: Date): void
  count(what: Counted, persons: number, now: Date): void
  shown(now: Date): Pick<Dashboard, 'minutes' | 'total' | 'latencyMs'>
}

const minuteMs = 60_000
const minutesKept = 60
const timesKept = 1_000

interface Minute {
  outcomes: Record<Outcome, number>
  passed: number
}

const none = (): Record<Outcome, number> => ({
  pass: 0,
  check: 0,
  stop: 0,
  invalid: 0,
  unreadable: 0,
})

/** Starts at nought. */
export function startTally(since: Date): Tally {
  const minutes = new Map<number, Minute>()
  const total = { passed: 0, released: 0, forced: 0, overrides: 0 }
  const outcomes = none()
  const times: number[] = []
  let place = 0

  const minuteAt = (now: Date): Minute => {
    const at = Math.floor(now.getTime() / minuteMs)
    // A clock that was set leaves minutes behind that are of no hour: newest first, the oldest go.
    const known = minutes.get(at)
    if (known !== undefined) return known
    const fresh = { outcomes: none(), passed: 0 }
    minutes.set(at, fresh)
    for (const old of minutes.keys()) {
      if (minutes.size <= minutesKept) break
      minutes.delete(old)
    }
    return fresh
  }

  return {
    decided(outcome, tookMs, now) {
      outcomes[outcome]++
      minuteAt(now).outcomes[outcome]++
      times[place] = tookMs
      place = (place + 1) % timesKept
    },
    count(what, persons, now) {
      total[what] += persons
      if (what === 'passed') minuteAt(now).passed += persons
    },
    shown(now) {
      const last = Math.floor(now.getTime() / minuteMs)
      return {
        minutes: Array.from({ length: minutesKept }, (_, back) => {
          const at = last - (minutesKept - 1 - back)
          const minute = minutes.get(at)
          const counts: OutcomeCounts = { ...(minute?.outcomes ?? none()) }
          const passed = minute?.passed ?? 0
          return { at: instantText(new Date(at * minuteMs)), outcomes: counts, passed }
        }),
        total: { since: instantText(since), outcomes: { ...outcomes }, ...total },
        latencyMs: percentiles(times),
      }
    },
  }
}

function percentiles(times: readonly number[]): Dashboard['latencyMs'] {
  const sorted = times.toSorted((a, b) => a - b)
  const at = (share: number) => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)]
  const [p50, p99] = [at(0.5), at(0.99)]
  return p50 === undefined || p99 === undefined ? null : { p50, p99, count: sorted.length }
}
