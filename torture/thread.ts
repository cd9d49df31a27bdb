/** A thread of its own that makes the steps it is asked for. */
import { parentPort } from 'node:worker_threads'
import { openJudges } from './judging.ts'
import { rounds, type RoundName } from './rounds.ts'

const judges = openJudges()

parentPort?.on(
  'message',
  ({ name, step, seed }: { name: RoundName; step: number; seed: number }) => {
    parentPort?.postMessage({ step, attempt: rounds[name](judges, step, seed) })
  },
)
