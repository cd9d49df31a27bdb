/** What does the parts of a job on this machine: this thread, or a pool of threads. */
import { Piscina } from 'piscina'
import { OperatorError } from '../../operator-error.ts'
import type { BatchJob, Part } from '../job.ts'
import type { ThreadData } from '../local/thread-data.ts'
import type { PartAnswer } from '../local/worker.ts'
import { openKeyedParts } from '../open-keyed-parts.ts'
import type { DoPart } from '../part.ts'

/** Does parts, some at a time. */
export interface Hands {
  readonly doPart: DoPart
  close(): Promise<void>
}

/** From the sources it is one of them; built, it lies beside the command. */
const threadFile = new URL(
  import.meta.url.endsWith('.ts') ? '../local/worker.ts' : 'batch-worker.js',
  import.meta.url,
)

/**
 * Opens them, and tries the keys once.
 *
 * @throws {@link OperatorError} for keys that are not those of the job
 */
export async function openHands(
  job: BatchJob,
  keys: ThreadData['keys'],
  threads: number,
): Promise<Hands> {
  const here = await openKeyedParts(job, keys)
  if (threads === 1) return { doPart: here, close: () => Promise.resolve() }
  const data: ThreadData = { job, input: '', out: '', ...(keys === undefined ? {} : { keys }) }
  const pool = new Piscina<Part, PartAnswer>({
    filename: threadFile.href,
    name: 'doPart',
    minThreads: threads,
    maxThreads: threads,
    workerData: data,
  })
  return {
    async doPart(part) {
      // What comes from the network is a view of more; only what is its own crosses.
      const { bytes, earlier } = part
      const answer = await pool.run({
        ...part,
        bytes: bytes.slice(),
        ...(earlier === undefined
          ? {}
          : { earlier: { ...earlier, outcomes: earlier.outcomes.slice() } }),
      })
      if ('done' in answer) return answer.done
      throw new OperatorError(answer.refused)
    },
    close: () => pool.destroy(),
  }
}
