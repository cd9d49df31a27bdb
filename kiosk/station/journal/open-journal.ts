/** Opens a journal: repairs what the process before left, and writes a segment of this process's own. */
import { mkdir, statfs, type FileHandle } from 'node:fs/promises'
import {
  appendEvent,
  appendReceipt,
  GreengateError,
  type InstantText,
  type Receipt,
  type ReceiptPlace,
  type StationEvent,
} from 'greengate'
import { queue } from '../../shared/queue.ts'
import type { StorageState } from '../../shared/staff-api.ts'
import { onDisk, StationError } from '../station-error.ts'
import { startCollected } from './collected.ts'
import { findAppeal } from './find-appeal.ts'
import type { JournalOptions } from './journal-options.ts'
import type { Journal } from './journal.ts'
import { readBatch, readValue } from './read-journal.ts'
import { damagedSummary, repairSegments } from './repair-segments.ts'
import { isDue, prune, type RetentionRules } from './retention.ts'
import { openSegmentRow } from './segment-row.ts'
import type { SegmentSummary } from './segment-summary.ts'
import { openStationKey } from './station-key.ts'
import { startStorageRoom } from './storage-level.ts'
import type { UploadSource } from './upload-source.ts'

/** A journal that was opened. */
export interface OpenedJournal {
  readonly journal: Journal
  readonly source: UploadSource
  /** Receipts of segments written since `since`, oldest first, but for those whose grant was released. */
  readonly recent: readonly Receipt[]
}

const fourGibibytes = 4 * 1024 ** 3
const oneMebibyte = 1024 ** 2
const dayMs = 86_400_000
const checkpointMs = 60_000
const mostUnsigned = 1_000
/** As many segments are pruned in one go of housekeeping: each takes some milliseconds of the gate's. */
const mostPruned = 4

async function writeDurably(file: FileHandle, bytes: Uint8Array): Promise<void> {
  await file.appendFile(bytes)
  await file.datasync()
}

const instantOf = (date: Date): InstantText => date.toISOString().replace(/\.\d+Z$/, 'Z')

/**
 * Opens the journal of this process. No segment is ever continued by another process.
 *
 * @param since - From when on receipts are given back.
 * @throws StationError `ERR_STATION_JOURNAL`, `ERR_STATION_KEYS`.
 */
