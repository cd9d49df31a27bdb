/** A thread that reads, sifts, builds and proves what it is told to. */
import { parentPort, workerData } from 'node:worker_threads'
import { fileError, systemCode } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import type { Task, ThreadData } from './job.ts'
import type { Said } from './pool.ts'
import { threadOf } from './thread.ts'

const data = workerData as ThreadData
const work = threadOf(data)

parentPort?.on('message', (task: Task) => {
  parentPort?.postMessage(answerTo(task))
})

function answerTo(task: Task): Said<unknown> {
  try {
    return { done: work(task) }
  } catch (error) {
    const advice = 'see that there is room, or name another folder with --temp'
    const told = systemCode(error) === undefined ? error : fileError(data.job.folder, error, advice)
    if (told instanceof OperatorError) return { refused: told.message }
    throw error
  }
}
