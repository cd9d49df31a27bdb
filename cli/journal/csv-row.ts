/** Records as rows of a table (RFC 4180), for whoever counts with a spreadsheet. */
import { csvLine } from '../edges/csv.ts'
import type { ReadRecord } from './select-records.ts'

const columns = [
  'segment',
  'seq',
  'at',
  'station',
  'lane',
  'record',
  'outcome',
  'reasons',
  'ruleSet',
  'version',
  'appeal',
  'event',
] as const

/** The first row. */
export const csvHead = columns.join(',')

/** The row of a record. */
export function csvRow(segment: string, { seq, value }: ReadRecord): string {
  const receipt = value?.format === 'greengate-receipt-1' ? value : undefined
  const event = value?.format === 'greengate-event-1' ? value : undefined
  const cells: Record<(typeof columns)[number], string | number | null | undefined> = {
    segment,
    seq,
    at: value?.at,
    station: value?.station,
    lane: receipt?.lane ?? event?.lane,
    record: value?.format.replace(/^greengate-(.*)-1$/, '$1') ?? 'pruned',
    outcome: receipt?.outcome,
    reasons: receipt?.reasons.map(({ code }) => code).join(' '),
    ruleSet: receipt?.basis.ruleSet?.id,
    version: receipt?.basis.ruleSet?.version,
    appeal: receipt?.appeal,
    event: event?.event,
  }
  return csvLine(columns.map((column) => cells[column]))
}
