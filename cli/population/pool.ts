/** A few threads that work off tasks: one after another, always one ahead, in any order. */
import { Worker } from 'node:worker_threads'
import { OperatorError } from '../operator-error.ts'

/** What a thread says of a task. */
export type Said<Answer> =
  { readonly done: Answer } | { readonly refused: string } | { readonly broken: string }

/** Threads that stay. */
export interface Pool<Task> {
  readonly size: number
  /**
   * Has tasks worked off.
   *
   * @param onDone - Hears of what came of each, in any order; where it gives true, no further task is begun.
   */
  run(tasks: readonly Task[], onDone: (of: never, place: number) => unknown): Promise<void>
  /** Has the first thread do one. */
  one(task: Task): Promise<unknown>
  /** Has every thread do the same once. */
  each(task: Task): Promise<void>
  close(): Promise<void>
}

interface Thread {
  readonly worker: Worker
  /** What becomes of its answers, in the order of its tasks. */
  readonly waiting: { resolve(answer: unknown): void; reject(error: unknown): void }[]
}

/**
 * Starts threads. Each has the job, and its place among them, as its data.
 *
 * @param signal - Ends them; whatever runs is refused with its reason.
 */
export function openPool<Task>(
  file: URL,
  job: unknown,
  size: number,
  signal: AbortSignal,
): Pool<Task> {
  const threads = Array.from({ length: size }, (_, place) => startThread(file, { job, place }))
  const stop = (): void => {
    for (const thread of threads) fail(thread, signal.reason)
  }
  signal.addEventListener('abort', stop, { once: true })
  return {
    size,
    async run(tasks, onDone) {
      signal.throwIfAborted()
      let at = 0
      const follow = async (thread: Thread): Promise<void> => {
        while (at < tasks.length) {
          const place = at++
          const done = await ask(thread, tasks[place])
          if (onDone(done as never, place) === true) at = tasks.length
        }
      }
      // Twice: while an answer is on its way, the next task is there already.
      await Promise.all(threads.flatMap((thread) => [follow(thread), follow(thread)]))
    },
    one(task) {
      signal.throwIfAborted()
      return ask(threads[0] as Thread, task)
    },
    async each(task) {
      signal.throwIfAborted()
      await Promise.all(threads.map((thread) => ask(thread, task)))
    },
    async close() {
      signal.removeEventListener('abort', stop)
      await Promise.all(threads.map(({ worker }) => worker.terminate()))
    },
  }
}

function startThread(file: URL, workerData: unknown): Thread {
  const thread: Thread = { worker: new Worker(file, { workerData }), waiting: [] }
  thread.worker.on('message', (said: Said<unknown>) => {
    const waits = thread.waiting.shift()
    if ('done' in said) waits?.resolve(said.done)
    else waits?.reject('refused' in said ? new OperatorError(said.refused) : new Error(said.broken))
  })
  thread.worker.on('error', (error) => {
    fail(thread, error)
  })
  return thread
}

function fail({ waiting }: Thread, reason: unknown): void {
  for (const waits of waiting.splice(0)) waits.reject(reason)
}

function ask({ worker, waiting }: Thread, task: unknown): Promise<unknown> {
  return new Promise((resolve, reject) => {
    waiting.push({ resolve, reject })
    worker.postMessage(task)
  })
}
