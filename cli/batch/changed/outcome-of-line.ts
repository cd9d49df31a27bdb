/** Reads a line of outcomes of an earlier batch. */
import { asObject } from '../../edges/json-file.ts'

/** What a line of outcomes says. */
export interface OutcomeLine {
  readonly id: string
  readonly outcome: 'pass' | 'check' | 'stop'
  readonly rule?: number
  readonly version: number
  readonly fired: readonly number[]
  readonly missing?: readonly string[]
  readonly holdsUntil: string
}

/** Undefined for what no batch writes. */
export function outcomeOfLine(line: string): OutcomeLine | undefined {
  let value: unknown
  try {
    value = JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return undefined
  }
  const said = asObject(value)
  const isLine =
    typeof said?.['id'] === 'string' &&
    ['pass', 'check', 'stop'].includes(said['outcome'] as string) &&
    Array.isArray(said['fired']) &&
    typeof said['holdsUntil'] === 'string'
  return isLine ? (said as unknown as OutcomeLine) : undefined
}
