/** Heartbeats: tells the collector about every minute how the station is. Nobody waits for any of it, and nothing comes of it. */
import type { InstantText } from 'greengate'
import type { Signer } from 'greengate/issue'
import type { CollectorLine } from '../upload/collector-line.ts'
import { signCompact } from '../upload/compact-jws.ts'
import { instantText } from '../instant-text.ts'
import type { Heartbeat } from '../../shared/heartbeat.ts'
import { heartbeatOf, type HeartbeatParts } from './heartbeat.ts'

/** What heartbeats are sent with. */
export interface HeartbeatsOptions {
  readonly line: CollectorLine
  readonly signer: Pick<Signer, 'sign'>
  readonly started: InstantText
  readonly everySeconds: number
  /** The station as it is now. */
  readonly look: () => Omit<HeartbeatParts, 'started' | 'n' | 'everySeconds' | 'since'>
  readonly now: () => Date
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number
  readonly log: (line: string) => void
  readonly random?: () => number
  /** A fault of ours; there are no more heartbeats. */
  readonly onFault: (error: unknown) => void
  /** Tests go faster. */
  readonly times?: Partial<HeartbeatTimes>
}

/** How long things take, in milliseconds. */
export interface HeartbeatTimes {
  /** After the start; a thousand stations get their power back at once. */
  readonly firstMs: number
  /** Between two at the least, however much happens: the collector takes no more. */
  readonly leastMs: number
  readonly requestMs: number
}

/** Heartbeats that go on. */
export interface Heartbeats {
  /** There is news: one is sent at once. */
  nudge(): void
  /** What must be added to this clock to have the collector's; null: it has not said. */
  offsetMs(): number | null
  close(): Promise<void>
}

const usualTimes: HeartbeatTimes = { firstMs: 6_000, leastMs: 5_000, requestMs: 20_000 }
/** After so long on its way an answer says little of a clock. */
const mostRoundTripMs = 10_000
/** A year: an answer that is further off is of no clock. */
const mostOffsetMs = 31_622_400_000

/** Starts it. */
export function startHeartbeats(options: HeartbeatsOptions): Heartbeats {
  const {
    line,
    signer,
    started,
    everySeconds,
    look,
    now,
    monotonicMs,
    log,
    random = Math.random,
  } = options
  const times = { ...usualTimes, ...options.times }
  const ending = new AbortController()
  let since = minuteText(now())
  let n = 0
  let offsetMs: number | null = null
  let said = 'ok'
  let isDue = false
  let wake = (): void => undefined

  const tell = (kind: string, text: string) => {
    if (kind !== said) log(text)
    said = kind
  }

  const send = async (): Promise<void> => {
    const at = now()
    n += 1
    const heartbeat: Heartbeat = heartbeatOf({ ...look(), started, n, everySeconds, since }, at)
    since = minuteText(at)
    const jws = await signCompact('greengate-heartbeat', heartbeat, signer)
    const sentMs = monotonicMs()
    const came = await line.post(
      { what: 'heartbeats', type: 'application/jose', headers: {}, body: Buffer.from(jws) },
      { timeoutMs: times.requestMs, signal: ending.signal },
    )
    if (ending.signal.aborted) return
    const tookMs = monotonicMs() - sentMs
    if (came.what === 'nothing') {
      tell(came.why, `heartbeats: no answer of the collector (${came.why}); they go on`)
      return
    }
    const theirs = came.status === 200 ? instantIn(came.text) : undefined
    const apart = (theirs ?? Infinity) - (now().getTime() - tookMs / 2)
    if (Math.abs(apart) > mostOffsetMs) {
      const what = came.status === 200 ? 'no time that could be one' : came.status
      tell(`${what}`, `heartbeats: the collector says ${what}; they go on`)
      return
    }
    if (tookMs <= mostRoundTripMs) offsetMs = Math.round(apart)
    tell('ok', 'heartbeats: the collector takes them again')
  }

  /** Waits, and until then for news. */
  const wait = (ms: number, mayWake: boolean) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ending.signal.aborted || (mayWake && isDue) ? 0 : ms)
      const end = () => {
        clearTimeout(timer)
        resolve()
      }
      wake = () => {
        if (mayWake || ending.signal.aborted) end()
      }
    })

  const run = async () => {
    await wait(random() * times.firstMs, true)
    while (!ending.signal.aborted) {
      isDue = false
      await send()
      await wait(times.leastMs, false)
      const everyMs = everySeconds * 1_000 * (0.9 + 0.2 * random())
      await wait(Math.max(0, everyMs - times.leastMs), true)
    }
  }
  const ended = run().catch(options.onFault)

  return {
    nudge() {
      isDue = true
      wake()
    },
    offsetMs: () => offsetMs,
    async close() {
      ending.abort()
      wake()
      await ended
    },
  }
}

/** The instant of an answer; anything else on the way answers too, and says nothing. */
function instantIn(text: string | undefined): number | undefined {
  try {
    const value: unknown = JSON.parse(text ?? '')
    const { at } = (typeof value === 'object' && value !== null ? value : {}) as { at?: unknown }
    if (typeof at !== 'string' || !/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/.test(at)) return
    const ms = Date.parse(at)
    return Number.isFinite(ms) ? ms : undefined
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
}

const minuteText = (at: Date) => instantText(new Date(Math.floor(at.getTime() / 60_000) * 60_000))
