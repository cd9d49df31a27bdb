/** Opens the bundle of a verifier: what its store holds, refreshed from a source, from files and from frames. */
import { pinRoot } from '../bundle/pin-root.ts'
import type { PinOptions } from '../bundle/pin-root.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { maxContainerBytes } from '../bundle/container.ts'
import { plain } from '../carriage/compress.ts'
import { contentsOf, writeContents } from '../carriage/contents.ts'
import type { Collected, FrameCollector } from '../carriage/frame-collector.ts'
import { GreengateError } from '../errors.ts'
import { Keeper, type Opened } from './keeper.ts'
import { poll, type PollOptions } from './poll.ts'
import { readProofs, type KeptProof } from './proof.ts'
import type { Refreshed, TakenFrame, Versions } from './refreshed.ts'
import { SourceError, type BundleSource } from './source.ts'
import type { BundleStore } from './store.ts'

/** What a bundle is opened with. */
export interface OpenBundleOptions extends PinOptions {
  /** The pinned root: a container with one document, from a trusted hand. */
  readonly root: Uint8Array
  readonly store: BundleStore
  /** Without one, bundles come as files and frames only. */
  readonly source?: BundleSource
}

/** How the source is asked. */
export interface RefreshOptions {
  /** Ends it: connections are closed, and what is in force stays. */
  readonly signal?: AbortSignal
}

/** A bundle that is kept and refreshed. */
export interface OpenBundle {
  /** What is in force; at the least, a root that nothing passes under. */
  readonly bundle: Bundle
  /** What the store gave at the start. */
  readonly opened: Opened
  /**
   * Asks the source. Calls wait for each other.
   *
   * @throws The signal's reason, if it ends the call before anything is taken up; what is being taken up is taken up.
   */
  refresh(now: Date, options?: RefreshOptions): Promise<Refreshed>
  /** Asks the source again and again until the signal ends it. */
  poll(options: PollOptions): Promise<void>
  /** Takes a `.ggb` or a `.ggb.gz`, whoever carried it here. */
  takeFile(bytes: Uint8Array, now: Date): Promise<Refreshed>
  /** Takes what a camera read of one QR code. */
  takeFrame(frame: Uint8Array, now: Date): Promise<TakenFrame>
  /** Forgets the frames of whatever is not whole yet. */
  forgetFrames(): void
  /** Proof of two documents for one version: for whoever watches over the publisher. */
  proofs(): Promise<readonly KeptProof[]>
}

/**
 * Opens a verifier's bundle. It works without a network from what is kept; `refresh` and its kin bring newer ones.
 *
 * @throws {@link GreengateError} `ERR_BUNDLE_...` for a root that cannot be pinned, `ERR_STORE_...`
 *
 * @example
 * ```ts
 * import { fileStore, httpSource, openBundle } from 'greengate/update'
 *
 * const start = async (root: Uint8Array) => {
 *   const source = httpSource('https://rules.example/bundle/')
 *   const opened = await openBundle({ root, source, store: fileStore('station/bundle') })
 *   const { state } = await opened.refresh(new Date())
 *   return state === 'updated' ? opened.bundle : undefined
 * }
 * ```
 */
export async function openBundle(options: OpenBundleOptions): Promise<OpenBundle> {
  const { root, store, source, ...pin } = options
  const keeper = await Keeper.open(store, await pinRoot(root, pin))
  // Few verifiers are updated before a camera: what puts frames together is loaded with the first one.
  let collector: FrameCollector | undefined
  const collect = async (frame: Uint8Array): Promise<Collected> => {
    const { FrameCollector } = await import('../carriage/frame-collector.ts')
    collector ??= new FrameCollector()
    return collector.add(frame)
  }

  // One after another: each is held against the one accepted before it.
  let last: Promise<unknown> = Promise.resolve()
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = last.then(work)
    last = done.catch(() => undefined)
    return done
  }
  const take = (bytes: Uint8Array, now: Date) =>
    inTurn(() =>
      settle(bytes.length, async () => {
        const from = versionsOf(keeper)
        const container = await plain(bytes, maxContainerBytes)
        return told(await keeper.take(container, now), from, keeper, bytes.length)
      }),
    )
  const refresh = (now: Date, { signal }: RefreshOptions = {}) =>
    inTurn(() => settle(0, () => refreshFrom(source, keeper, now, signal)))

  return {
    get bundle() {
      return keeper.bundle
    },
    opened: keeper.opened,
    refresh,
    poll: (how) => poll(refresh, how),
    takeFile: take,
    async takeFrame(frame, now) {
      let seen: Collected
      try {
        seen = await collect(frame)
      } catch (error) {
        if (!(error instanceof GreengateError)) throw error
        // All frames were there, and what they hold cannot be inflated.
        const { frameLayout } = await import('../carriage/frames.ts')
        const of = frame[frameLayout.count] as number
        const { code } = error
        return { state: 'complete', of, refreshed: { state: 'refused', code, bytes: 0 } }
      }
      if (seen.state !== 'complete') return seen
      return { state: 'complete', of: seen.of, refreshed: await take(seen.container, now) }
    },
    forgetFrames() {
      collector?.clear()
    },
    proofs: () => readProofs(store),
  }
}

async function refreshFrom(
  source: BundleSource | undefined,
  keeper: Keeper,
  now: Date,
  signal: AbortSignal | undefined,
): Promise<Refreshed> {
  signal?.throwIfAborted()
  if (source === undefined) throw new TypeError('there is no source to refresh from')
  const from = versionsOf(keeper)
  const holding = { rootVersion: from.root, contents: contentsOf(keeper.bundle) }
  const gathered = await source.gather(holding, signal)
  signal?.throwIfAborted()
  const { bytes } = gathered
  if (gathered.state === 'unchanged') return { state: 'unchanged', bytes }
  return settle(bytes, async () => {
    const isNewer = await keeper.take(writeContents(gathered.contents), now)
    gathered.accepted()
    return told(isNewer, from, keeper, bytes)
  })
}

function told(isNewer: boolean, from: Versions, keeper: Keeper, bytes: number): Refreshed {
  if (!isNewer) return { state: 'unchanged', bytes }
  return { state: 'updated', from, to: versionsOf(keeper), bytes }
}

/** Codes that say that nothing was offered, rather than that it was not good. */
const unreachable = ['ERR_SOURCE_UNREACHABLE', 'ERR_SOURCE_MISSING']

async function settle(received: number, work: () => Promise<Refreshed>): Promise<Refreshed> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const { code } = error
    const bytes = error instanceof SourceError ? error.bytes : received
    return { state: unreachable.includes(code) ? 'unreachable' : 'refused', code, bytes }
  }
}

function versionsOf({ bundle: { root, timestamp, snapshot } }: Keeper): Versions {
  return {
    root: root.version,
    timestamp: timestamp?.version ?? null,
    snapshot: snapshot?.version ?? null,
  }
}
