/** Takes a batch into the store: every check made, all of its records or none, and the same receipt for the same batch. */
import { createHash } from 'node:crypto'
import { instantText } from '../edges/instant.ts'
import { idempotencyKey, openStatement, type BatchStatement } from './batch-statement.ts'
import { checkRecords, type CheckedRecord } from './check-records.ts'
import { commitQueue, type Commit } from './commit-queue.ts'
import type { Collection } from './open-collection.ts'
import { Problem } from './problem.ts'
import type { SentBatch, TakeBatch } from './serve-collector.ts'
import type { SignReceipt } from './sign-receipt.ts'
import type { StationKeys } from './station-keys.ts'
import { batchStore, type BatchStore } from './batch-store.ts'

/** What takes batches. */
export interface TakerOptions {
  readonly collection: Collection
  /** Asked at each batch: a roster may be renewed. */
  readonly keys: () => StationKeys
  readonly sign: SignReceipt
  readonly now: () => Date
  /** Default: a queue of its own. */
  readonly commit?: Commit
}

/** Takes batches, of one station one after the other. */
export interface Taker {
  /** Whether a statement is worth reading the body, and of a station that its carrier names, where that names any. Throws a Problem. */
  admit(statement: string, sender?: readonly string[]): void
  readonly take: TakeBatch
}

/** Opens it. */
export function openTaker(options: TakerOptions): Taker {
  const { collection, keys, sign, now, commit = commitQueue(collection.db) } = options
  const store = batchStore(collection.db)
  const inFlight = new Set<string>()

  const open = (statement: string, sender?: readonly string[]): BatchStatement => {
    const opened = openStatement(statement, (station) => keys().get(station))
    if (sender !== undefined && !sender.includes(opened.station)) throw new Problem('wrong-sender')
    // A segment is its station's own, by its name.
    const { station, segment } = opened
    const rest = segment.startsWith(`${station}-`) ? segment.slice(station.length) : ''
    if (!/^-\d{8}-[0-9a-f]{8}$/.test(rest)) throw new Problem('malformed')
    return opened
  }

  const take = async (sent: SentBatch, said: BatchStatement): Promise<string> => {
    const { station, segment, first, last, head } = said
    if (sent.idempotencyKey !== idempotencyKey(said)) throw new Problem('malformed')
    const digest = createHash('sha256').update(sent.body).digest('base64url')
    if (digest !== said.sha256) throw new Problem('other-body')
    const before = headBefore(store, segment, first)
    const place = { station, segment, first, before, key: keys().get(station) }
    const records = await checkRecords(sent.body, place)
    const end = records.at(-1)
    if (records.length !== last - first + 1 || end?.head.toString('base64url') !== head) {
      throw new Problem('other-body')
    }
    return commit(() => {
      keep(store, said, records, now())
      const at = instantText(now())
      const known = store.receiptOf(segment, first, last)
      if (known !== undefined) return known
      const receipt = sign({ station, segment, first, last, head, at })
      store.addBatch(segment, first, last, sent.statement, receipt)
      return receipt
    })
  }

  return {
    admit: open,
    async take(sent) {
      const said = open(sent.statement, sent.sender)
      if (inFlight.has(said.station)) throw new Problem('in-flight')
      inFlight.add(said.station)
      try {
        return await take(sent, said)
      } finally {
        inFlight.delete(said.station)
      }
    },
  }
}

/** The head that the first record must go on from. */
function headBefore(store: BatchStore, segment: string, first: number): Buffer {
  if (first === 1) return createHash('sha256').update(`greengate-segment-1:${segment}`).digest()
  const head = store.headAt(segment, first - 1)
  if (head === undefined) throw new Problem('gap', { segment, next: store.lastSeq(segment) + 1 })
  return head
}

/** Adds what is new; what is there already must be the same. */
function keep(
  store: BatchStore,
  { station, segment, first, last, head }: BatchStatement,
  records: readonly CheckedRecord[],
  now: Date,
): void {
  const lastSeq = store.lastSeq(segment)
  // Another process may have been at it since the check.
  if (first > lastSeq + 1) throw new Problem('gap', { segment, next: lastSeq + 1 })
  const shared = records[Math.min(last, lastSeq) - first]
  // A head binds all before it.
  if (shared !== undefined && store.headAt(segment, shared.seq)?.equals(shared.head) !== true) {
    throw new Problem('forked', { segment })
  }
  const at = instantText(now)
  store.seeStation(station, at)
  if (last <= lastSeq) return
  const added = records.filter(({ seq }) => seq > lastSeq)
  store.addRecords(station, segment, added, at)
  store.countReceipts(added, now)
  store.moveHead(segment, last, Buffer.from(head, 'base64url'), added)
}
