/** The messages of the WebSocket: JSON texts, and bytes under a short head; parsed strictly at the station's end. */
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

/** Before the bytes of a request: its id, and its name after its length. */
const idBytes = 4
const headBytes = idBytes + 1

/** Writes a request whose argument is bytes. */
export function encodeBytesAsk(
  id: number,
  ask: string,
  bytes: Uint8Array,
): Uint8Array<ArrayBuffer> {
  const name = new TextEncoder().encode(ask)
  const message = new Uint8Array(headBytes + name.length + bytes.length)
  new DataView(message.buffer).setUint32(0, id)
  message[idBytes] = name.length
  message.set(name, headBytes)
  message.set(bytes, headBytes + name.length)
  return message
}

/** Reads a request whose argument is bytes; undefined when it is none. */
export function parseBytesAsk(message: Uint8Array): AskMessage | undefined {
  const length = message[idBytes]
  if (length === undefined || message.length < headBytes + length) return undefined
  const id = new DataView(message.buffer, message.byteOffset).getUint32(0)
  const name = message.subarray(headBytes, headBytes + length)
  return { id, ask: new TextDecoder().decode(name), argument: message.slice(headBytes + length) }
}

/** What the head of a request of bytes may come to. */
export const longestHead = headBytes + 255
