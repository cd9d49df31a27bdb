/** A thread that counts the shares of a population it is given, and in the end hands over what it counted. */
import { parentPort, workerData } from 'node:worker_threads'
import { OperatorError } from '../operator-error.ts'
import { compileBoth } from './compile-set.ts'
import { countShare } from './count-share.ts'
import { startCount } from './count.ts'
import { explainKept } from './explain-kept.ts'
import type { Answer, Job, Share } from './job.ts'

const job = workerData as Job
const question = { ...compileBoth(job), now: job.now, examples: job.examples, seed: job.seed }
const count = startCount(question)

const answer = (said: Answer): void => parentPort?.postMessage(said)

parentPort?.on('message', (asked: { readonly share: number; readonly of: Share } | 'end') => {
  if (asked === 'end') {
    const examples = explainKept(count.kept, question, job.withFacts)
    answer({ is: 'tally', tally: count.tally, examples })
    parentPort?.close()
    return
  }
  try {
    const counted = countShare(count, job, asked.of)
    answer({ is: 'counted', share: asked.share, counted })
  } catch (error) {
    if (!(error instanceof OperatorError)) throw error
    answer({ is: 'refused', message: error.message })
  }
})
