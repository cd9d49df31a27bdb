/** A day of a fleet for tests: any number of stations, a few of them with everything that may go wrong. */
import type { DayReport, StationDay } from '../day-report.ts'

const digest = (letter: string): string => letter.repeat(43)
const outcomesOf = (many: number): DayReport['total']['outcomes'] => ({
  pass: many * 93,
  check: many * 5,
  stop: many,
  invalid: Math.floor(many / 2),
  unreadable: Math.floor(many / 4),
})

/** The day. */
export function testDay(count: number): DayReport {
  const stations = Array.from({ length: count }, (_, i) => stationOf(i))
  const sum = (of: (station: StationDay) => number): number =>
    stations.reduce((all, station) => all + of(station), 0)
  const hours = Array.from({ length: 24 }, (_, hour) => ({
    at: `2026-11-26T${String(hour).padStart(2, '0')}:00:00Z`,
    outcomes: outcomesOf(count * (2 + (hour % 12))),
    passed: count * 90,
  }))
  return {
    format: 'greengate-fleet-day-1',
    day: '2026-11-26',
    from: '2026-11-26T00:00:00Z',
    until: '2026-11-27T00:00:00Z',
    made: '2026-11-27T01:00:00Z',
    stations,
    total: {
      stations: count,
      heartbeats: sum(({ heartbeats }) => heartbeats),
      silentMinutes: sum(({ silentMinutes }) => silentMinutes),
      outcomes: outcomesOf(count),
      passed: sum(({ passed }) => passed),
      receipts: sum(({ receipts }) => receipts),
    },
    hours,
    alarms: [
      {
        id: 1,
        at: '2026-11-26T14:03:00Z',
        document: 'rules/cn-3301/14',
        version: 14,
        known: { sha256: digest('k'), station: null },
        said: { sha256: digest('f'), station: 'east-1' },
        wrong: ['east-1'],
      },
    ],
  }
}

function stationOf(i: number): StationDay {
  return {
    station: `east-${i}`,
    lane: i === 2 ? '<b>&"lane"' : 'north',
    heartbeats: 1440,
    silentMinutes: i === 2 ? 17 : 0,
    bundles: [411, 412],
    rules: [{ id: 'cn-3301', version: 14 }],
    software: i === 5 ? ['1.3.9', '1.4.0'] : ['1.4.0'],
    outcomes: outcomesOf(3 + (i % 7)),
    passed: 270 + i,
    receipts: 300 + i,
    worstOffsetMs: i === 3 ? -37_000 : i === 4 ? null : 40 + i,
    mostUnsent: i % 9,
    gaps:
      i === 6 ? [{ kind: 'gap', segment: 's-2', previous: 's-1', what: 'tail', records: 4 }] : [],
    alarms: i === 1 ? 1 : 0,
  }
}
