/** Connects the page to its station: from within the page itself at first, from its script whenever the line broke. */
import { subprotocol, tokenPrefix } from '../shared/socket-message.ts'
import type { Transport } from '../shared/transport.ts'
import type { OpenedLine } from './socket-transport.ts'
import { findToken } from './token.ts'

/** What a page of the screen may have been given. */
export interface PageOfScreen extends Window {
  /** By Electron's preload. */
  readonly greengateKiosk?: Transport
  /** By the page itself. */
  greengateLine?: OpenedLine
}

/** Opens a WebSocket; the token stands where a browser lets it stand. */
export function connectSocket(page: Window): WebSocket {
  const protocols = [subprotocol, `${tokenPrefix}${findToken(page)}`]
  return new WebSocket(`ws://${page.location.host}/`, protocols)
}