export async function openJournal(options: JournalOptions, since: Date): Promise<OpenedJournal> {
  const { folder, station, log, lane = '1', software = 'greengate', seal } = options
  const { now = () => new Date(), write = writeDurably, keepDays = 30 } = options
  const { quotaBytes = fourGibibytes, segmentBytes = oneMebibyte } = options
  const freeBytes = options.freeBytes ?? (() => freeOf(folder))
  const cannot = `cannot write receipts to ${folder}`
  const room = startStorageRoom(quotaBytes, 2 * segmentBytes)

  const found = await onDisk(cannot, async () => {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    return repairSegments(folder, since, log)
  })
  const signer = options.signer ?? (await onDisk(cannot, () => openStationKey(folder))).signer
  const row = openSegmentRow({
    ...{ folder, station, software, signer, write, segmentBytes, next: found.next },
    ...{ recipient: seal?.recipient, closed: found.summaries },
  })
  const collected = startCollected(row)
  const waiting = queue()
  let level: StorageState['level'] = 'ok'
  let lastCheckpointMs = now().getTime()
  let oldest: InstantText | null = null
  let isTending = false

  /** What writes is done one after the other. */
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => waiting(() => onDisk(cannot, work))
  const isFull = () => room.state(row.usedBytes()).level === 'full'
  const refuseIf = (isRefused: boolean) => {
    if (isRefused) throw new StationError('ERR_STATION_JOURNAL', `${cannot}: its storage is full`)
  }
  const look = async () => {
    room.looked(await freeBytes(), row.usedBytes())
  }

  const checkpoint = async (at: Date) => {
    lastCheckpointMs = at.getTime()
    await row.checkpoint(instantOf(at))
  }
  /** Not before the gate: it is asked for when the receipt is out. */
  const signIfMany = () => {
    const isDueNow = () => (row.live()?.unsigned() ?? 0) >= mostUnsigned
    if (!isDueNow()) return
    inTurn(async () => {
      if (isDueNow()) await checkpoint(now())
    }).catch((error: unknown) => {
      if (!(error instanceof StationError)) throw error
      log(error.message)
    })
  }
  const added = (at: InstantText, isWorth: boolean, seq: number): ReceiptPlace => {
    if (isWorth) oldest ??= at
    signIfMany()
    return { segment: row.end().segment, seq }
  }
  const noteNow = async (event: StationEvent): Promise<ReceiptPlace> => {
    // What makes room again, and what was found at start, is noted however full it is: it would never open otherwise.
    const isNeeded = ['collected', 'pruned', 'damaged'].includes(event.event)
    refuseIf(!isNeeded && !room.hasRoomForNotes(row.usedBytes()))
    const at = instantOf(now())
    const { seq } = await row.add(at, (state) => appendEvent(state, event, { at, station, lane }))
    return added(at, event.event !== 'collected', seq)
  }

  const findOldest = async () => {
    const next = collected.next()
    const range = collected.ranges().find(({ segment }) => segment === next?.segment)
    if (next === undefined || range === undefined) return null
    try {
      return (await readValue(folder, next, range.bytes))?.at ?? null
    } catch (error) {
      if (!(error instanceof StationError)) throw error
      log(error.message)
      return null
    }
  }

  const pruneDue = async (at: Date) => {
    const whole = collected.whole()
    const rulesFor = ({ segment }: SegmentSummary): RetentionRules => ({
      ...{ now: at, keepDays, isCollected: whole.has(segment) },
    })
    const hands = { folder, write, note: (event: StationEvent) => inTurn(() => noteNow(event)) }
    const due = row.closed().filter((summary) => isDue(summary, rulesFor(summary)))
    for (const summary of due.slice(0, mostPruned)) {
      try {
        row.replace(await prune(hands, summary, rulesFor(summary)))
      } catch (error) {
        if (!(error instanceof GreengateError)) throw error
        const { segment, fileBytes } = summary
        log(`segment ${segment} was changed (${error.code}); it is left as it is`)
        row.replace(await damagedSummary(segment, fileBytes))
        await hands.note({ event: 'damaged', segment })
      }
    }
  }

  const keepHouse = async (at: Date) => {
    await inTurn(async () => {
      await look()
      const next = room.state(row.usedBytes()).level
      if (!row.isOpen()) return
      if (next !== level && room.hasRoomForNotes(row.usedBytes())) {
        await noteNow({ event: 'storage', level: next })
      }
      level = next
      const live = row.live()
      if (live === undefined) return
      const { sealedUntil } = live.summary()
      const isOld = Math.abs(at.getTime() - Date.parse(live.startedAt)) >= dayMs
      const holdsDue = sealedUntil !== null && Date.parse(sealedUntil) <= at.getTime()
      if ((isOld || holdsDue) && live.worthAfter(0) > 0) {
        await row.turnOver(instantOf(at))
        lastCheckpointMs = at.getTime()
      } else if (Math.abs(at.getTime() - lastCheckpointMs) >= checkpointMs) {
        await checkpoint(at)
      }
    })
    await onDisk(cannot, () => pruneDue(at))
  }

  const journal: Journal = {
    append: (decision, { secret: plaintext, ...details }) =>
      inTurn(async () => {
        refuseIf(isFull())
        const { now: at } = decision.basis
        const { seq } = await row.add(at, (state, { sealer }) => {
          if (plaintext === undefined) return appendReceipt(state, decision, details)
          if (sealer === undefined || seal === undefined) {
            throw new TypeError('a secret, and nobody to seal it to')
          }
          const deleteAfter = instantOf(new Date(Date.parse(at) + seal.days * dayMs))
          const secret = { sealer, plaintext, deleteAfter }
          return appendReceipt(state, decision, { ...details, secret })
        })
        return added(at, true, seq)
      }),
    note: (event) => inTurn(() => noteNow(event)),
    findAppeal: (appeal) => {
      const from = new Date(now().getTime() - keepDays * dayMs)
      return onDisk(`cannot read receipts in ${folder}`, () =>
        findAppeal(folder, row, appeal, from),
      )
    },
    storage: () => room.state(row.usedBytes()),
    unsent: () => ({ ...collected.counts(), oldest }),
    head() {
      return row.end()
    },
    async tend(at) {
      if (isTending) return
      isTending = true
      try {
        await keepHouse(at)
      } finally {
        isTending = false
      }
    },
    renew: () =>
      inTurn(async () => {
        await look()
        await row.renew(instantOf(now()))
        refuseIf(isFull())
      }),
    close: () =>
      inTurn(async () => {
        await row.close(instantOf(now()))
      }),
  }

  const source: UploadSource = {
    segments: () => collected.ranges(),
    nextUnsent: () => collected.next(),
    read: (segment, seq, mostBytes) =>
      onDisk(`cannot read receipts in ${folder}`, async () => {
        const range = collected.ranges().find((one) => one.segment === segment)
        if (range === undefined || seq > range.lastSeq) return undefined
        return readBatch(folder, { segment, seq }, range.bytes, mostBytes)
      }),
    markCollected: (through, receipt) =>
      inTurn(async () => {
        await noteNow({ event: 'collected', through, receipt })
        collected.mark(through)
        oldest = await findOldest()
      }),
  }

  await onDisk(cannot, async () => {
    await look()
    await row.renew(instantOf(now()))
    for (const segment of found.damaged) await noteNow({ event: 'damaged', segment })
    oldest = await findOldest()
  })
  return { journal, source, recent: found.recent }
}

async function freeOf(folder: string): Promise<number> {
  const { bavail, bsize } = await statfs(folder)
  return bavail * bsize
}
