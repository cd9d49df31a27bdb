/** The uploader: sends what is unsent, one request at a time, until a collector has signed for it; never in the way of a decision. */
import type { KeyObject } from 'node:crypto'
import type { ReceiptPlace } from 'greengate'
import type { Signer } from 'greengate/issue'
import type { UnsentState } from '../../shared/staff-api.ts'
import type { RecordBatch, UploadSource } from '../journal/upload-source.ts'
import { StationError } from '../station-error.ts'
import { backOffLimits, backOffMs } from './back-off.ts'
import { isReceiptFor, stateBatch } from './batch-statement.ts'
import type { CollectorLine } from './collector-line.ts'
import { sendBatch, type Sent } from './send-batch.ts'

/** What an uploader works with. */
export interface UploaderOptions {
  /** The way to the collector. */
  readonly line: CollectorLine
  /** The pinned public key of the collector: what it signs is believed, and nothing else. */
  readonly collectorKey: KeyObject
  readonly station: string
  /** Signs with the key of the station (Ed25519). */
  readonly signer: Pick<Signer, 'sign'>
  readonly journal: UploadSource
  readonly log: (line: string) => void
  readonly now: () => Date
  readonly random?: () => number
  /** A fault of ours; the uploader has ended. */
  readonly onFault: (error: unknown) => void
  /** Tests go faster. */
  readonly times?: Partial<UploaderTimes>
}

/** How long things take, in milliseconds, and how large they are. */
export interface UploaderTimes {
  /** Between looks at a journal of which all was sent. */
  readonly lookMs: number
  readonly requestMs: number
  /** Multiplies every wait after a failure. */
  readonly pace: number
  readonly mostBytes: number
}

/** A running uploader. */
export interface Uploader {
  state(): Pick<UnsentState, 'uploader' | 'lastReceipt'>
  /** Looks now: there is a network again, or somebody asked. */
  nudge(): void
  /** Gives up a request that is under way; it is sent again after the next start. */
  close(): Promise<void>
}

const usualTimes: UploaderTimes = {
  lookMs: 10_000,
  requestMs: 120_000,
  pace: 1,
  mostBytes: 1024 * 1024,
}
const leastBytes = 4_096

/** Starts it. */
export function startUploader(options: UploaderOptions): Uploader {
  const { line, collectorKey, station, signer, journal, log, now, random = Math.random } = options
  const asked = { ...usualTimes, ...options.times }
  const times = { ...asked, mostBytes: Math.min(asked.mostBytes, line.mostBytes) }
  const ending = new AbortController()
  let doing: UnsentState['uploader'] = 'idle'
  let lastReceipt: string | null = null
  let wake = (): void => undefined
  let failures = 0
  let mostBytes = times.mostBytes
  let from: ReceiptPlace | undefined
  let said = 'ok'

  const tell = (kind: string, line: string) => {
    if (kind !== said) log(line)
    said = kind
  }
  const failed = (kind: string, line: string, askedMs = 0): number => {
    failures += 1
    doing = 'waiting'
    tell(kind, `upload: ${line}; nothing is lost, it is sent again`)
    return backOffMs(failures, random, askedMs) * times.pace
  }
  /** An answer that another try will hardly change. */
  const refused = (kind: string, line: string): number => {
    failures = 30
    return Math.max(failed(kind, line), (backOffLimits.mostMs / 2) * times.pace)
  }

  const collectedSeq = (id: string): number =>
    journal.segments().find(({ segment }) => segment === id)?.collectedSeq ?? 0

  const take = async (batch: RecordBatch, receipt: string): Promise<number> => {
    if (!isReceiptFor(receipt, batch, station, collectorKey)) {
      return refused('receipt', 'what came back is no receipt of this collector for this batch')
    }
    const { segment, lastSeq: seq } = batch
    if (seq > collectedSeq(segment)) await journal.markCollected({ segment, seq }, receipt)
    lastReceipt = instantText(now())
    failures = 0
    // What was sent again goes on to where the journal had come, and from there as always.
    from = from !== undefined && seq < collectedSeq(segment) ? { segment, seq: seq + 1 } : undefined
    mostBytes = Math.min(times.mostBytes, mostBytes * 2)
    tell('ok', 'upload: the collector takes records again')
    return 0
  }

  const understand = (batch: RecordBatch, sent: Exclude<Sent, { what: 'receipt' }>): number => {
    if (sent.what === 'nothing') {
      // A slow network may carry half as much in the same time.
      if (sent.why === 'late') mostBytes = Math.max(leastBytes, mostBytes / 2)
      return failed(sent.why, `no answer of the collector (${sent.why})`)
    }
    const { status, problem, next, waitMs } = sent
    const why = `the collector says ${String(status)}${problem === undefined ? '' : ` ${problem}`}`
    if (problem === 'gap' && next !== undefined && next < batch.firstSeq) {
      from = { segment: batch.segment, seq: next }
      return failed('gap', `${why}: it lacks records from ${String(next)} on, which are sent again`)
    }
    if (status === 413 && mostBytes > leastBytes) {
      mostBytes = Math.max(leastBytes, Math.min(mostBytes, batch.bytes.length) / 2)
      return failed('413', why, waitMs)
    }
    const mayPass = status === 409 || status === 408 || status === 429 || status >= 500
    return mayPass ? failed(String(status), why, waitMs) : refused(String(status), why)
  }

  /** One look; how long to wait after it. */
  const step = async (): Promise<number> => {
    const place = from ?? journal.nextUnsent()
    const batch = place && (await journal.read(place.segment, place.seq, mostBytes))
    if (batch === undefined) {
      doing = 'idle'
      const wasBehind = from !== undefined
      from = undefined
      return wasBehind ? 0 : times.lookMs
    }
    doing = 'sending'
    const signal = ending.signal
    const stated = await stateBatch(batch, station, signer)
    const sent = await sendBatch(stated, { line, timeoutMs: times.requestMs, signal, now })
    if (signal.aborted) return 0
    return sent.what === 'receipt' ? take(batch, sent.receipt) : understand(batch, sent)
  }

  const run = async () => {
    while (!ending.signal.aborted) {
      let waitMs: number
      try {
        waitMs = await step()
      } catch (error) {
        if (!(error instanceof StationError)) throw error
        waitMs = failed(error.code, error.message)
      }
      // Even without a wait others have their turn first.
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, ending.signal.aborted ? 0 : waitMs)
        wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
  }
  const ended = run().catch((error: unknown) => {
    doing = 'waiting'
    options.onFault(error)
  })

  return {
    state: () => ({ uploader: doing, lastReceipt }),
    nudge() {
      failures = 0
      wake()
    },
    async close() {
      ending.abort()
      wake()
      await ended
    },
  }
}

const instantText = (at: Date): string => at.toISOString().replace(/\.\d+Z$/, 'Z')
