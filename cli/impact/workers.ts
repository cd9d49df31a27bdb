/** Shares a population among worker threads, and adds up what they count: the same whatever their number. */
import { Worker } from 'node:worker_threads'
import { OperatorError } from '../operator-error.ts'
import { addBadLines, noBadLines, type BadLines } from './bad-lines.ts'
import { compareLots } from './examples.ts'
import type { Answer, CountedShare, Example, ExamplesByCell, Job, Share } from './job.ts'
import { addTally, emptyTally, type Tally } from './tally.ts'

/** What all workers counted together. */
export interface Counted {
  readonly people: number
  readonly lines: number
  readonly bad: BadLines
  readonly tally: Tally
  /** By the cell of the matrix. */
  readonly examples: ReadonlyMap<number, readonly Example[]>
}

/** How a job is run. */
export interface Running {
  readonly shares: readonly Share[]
  /** Threads, at most. */
  readonly workers: number
  /** Told of each share that is counted, in any order. */
  readonly onCounted: (share: Share, counted: CountedShare) => void
  readonly signal?: AbortSignal
}

/** From the sources a worker is one of them; built, it lies beside the command. */
const workerFile = new URL(
  import.meta.url.endsWith('.ts') ? 'worker.ts' : 'impact-worker.js',
  import.meta.url,
)

/**
 * Runs a job.
 *
 * @throws {@link OperatorError} for what a worker refuses, and the reason of the signal that stops it
 */
export async function runJob(job: Job, running: Running): Promise<Counted> {
  const { shares, signal } = running
  signal?.throwIfAborted()
  const count = Math.max(1, Math.min(running.workers, shares.length))
  const threads = Array.from({ length: count }, () => new Worker(workerFile, { workerData: job }))
  const counted: CountedShare[] = []
  let next = 0
  try {
    const all = Promise.all(
      threads.map((thread) =>
        follow(
          thread,
          () => (next < shares.length ? { share: next, of: shares[next++] as Share } : 'end'),
          (share, of) => {
            counted[share] = of
            running.onCounted(shares[share] as Share, of)
          },
        ),
      ),
    )
    const ends = await (signal === undefined ? all : Promise.race([all, stopped(signal)]))
    return addUp(counted, ends, job.examples)
  } finally {
    await Promise.all(threads.map((thread) => thread.terminate()))
  }
}

function stopped(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    const stop = (): void => {
      reject(signal.reason as Error)
    }
    signal.addEventListener('abort', stop, { once: true })
  })
}

type End = Extract<Answer, { readonly is: 'tally' }>

/** Gives a thread one share after another, always one ahead, until there is none. */
function follow(
  thread: Worker,
  nextShare: () => { readonly share: number; readonly of: Share } | 'end',
  onCounted: (share: number, counted: CountedShare) => void,
): Promise<End> {
  return new Promise((resolve, reject) => {
    let isEnding = false
    const give = (): void => {
      if (isEnding) return
      const asked = nextShare()
      isEnding = asked === 'end'
      thread.postMessage(asked)
    }
    thread.on('message', (answer: Answer) => {
      if (answer.is === 'refused') reject(new OperatorError(answer.message))
      else if (answer.is === 'tally') resolve(answer)
      else {
        onCounted(answer.share, answer.counted)
        give()
      }
    })
    thread.on('error', reject)
    give()
    give()
  })
}

function addUp(shares: readonly CountedShare[], ends: readonly End[], examples: number): Counted {
  let [people, lines] = [0, 0]
  let bad = noBadLines
  for (const share of shares) {
    bad = addBadLines(bad, share.bad, lines)
    people += share.people
    lines += share.lines
  }
  const tally = emptyTally()
  for (const end of ends) addTally(tally, end.tally)
  return { people, lines, bad, tally, examples: drawn(ends, examples) }
}

/** Of the examples of all workers those with the lowest lots: whom one worker alone would have kept. */
function drawn(ends: readonly End[], most: number): ReadonlyMap<number, readonly Example[]> {
  const all = new Map<number, ExamplesByCell extends ReadonlyMap<number, infer Of> ? Of : never>()
  for (const { examples } of ends) {
    for (const [cell, kept] of examples) all.set(cell, [...(all.get(cell) ?? []), ...kept])
  }
  return new Map(
    [...all].map(([cell, kept]) => [
      cell,
      kept
        .toSorted(compareLots)
        .slice(0, most)
        .map(({ example }) => example),
    ]),
  )
}
