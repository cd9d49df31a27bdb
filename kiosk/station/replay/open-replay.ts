/** Opens what a lane knows of earlier showings: by itself, for other lanes too, or asked of another lane. */
import { join } from 'node:path'
import { openDayKeys, type DayKeys } from '../day-keys.ts'
import { openAwaitedLanes } from './awaited-lanes.ts'
import { ownReplay } from './own-replay.ts'
import type { Replay } from './replay.ts'
import { clocksApartMs, startReplayHost } from './replay-host.ts'
import { startReplayPeer } from './replay-peer.ts'
import { replayLimits, startReplayStore, type Passage, type ReplayLimits } from './replay-store.ts'
import { addressText, type ReplayAddress } from './replay-tls.ts'
import { shareStore } from './shared-store.ts'

/** How the lanes of a station are joined; none: this lane is alone. */
export interface ReplaySharing {
  /** `listen`: this lane keeps the store for all; `ask`: it asks the one that does. */
  readonly do: 'listen' | 'ask'
  readonly at: ReplayAddress
  readonly key: Buffer
}

/** What a replay is opened with. */
export interface OpenReplayOptions {
  /** Takes the keys of the day, and the list of lanes where this one keeps the store. */
  readonly folder: string
  /** Which lane of which station this is. */
  readonly lane: string
  readonly sharing: ReplaySharing | undefined
  /** What passed here before this process was started. */
  readonly recent: readonly Passage[]
  readonly now: () => Date
  readonly monotonicMs: () => number
  readonly log: (line: string) => void
  /** Other bounds, for tests. */
  readonly limits?: ReplayLimits
}

/** What a lane knows, and the keys by which it names codes. */
export interface OpenReplay {
  readonly replay: Replay
  readonly dayKeys: DayKeys
}

/**
 * Opens it; a host that cannot be reached keeps nobody waiting for long.
 *
 * @throws StationError `ERR_STATION_REPLAY_BUSY`, `ERR_STATION_JOURNAL`.
 */
export async function openReplay(options: OpenReplayOptions): Promise<OpenReplay> {
  const { folder, sharing, limits = replayLimits } = options
  const keysFolder = join(folder, 'keys')
  const { windowMs } = limits
  if (sharing?.do === 'ask') {
    const replay = startReplayPeer({ ...options, ...sharing, windowMs })
    await replay.tried
    return { replay, dayKeys: openDayKeys(keysFolder, windowMs, () => replay) }
  }
  const dayKeys = openDayKeys(keysFolder, windowMs)
  const { recent, monotonicMs } = options
  const startedMs = monotonicMs()
  const store = startReplayStore(limits)
  for (const passage of recent) store.remember(passage)
  const knowsForMs = () => monotonicMs() - startedMs
  if (sharing === undefined) {
    return { replay: ownReplay({ store, knowsForMs, monotonicMs }), dayKeys }
  }
  return { replay: await host({ ...options, sharing }, dayKeys, startedMs, store), dayKeys }
}

async function host(
  options: OpenReplayOptions & { readonly sharing: ReplaySharing },
  dayKeys: DayKeys,
  startedMs: number,
  own: ReturnType<typeof startReplayStore>,
): Promise<Replay> {
  const { folder, now, monotonicMs, log, sharing, limits = replayLimits } = options
  const { windowMs } = limits
  const lanes = await openAwaitedLanes(folder, windowMs, startedMs)
  const store = shareStore(own, lanes)
  // A lane whose clock is ahead accepted proofs of later steps than this one would have.
  const knowsForMs = () => monotonicMs() - startedMs - 2 * clocksApartMs
  const dayKey = (day: string) => dayKeys.keyOf(day, now())
  const parts = { store, lanes, windowMs, dayKey, knowsForMs, now, monotonicMs, log }
  const serving = await startReplayHost({ ...sharing, ...parts })
  log(`replay: other lanes are answered at ${addressText(serving.at)}`)
  return {
    ...ownReplay({ store, knowsForMs, monotonicMs }),
    async tend() {
      store.forget(monotonicMs())
      await lanes.tend(monotonicMs())
    },
    close: () => serving.close(),
  }
}
