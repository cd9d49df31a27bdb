/** The WebSocket end of the screen: asks, waits only so long, and comes back by itself when the line breaks. */
import type { KioskEvent } from '../shared/kiosk-api.ts'
import { patienceFor, type Patience } from '../shared/patience.ts'
import { encodeBytesAsk, type StationMessage } from '../shared/socket-message.ts'
import type { Reply, Transport } from '../shared/transport.ts'

/** The part of a WebSocket that is used here. */
export type Socket = Pick<WebSocket, 'readyState' | 'send' | 'close' | 'addEventListener'>

/** A line that was opened before there was anything to take it, and what the station said over it. */
export interface OpenedLine {
  readonly socket: Socket
  readonly said: readonly unknown[]
}

/** How to reach the station. */
export interface SocketOptions {
  readonly connect: () => Socket
  readonly opened?: OpenedLine
  readonly patience?: Partial<Patience>
  readonly retryMs?: number
}

/** A transport that must be closed by whoever opened it. */
export interface SocketTransport extends Transport {
  close(): void
}

const open = 1
const lost: Reply = { ok: false, code: 'lost' }

/** Connects, and connects again whenever the line breaks, until it is closed. */
export function openSocketTransport(options: SocketOptions): SocketTransport {
  const { connect, patience, retryMs = 1_000 } = options
  const listeners = new Set<(event: KioskEvent) => void>()
  const waiting = new Map<number, (reply: Reply) => void>()
  let nextId = 1
  let retry: ReturnType<typeof setTimeout> | undefined
  let closed = false
  let latest: KioskEvent | undefined
  // What an opened line brought was said before there was anybody to listen: the first listener hears all of it.
  let unheard: KioskEvent[] | undefined = []
  let socket: Socket | undefined
  start(options.opened)

  function tell(event: KioskEvent): void {
    if (event.kind === 'status' || event.kind === 'lost') latest = event
    unheard?.push(event)
    for (const listener of [...listeners]) listener(event)
  }

  function start({ socket: mine, said }: OpenedLine = { socket: connect(), said: [] }): void {
    socket = mine
    const hear = (data: unknown) => {
      if (socket !== mine) return
      // The station sends nothing but its own messages.
      const message = JSON.parse(String(data)) as StationMessage
      if ('event' in message) tell(message.event)
      else waiting.get(message.id)?.(message.reply)
    }
    for (const data of said) hear(data)
    mine.addEventListener('close', () => {
      if (socket === mine) hang()
    })
    mine.addEventListener('message', ({ data }: MessageEvent<unknown>) => {
      hear(data)
    })
    if (mine.readyState > open) hang()
  }

  /** Gives the line up: what was on its way is lost, and nothing that still comes over it counts. */
  function hang(): void {
    const gone = socket
    socket = undefined
    clearTimeout(retry)
    retry = closed ? undefined : setTimeout(start, retryMs)
    for (const answer of [...waiting.values()]) answer(lost)
    tell({ kind: 'lost' })
    gone?.close()
  }

  return {
    ask(ask, argument) {
      const line = socket
      if (line === undefined || line.readyState > open) return Promise.resolve(lost)
      const id = nextId++
      const isBytes = argument instanceof Uint8Array
      return new Promise((resolve) => {
        const impatience = setTimeout(hang, patienceFor(argument, patience))
        waiting.set(id, (reply) => {
          clearTimeout(impatience)
          waiting.delete(id)
          resolve(reply)
        })
        const send = () => {
          if (waiting.has(id))
            line.send(
              isBytes ? encodeBytesAsk(id, ask, argument) : JSON.stringify({ id, ask, argument }),
            )
        }
        // A line that is not up yet has as long as an answer has.
        if (line.readyState === open) send()
        else line.addEventListener('open', send, { once: true })
      })
    },
    listen(listener) {
      const missed = unheard ?? (latest === undefined ? [] : [latest])
      unheard = undefined
      listeners.add(listener)
      for (const event of missed) listener(event)
      return () => {
        listeners.delete(listener)
      }
    },
    close() {
      closed = true
      hang()
    },
  }
}
