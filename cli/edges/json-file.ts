/** Reads JSON that somebody wrote by hand or a program left behind. */
import { OperatorError } from '../operator-error.ts'

const decoder = new TextDecoder('utf-8', { fatal: true })

/**
 * Reads bytes as JSON.
 *
 * @param name - Where the bytes come from, for the error. The bytes themselves are never shown: they may be a key.
 * @throws {@link OperatorError}
 */
export function parseJson(bytes: Uint8Array, name: string, what: string): unknown {
  try {
    return JSON.parse(decoder.decode(bytes))
  } catch (error) {
    // SyntaxError: no JSON; TypeError: no UTF-8.
    if (!(error instanceof SyntaxError || error instanceof TypeError)) throw error
    throw new OperatorError(`${name}: not JSON, or cut short; name ${what}`)
  }
}

/** A JSON object as such; undefined for every other value. */
export function asObject(value: unknown): Readonly<Record<string, unknown>> | undefined {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
    ? (value as Readonly<Record<string, unknown>>)
    : undefined
}
