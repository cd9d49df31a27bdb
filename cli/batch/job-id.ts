/** Names a job by all that its outcomes and codes depend on: the same order is the same job. */
import { createHash } from 'node:crypto'
import { canonicalJson } from 'greengate/issue'
import type { BatchJob } from './job.ts'

/** The job, with its id. */
export function namedJob(order: Omit<BatchJob, 'format' | 'id'>): BatchJob {
  const format = 'greengate-batch-job-1'
  const digest = createHash('sha256').update(canonicalJson({ format, ...order }))
  return { format, id: digest.digest('hex').slice(0, 16), ...order }
}

/** Whether a job has the id that it should have. */
export function isNamedRight({ format: _, id, ...order }: BatchJob): boolean {
  return namedJob(order).id === id
}
