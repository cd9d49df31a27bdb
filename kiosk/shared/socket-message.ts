/** The messages of the WebSocket: JSON texts, parsed strictly at the station's end. */
import type { KioskEvent } from './kiosk-api.ts'
import type { Reply } from './transport.ts'

/** The subprotocol, and the prefix of the one that carries the token. */
export const subprotocol = 'greengate-kiosk-1'
/** A browser cannot set headers on a WebSocket; the token travels as a second subprotocol. */
export const tokenPrefix = 'token.'

/** From the screen. */
export interface AskMessage {
  readonly id: number
  readonly ask: unknown
  readonly argument: unknown
}

/** From the station. */
export type StationMessage =
  { readonly id: number; readonly reply: Reply } | { readonly event: KioskEvent }

/** Reads a message of the screen; undefined when it is none. */
export function parseAskMessage(text: string): AskMessage | undefined {
  let value: unknown
  try {
    value = JSON.parse(text)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  const { id, ask, argument, ...rest } = value as Record<string, unknown>
  if (!Number.isSafeInteger(id) || argument === undefined || Object.keys(rest).length > 0)
    return undefined
  return { id: id as number, ask, argument }
}
