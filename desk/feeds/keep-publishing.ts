/** Publishes whenever something changed, one publication at a time, and every hour without a change. */
import { GreengateError } from 'greengate'
import { OperatorError } from 'greengate-cli/bundle'
import type { Feeds, PublishedFeeds, Publisher } from './feeds.ts'

/** How feeds stand: for whoever watches over the desk. No claim in it. */
export interface FeedState {
  readonly publishedAt: Date | undefined
  readonly published: PublishedFeeds | undefined
  readonly lists: number
  readonly people: number
  /** Whether something is not published yet. */
  readonly isPending: boolean
  /** The last attempt failed; undefined: it did not. */
  readonly failure: { readonly at: Date; readonly why: string; readonly times: number } | undefined
}

/** Publishing that goes on until it is closed. */
export interface FeedKeeper extends AsyncDisposable {
  readonly state: FeedState
  /** Something changed: published at once, or right behind what is being published now. */
  changed(): void
  /** Comes back when all that had changed is published, or failed to be. */
  settled(): Promise<FeedState>
}

/** What it is opened with. */
export interface Publishing {
  readonly gather: (now: Date) => Promise<Feeds>
  readonly publisher: Publisher
  readonly now: () => Date
  /** No claim, code or key in it. */
  readonly log: (line: string) => void
  /** The longest time without a publication. */
  readonly everyMs?: number
  /** After a first failure; then twice as long each time, up to a minute. */
  readonly retryMs?: number
}

const hourMs = 3_600_000
const longestRetryMs = 60_000

/** Starts. The first publication is made at once. */
export function keepPublishing(publishing: Publishing): FeedKeeper {
  const { gather, publisher, now, log, everyMs = hourMs, retryMs = 1_000 } = publishing
  let state: FeedState = {
    ...{ publishedAt: undefined, published: undefined, lists: 0, people: 0 },
    ...{ isPending: false, failure: undefined },
  }
  let running: Promise<void> | undefined
  let timer: NodeJS.Timeout | undefined
  let isClosed = false

  const once = async (): Promise<void> => {
    const at = now()
    try {
      const feeds = await gather(at)
      const published = await publisher.publish(feeds, at)
      const { lists, population } = feeds
      state = {
        ...{ publishedAt: at, published, lists: lists.length, people: population?.people ?? 0 },
        ...{ isPending: state.isPending, failure: undefined },
      }
    } catch (error) {
      const why = causeOf(error)
      const times = (state.failure?.times ?? 0) + 1
      state = { ...state, isPending: true, failure: { at, why, times } }
      log(`feeds were not published (${why}); tried again`)
    }
  }

  const run = async (): Promise<void> => {
    // What changes meanwhile is in the next one.
    do {
      state = { ...state, isPending: false }
      await once()
    } while (state.isPending && state.failure === undefined && !isClosed)
    running = undefined
    if (isClosed) return
    const times = state.failure?.times ?? 0
    const wait = times === 0 ? everyMs : Math.min(longestRetryMs, retryMs * 2 ** (times - 1))
    timer = setTimeout(start, wait)
  }

  function start(): void {
    clearTimeout(timer)
    running ??= run()
  }

  start()
  return {
    get state() {
      return state
    },
    changed() {
      if (isClosed) return
      state = { ...state, isPending: true }
      start()
    },
    async settled() {
      await running
      return state
    },
    async [Symbol.asyncDispose]() {
      isClosed = true
      clearTimeout(timer)
      await running
    },
  }
}

/** An operator is told what to do; of a fault only its name, since its message may hold anything. */
function causeOf(error: unknown): string {
  if (error instanceof GreengateError) return error.code
  if (error instanceof OperatorError) return error.message
  if (error instanceof Error) return error.name
  return 'fault'
}
