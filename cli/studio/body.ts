/** Reads what the page sends: JSON, and no more of it than two texts of the largest size. */
import type { IncomingMessage } from 'node:http'
import { Refused } from './refused.ts'
import { maxTextBytes } from './scan-desk.ts'

/** A set and its cases, every second character of them escaped. */
const maxBytes = 4 * maxTextBytes

/** @throws {@link Refused} */
export async function bodyOf(request: IncomingMessage): Promise<unknown> {
  if (request.headers['content-type']?.split(';', 1)[0]?.trim() !== 'application/json') {
    throw new Refused(415, '请求不是 JSON', 'the request is no JSON')
  }
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of request as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > maxBytes) throw new Refused(413, '请求太大', 'the request is too large')
    parts.push(part)
  }
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(Buffer.concat(parts)))
  } catch (error) {
    // SyntaxError: no JSON; TypeError: no UTF-8.
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    throw new Refused(400, '请求不是 JSON', 'the request is no JSON')
  }
}
