/** Why a card cannot be read, as an answer of the format. */
import type { UndecodedCode } from '../format.ts'

export type UndecodedReason =
  | 'too-long'
  | 'parts-missing'
  | 'text-damaged'
  | 'too-large'
  | 'compression-damaged'
  | 'envelope-damaged'
  | 'payload-damaged'

/** @param payload - What could be read before decoding failed. */
export function undecoded(code: UndecodedReason, payload?: unknown): UndecodedCode {
  const reason = { code, format: 'shc' } as const
  return { state: 'unreadable', reason, ...(payload === undefined ? {} : { payload }) }
}
