/** A day of a fleet as a table (RFC 4180): a row for each station. */
import { csvLine } from '../edges/csv.ts'
import type { DayReport, StationDay } from './day-report.ts'

const columns: Readonly<Record<string, (day: StationDay) => string | number | null>> = {
  station: ({ station }) => station,
  lane: ({ lane }) => lane,
  heartbeats: ({ heartbeats }) => heartbeats,
  silentMinutes: (day) => day.silentMinutes,
  bundles: ({ bundles }) => bundles.join(' '),
  rules: ({ rules }) => rules.map(({ id, version }) => `${id}/${version}`).join(' '),
  software: ({ software }) => software.join(' '),
  pass: ({ outcomes }) => outcomes.pass,
  check: ({ outcomes }) => outcomes.check,
  stop: ({ outcomes }) => outcomes.stop,
  invalid: ({ outcomes }) => outcomes.invalid,
  unreadable: ({ outcomes }) => outcomes.unreadable,
  passed: ({ passed }) => passed,
  receipts: ({ receipts }) => receipts,
  worstOffsetMs: ({ worstOffsetMs }) => worstOffsetMs,
  mostUnsent: ({ mostUnsent }) => mostUnsent,
  gaps: ({ gaps }) => gaps.length,
  alarms: ({ alarms }) => alarms,
}

/** Writes it; lines end as the RFC has them. */
export function dayCsv({ day, stations }: DayReport): string {
  const head = csvLine(['day', ...Object.keys(columns)])
  const rows = stations.map((station) =>
    csvLine([day, ...Object.values(columns).map((of) => of(station))]),
  )
  return [head, ...rows, ''].join('\r\n')
}
