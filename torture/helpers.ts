/** Shares the steps of a trial among threads; each step goes to whoever has the fewest. */
import { Worker } from 'node:worker_threads'
import type { Attempt } from '../house/endurance.ts'
import type { RoundName } from './rounds.ts'

/** Threads that make steps. */
export interface Helpers {
  attempt(step: number): Promise<Attempt>
  close(): Promise<void>
}

interface Helper {
  readonly worker: Worker
  /** Who waits for which step. */
  readonly waiting: Map<
    number,
    { readonly resolve: (attempt: Attempt) => void; readonly reject: (error: unknown) => void }
  >
}

const hire = (): Helper => {
  const worker = new Worker(new URL('helper.ts', import.meta.url))
  const waiting: Helper['waiting'] = new Map()
  worker.on('message', ({ step, attempt }: { step: number; attempt: Attempt }) => {
    waiting.get(step)?.resolve(attempt)
    waiting.delete(step)
  })
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error)
  })
  return { worker, waiting }
}

/** Hires helpers for one trial, when its first step is asked for. */
export const openHelpers = (name: RoundName, count: number): Helpers => {
  const helpers: Helper[] = []
  return {
    attempt: (step) => {
      while (helpers.length < count) helpers.push(hire())
      const [idlest] = helpers.toSorted((a, b) => a.waiting.size - b.waiting.size) as [Helper]
      return new Promise((resolve, reject) => {
        idlest.waiting.set(step, { resolve, reject })
        idlest.worker.postMessage({ name, step })
      })
    },
    close: async () => {
      for (const { worker } of helpers) await worker.terminate()
      helpers.length = 0
    },
  }
}
