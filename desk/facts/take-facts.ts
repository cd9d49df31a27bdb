/** Takes the records of a source: every one is answered, and none is counted twice, lost, or counted for somebody else. */
import type { Vocabulary } from 'greengate/rules'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import type { RecordAnswer, Refusal } from './record.ts'
import { readRecord } from './read-record.ts'
import { isActive, sourceOf } from './sources-of.ts'
import { coverageOf, recordTaker } from './take-record.ts'
import { openTallies } from './tallies.ts'

/** A record as it came in, or why there is none to read. */
export type Incoming =
  | { readonly value: unknown; readonly signature?: string }
  | { readonly refusal: Refusal; readonly id?: string }

/** How records came, and what they are held against. */
export interface Taking {
  /** Of the bundle in force. */
  readonly types: Vocabulary['types']
  /** Default: `push`. */
  readonly way?: 'push' | 'folder' | 'desk'
  /** Where the source signed them together: over what, the signature, and the thumbprint of its key. */
  readonly signed?: {
    readonly sha256: Uint8Array
    readonly signature: string
    readonly signer: string
  }
}

/** What became of records. */
export interface Taken {
  /** One each, in their order. */
  readonly answers: readonly RecordAnswer[]
  /** How many people are assessed again. */
  readonly touched: number
}

/**
 * Takes records in one transaction: when it returns, what it answers is durable.
 *
 * @param records - As parsed from JSON (docs/desk-facts.md 2).
 * @throws TypeError for a source that is not in the store; never for a record.
 */
export function takeFacts(
  store: DeskStore,
  sourceId: string,
  records: readonly unknown[],
  now: number,
  taking: Taking,
): Taken {
  return takeIncoming(
    store,
    sourceId,
    records.map((value) => ({ value })),
    now,
    taking,
  )
}

/** The same for records some of which could not even be parsed. */
export function takeIncoming(
  store: DeskStore,
  sourceId: string,
  records: readonly Incoming[],
  now: number,
  { types, way = 'push', signed }: Taking,
): Taken {
  const source = sourceOf(store, sourceId)
  if (source === undefined) throw new TypeError('source must be one of the store')
  if (records.length === 0) return { answers: [], touched: 0 }
  return inTransaction(store, () => {
    const tallies = openTallies(store, sourceId, now)
    const batch = prepared(
      store,
      'INSERT INTO batch (source, at, way, sha256, signature, signer) VALUES (?, ?, ?, ?, ?, ?)',
    ).run(
      sourceId,
      now,
      way,
      signed?.sha256 ?? null,
      signed?.signature ?? null,
      signed?.signer ?? null,
    ).lastInsertRowid
    const touched = new Set<string>()
    const take = recordTaker({
      store,
      source,
      types,
      now,
      batch: Number(batch),
      covered: coverageOf(store, sourceId),
      touched,
    })
    const answer = (incoming: Incoming): RecordAnswer => {
      if ('refusal' in incoming) {
        return { id: incoming.id ?? null, state: 'refused', reason: incoming.refusal }
      }
      const read = readRecord(incoming.value)
      if ('refusal' in read) return { id: read.id, state: 'refused', reason: read.refusal }
      const { id } = read.record
      if (!isActive(source, now)) return { id, state: 'refused', reason: 'source-over' }
      return take(read.record, read.digest, incoming.signature)
    }
    const answers = records.map((incoming) => {
      const given = answer(incoming)
      tallies.add(given, 'value' in incoming ? incoming.value : undefined)
      return given
    })
    tallies.write()
    return { answers, touched: touched.size }
  })
}
