/** Shares the steps of a trial among threads; each step goes to whoever has the fewest. */
import { Worker } from 'node:worker_threads'
import type { Attempt } from '../house/endurance.ts'
import { seeds, type RoundName } from './rounds.ts'

/** Threads that make steps. */
export interface Threads {
  attempt(step: number, seed?: number): Promise<Attempt>
  close(): Promise<void>
}

interface Thread {
  readonly worker: Worker
  /** Who waits for which step. */
  readonly waiting: Map<
    number,
    { readonly resolve: (attempt: Attempt) => void; readonly reject: (error: unknown) => void }
  >
}

const start = (): Thread => {
  const worker = new Worker(new URL('thread.ts', import.meta.url))
  const waiting: Thread['waiting'] = new Map()
  worker.on('message', ({ step, attempt }: { step: number; attempt: Attempt }) => {
    waiting.get(step)?.resolve(attempt)
    waiting.delete(step)
  })
  worker.on('error', (error) => {
    for (const { reject } of waiting.values()) reject(error)
  })
  return { worker, waiting }
}

/** Starts threads for one trial, when its first step is asked for. */
export const openThreads = (name: RoundName, count: number): Threads => {
  const threads: Thread[] = []
  return {
    attempt: (step, seed = seeds[name]) => {
      while (threads.length < count) threads.push(start())
      const [idlest] = threads.toSorted((a, b) => a.waiting.size - b.waiting.size) as [Thread]
      return new Promise((resolve, reject) => {
        idlest.waiting.set(step, { resolve, reject })
        idlest.worker.postMessage({ name, step, seed })
      })
    },
    close: async () => {
      for (const { worker } of threads) await worker.terminate()
      threads.length = 0
    },
  }
}
