/** Records as they stream in: lines of JSON, handed on in batches, so that few are held at once. */
import type { Incoming } from '../facts/take-facts.ts'

const mostLine = 16_384
const batchSize = 500

/** Splits a stream of NDJSON; a line that cannot be read is answered as such, in its place. */
export async function* incomingBatches(
  bytes: AsyncIterable<Uint8Array>,
): AsyncGenerator<readonly Incoming[]> {
  let rest = Buffer.alloc(0)
  let batch: Incoming[] = []
  for await (const part of bytes) {
    rest = Buffer.concat([rest, part])
    for (let end = rest.indexOf(10); end !== -1; end = rest.indexOf(10)) {
      if (!isBlank(rest.subarray(0, end))) batch.push(incomingOf(rest.subarray(0, end)))
      rest = rest.subarray(end + 1)
      if (batch.length < batchSize) continue
      yield batch
      batch = []
    }
    // Of a line that is too long enough is kept to tell that it is.
    rest = rest.subarray(0, mostLine + 1)
  }
  if (!isBlank(rest)) batch.push(incomingOf(rest))
  if (batch.length > 0) yield batch
}

const isBlank = (line: Buffer): boolean => line.every((byte) => byte === 13 || byte === 32)

function incomingOf(line: Buffer): Incoming {
  if (line.length > mostLine) return { refusal: 'too-long' }
  try {
    const text = new TextDecoder('utf-8', { fatal: true }).decode(line)
    return { value: JSON.parse(text) as unknown }
  } catch (error) {
    if (error instanceof SyntaxError) return { refusal: 'not-json' }
    if (error instanceof TypeError) return { refusal: 'not-utf8' }
    throw error
  }
}
