/** Reads what is piped into the command. */
import { OperatorError } from '../operator-error.ts'

/** Largest input read whole: more than any picture of a code. */
const maxBytes = 67_108_864

/**
 * Reads all of stdin.
 *
 * @throws {@link OperatorError} when it is empty or beyond 64 MiB
 */
export async function readStdin(what: string): Promise<Uint8Array> {
  const parts: Uint8Array[] = []
  let length = 0
  for await (const part of process.stdin as AsyncIterable<Uint8Array>) {
    length += part.length
    if (length > maxBytes) throw new OperatorError(`stdin: more than 64 MiB; pipe ${what} into it`)
    parts.push(part)
  }
  if (length === 0) throw new OperatorError(`stdin: is empty; pipe ${what} into it`)
  return Buffer.concat(parts)
}
