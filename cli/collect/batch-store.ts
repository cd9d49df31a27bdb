/** The statements by which batches are looked up in a store, and put into it. */
import type { DatabaseSync } from 'node:sqlite'
import { addCount } from '../fleet/chart.ts'
import type { CheckedRecord } from './check-records.ts'

/** What is asked and done within one transaction. */
export interface BatchStore {
  /** 0: there is none of that segment. */
  lastSeq(segment: string): number
  headAt(segment: string, seq: number): Buffer | undefined
  receiptOf(segment: string, first: number, last: number): string | undefined
  seeStation(station: string, at: string): void
  addRecords(station: string, segment: string, records: readonly CheckedRecord[], at: string): void
  moveHead(segment: string, last: number, head: Buffer, added: readonly CheckedRecord[]): void
  addBatch(segment: string, first: number, last: number, statement: string, receipt: string): void
  /** For the chart of the fleet. */
  countReceipts(records: readonly CheckedRecord[], at: Date): void
}

const ofSegment = '(SELECT id FROM segment WHERE name = ?)'

/** Prepares them. */
export function batchStore(db: DatabaseSync): BatchStore {
  const lastSeq = db.prepare('SELECT lastSeq FROM segment WHERE name = ?')
  const headAt = db.prepare(`SELECT head FROM record WHERE segment = ${ofSegment} AND seq = ?`)
  const receiptOf = db.prepare(
    `SELECT receipt FROM batch WHERE segment = ${ofSegment} AND first = ? AND last = ?`,
  )
  const seeStation = db.prepare(
    'INSERT INTO station (name, lastSeen) VALUES (?, ?) ON CONFLICT DO UPDATE SET lastSeen = excluded.lastSeen',
  )
  const addSegment = db.prepare(
    `INSERT INTO segment (station, name, lastSeq, head)
      VALUES ((SELECT id FROM station WHERE name = ?), ?, 0, zeroblob(32)) ON CONFLICT DO NOTHING`,
  )
  const idOf = db.prepare('SELECT id FROM segment WHERE name = ?')
  const addRecord = db.prepare(
    `INSERT INTO record (segment, seq, format, at, outcome, appeal, deleteAfter, clear, leaf, sealed, head, received)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
  )
  const moveHead = db.prepare(
    'UPDATE segment SET lastSeq = ?, head = ?, signedSeq = max(signedSeq, ?) WHERE name = ?',
  )
  const link = db.prepare(
    'UPDATE segment SET previous = ?, previousSeq = ?, previousHead = ? WHERE name = ?',
  )
  const addBatch = db.prepare(
    `INSERT INTO batch (segment, first, last, statement, receipt) VALUES (${ofSegment}, ?, ?, ?, ?)`,
  )
  const count = addCount(db)
  return {
    lastSeq: (segment) => Number(lastSeq.get(segment)?.['lastSeq'] ?? 0),
    headAt(segment, seq) {
      const head = headAt.get(segment, seq)?.['head']
      return head instanceof Uint8Array ? Buffer.from(head) : undefined
    },
    receiptOf(segment, first, last) {
      const receipt = receiptOf.get(segment, first, last)?.['receipt']
      return typeof receipt === 'string' ? receipt : undefined
    },
    seeStation(station, at) {
      seeStation.run(station, at)
    },
    addRecords(station, segment, records, at) {
      addSegment.run(station, segment)
      const id = Number(idOf.get(segment)?.['id'])
      for (const record of records) {
        const { seq, format, instant, outcome, appeal, deleteAfter } = record
        const { clear, leaf, sealed, head } = record
        const told = [format, instant, outcome, appeal, deleteAfter]
        addRecord.run(id, seq, ...told, clear, leaf, sealed, head, at)
      }
    },
    moveHead(segment, last, head, added) {
      const signed = added.findLast(({ format }) => format === 'greengate-checkpoint-1')
      moveHead.run(last, head, signed?.seq ?? 0, segment)
      const { previous } = added[0] ?? {}
      if (previous === undefined || previous === null) return
      link.run(previous.segment, previous.seq, Buffer.from(previous.head, 'base64url'), segment)
    },
    addBatch(segment, first, last, statement, receipt) {
      addBatch.run(segment, first, last, statement, receipt)
    },
    countReceipts(records, at) {
      const receipts = records.filter(({ outcome }) => outcome !== null).length
      count(Math.floor(at.getTime() / 60_000), 'receipts', '', receipts)
    },
  }
}
