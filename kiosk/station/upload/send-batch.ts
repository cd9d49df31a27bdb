/** One request to the collector, and what came of it: a receipt, a refusal, or nothing that can be relied on. */
import { retryAfterMs } from './back-off.ts'
import type { StatedBatch } from './batch-statement.ts'
import type { CollectorLine, PostOptions } from './collector-line.ts'

/** What came of a request. */
export type Sent =
  /** Something that says it is a receipt; nobody has checked it. */
  | { readonly what: 'receipt'; readonly receipt: string }
  | {
      readonly what: 'refused'
      readonly status: number
      /** The name of the problem, of a closed list; undefined: the status is all there is. */
      readonly problem: string | undefined
      readonly next: number | undefined
      readonly waitMs: number
    }
  /** `portal`: somebody else answered, such as a page to sign in on. */
  | { readonly what: 'nothing'; readonly why: 'late' | 'cut' | 'portal' }

/** How it is sent. */
export interface SendOptions extends PostOptions {
  readonly line: CollectorLine
  readonly now: () => Date
}

const problemPattern = /^urn:greengate:collect:([a-z-]{1,40})$/

/** Sends a batch; resolves whatever the network does. */
export async function sendBatch(
  { batch, idempotencyKey, statement }: StatedBatch,
  { line, now, ...how }: SendOptions,
): Promise<Sent> {
  const came = await line.post(
    {
      ...{ what: 'records', type: 'application/octet-stream', body: batch.bytes },
      headers: { 'Idempotency-Key': `"${idempotencyKey}"`, 'Greengate-Batch': statement },
    },
    how,
  )
  if (came.what === 'nothing') return came
  const { status, type, text } = came
  if (status === 200 && type === 'application/jose' && text !== undefined) {
    return { what: 'receipt', receipt: text.trim() }
  }
  // A redirect is no collector's answer either.
  if (status < 400) return { what: 'nothing', why: 'portal' }
  const { problem, next } = readProblem(type === 'application/problem+json' ? text : undefined)
  const waitMs = retryAfterMs(came.retryAfter, now())
  return { what: 'refused', status, problem, next, waitMs }
}

function readProblem(text: string | undefined): { problem?: string; next?: number } {
  try {
    const value: unknown = JSON.parse(text ?? '')
    const { type, next } = (typeof value === 'object' && value !== null ? value : {}) as {
      readonly type?: unknown
      readonly next?: unknown
    }
    const problem = typeof type === 'string' ? problemPattern.exec(type)?.[1] : undefined
    return {
      ...(problem !== undefined && { problem }),
      ...(Number.isSafeInteger(next) && Number(next) > 0 && { next: Number(next) }),
    }
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return {}
  }
}
