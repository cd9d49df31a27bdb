/** Reads the body of a request whose length was said, and no more than that. */
import type { IncomingMessage } from 'node:http'
import { Problem } from './problem.ts'

/**
 * How long the body is, as its sender says.
 *
 * @throws Problem `length-required`, `too-large`
 */
export function bodyLength({ headers }: IncomingMessage, most: number): number {
  const said = headers['content-length']
  if (said === undefined) throw new Problem('length-required')
  const length = Number(said)
  if (length > most) throw new Problem('too-large', { most })
  return length
}

/**
 * Reads a body of that length.
 *
 * @throws Problem `malformed` where the sender went away or took too long
 */
export async function readBody(
  request: IncomingMessage,
  length: number,
  timeoutMs: number,
): Promise<Uint8Array> {
  const body = new Uint8Array(length)
  let filled = 0
  const late = setTimeout(() => {
    request.destroy()
  }, timeoutMs)
  try {
    for await (const part of request as AsyncIterable<Buffer>) {
      body.set(part, filled)
      filled += part.length
    }
  } catch (error) {
    if (!(error instanceof Error && 'code' in error)) throw error
    throw new Problem('malformed')
  } finally {
    clearTimeout(late)
  }
  if (filled !== length) throw new Problem('malformed')
  return body
}
