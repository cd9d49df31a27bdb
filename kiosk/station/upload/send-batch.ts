/** One request to the collector, and what came of it: a receipt, a refusal, or nothing that can be relied on. */
import { retryAfterMs } from './back-off.ts'
import type { StatedBatch } from './batch-statement.ts'

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
export interface SendOptions {
  /** The collector's address; `/records` is below it. */
  readonly to: string
  readonly timeoutMs: number
  readonly signal: AbortSignal
  readonly now: () => Date
}

/** An answer is a receipt or a problem: a few hundred bytes. */
const mostAnswerBytes = 16_384
const problemPattern = /^urn:greengate:collect:([a-z-]{1,40})$/

/** Sends a batch; resolves whatever the network does. */
export async function sendBatch(
  { batch, idempotencyKey, statement }: StatedBatch,
  { to, timeoutMs, signal, now }: SendOptions,
): Promise<Sent> {
  try {
    const response = await fetch(`${to.replace(/\/+$/, '')}/records`, {
      method: 'POST',
      // A redirect is no collector's answer.
      redirect: 'manual',
      headers: {
        'Content-Type': 'application/octet-stream',
        'Idempotency-Key': `"${idempotencyKey}"`,
        'Greengate-Batch': statement,
      },
      body: Uint8Array.from(batch.bytes),
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
    })
    const text = await readText(response)
    const type = response.headers.get('content-type')?.replace(/;.*$/s, '').trim()
    if (response.status === 200 && type === 'application/jose' && text !== undefined) {
      return { what: 'receipt', receipt: text.trim() }
    }
    if (response.status < 400) return { what: 'nothing', why: 'portal' }
    const { problem, next } = readProblem(type === 'application/problem+json' ? text : undefined)
    const waitMs = retryAfterMs(response.headers.get('retry-after'), now())
    return { what: 'refused', status: response.status, problem, next, waitMs }
  } catch (error) {
    if (error instanceof DOMException) return { what: 'nothing', why: 'late' }
    // What fetch says of a network that failed it has a cause; without one it is a mistake of ours.
    if (!(error instanceof TypeError) || error.cause === undefined) throw error
    return { what: 'nothing', why: 'cut' }
  }
}

/** The text of an answer; undefined: it is longer than any of ours. */
async function readText(response: Response): Promise<string | undefined> {
  if (response.body === null) return ''
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of response.body as unknown as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > mostAnswerBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
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
