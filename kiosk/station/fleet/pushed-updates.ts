/** Updates that are pushed to a station: taken as any other carried file is, and so few at a time that a flood delays nobody. */
import type { Refreshed } from 'greengate/update'

/** What pushed updates are taken with. */
export interface PushedParts {
  /** Accepts or refuses, by what is in force: as of a file that is handed over. */
  readonly takeFile: (bytes: Uint8Array) => Promise<Refreshed>
  /** Asks the source, which is polled all the while. */
  readonly refresh: () => Promise<Refreshed>
  readonly onUpdated: () => void
  readonly onFault: (error: unknown) => void
  /** Milliseconds that only grow. */
  readonly monotonicMs: () => number
  readonly random?: () => number
  readonly limits?: Partial<PushedLimits>
}

/** How much is done for whoever may push. */
export interface PushedLimits {
  /** A larger message is no update. */
  readonly mostBytes: number
  /** Files that are looked into at once, and how long it takes until there may be one more. */
  readonly burst: number
  readonly restMs: number
  /** The source is asked within this after a hint: ten thousand stations ask it two thousand times a second at most. */
  readonly hintMs: number
  /** And not again before this has gone by, whatever is pushed. */
  readonly askEveryMs: number
}

/** Takes what is pushed. */
export interface PushedUpdates {
  /** Returns at once. Nothing in it: there is something newer at the source. */
  push(body: Uint8Array): void
  close(): Promise<void>
}

/** As shipped. */
export const pushedLimits: PushedLimits = {
  mostBytes: 512 * 1024,
  burst: 4,
  restMs: 5_000,
  hintMs: 5_000,
  askEveryMs: 60_000,
}

/** Begins with nothing pushed. */
export function startPushedUpdates(parts: PushedParts): PushedUpdates {
  const { takeFile, refresh, onUpdated, onFault, monotonicMs, random = Math.random } = parts
  const limits = { ...pushedLimits, ...parts.limits }
  let waiting: Uint8Array | undefined
  let taking: Promise<void> | undefined
  let left = limits.burst
  let leftAt = monotonicMs()
  let askedAt = -Infinity
  let asking: ReturnType<typeof setTimeout> | undefined
  let asked: Promise<void> = Promise.resolve()
  let isEnded = false

  /** The source has it as well: sooner or later, and once for all that was asked meanwhile. */
  const ask = () => {
    if (asking !== undefined || isEnded) return
    const soonest = Math.max(0, askedAt + limits.askEveryMs - monotonicMs())
    asking = setTimeout(
      () => {
        asking = undefined
        askedAt = monotonicMs()
        asked = settle(refresh)
      },
      soonest + random() * limits.hintMs,
    )
  }
  const settle = async (work: () => Promise<Refreshed>): Promise<void> => {
    try {
      const came = await work()
      if (came.state === 'updated') onUpdated()
      if (came.state === 'refused' && work !== refresh) ask()
    } catch (error) {
      onFault(error)
    }
  }

  /** Whether one more file may be looked into now. */
  const mayTake = (): boolean => {
    const nowMs = monotonicMs()
    const more = Math.floor((nowMs - leftAt) / limits.restMs)
    if (more > 0) {
      left = Math.min(limits.burst, left + more)
      leftAt += more * limits.restMs
    }
    if (left === 0) return false
    // A rest begins with the first of a burst, and not when the station started.
    if (left === limits.burst) leftAt = nowMs
    left -= 1
    return true
  }
  const takeWaiting = async () => {
    while (waiting !== undefined && !isEnded) {
      const bytes = waiting
      waiting = undefined
      // Who pushes more than that is heard at the source.
      if (mayTake()) await settle(() => takeFile(bytes))
      else ask()
      // People at the gate have their turn between two.
      await new Promise((resolve) => setImmediate(resolve))
    }
    taking = undefined
  }

  return {
    push(body) {
      if (isEnded) return
      if (body.length === 0 || !isFile(body, limits.mostBytes)) {
        ask()
        return
      }
      // The newest counts: whoever pushes twice means the second.
      waiting = body
      taking ??= takeWaiting()
    },
    async close() {
      isEnded = true
      clearTimeout(asking)
      await taking
      await asked
    },
  }
}

/** How every container begins (docs/bundle.md 3): an array of two or three, and this text. */
const magic = Buffer.from('\x72greengate-bundle-1', 'latin1')

/** Noise costs a look; what is compressed, or a list of more than 255 documents, costs no more for anybody who may push. */
function isFile(body: Uint8Array, mostBytes: number): boolean {
  const [first = 0] = body
  const { [1 + magic.length]: list = 0 } = body
  return (
    body.length <= mostBytes &&
    (first === 0x82 || first === 0x83) &&
    magic.equals(body.subarray(1, 1 + magic.length)) &&
    list >= 0x80 &&
    list <= 0x98
  )
}
