/** The WebSocket end of the station: one message in, one reply out; what is no message ends the connection. */
import type { RawData, WebSocket } from 'ws'
import { connectScreen, type Connectable } from '../shared/connection.ts'
import { parseAskMessage, parseBytesAsk, type StationMessage } from '../shared/socket-message.ts'
import { reply } from '../shared/transport.ts'

/** Close codes of RFC 6455: policy violation, message too big. */
const violation = 1008
const tooBig = 1009
/** Four texts of a full QR code each, escaped as badly as JSON can. */
const mostTextBytes = 256 * 1024

/** Serves the contract to one screen until its connection ends. */
export function serveSocket(
  socket: WebSocket,
  station: Connectable,
  log: (line: string) => void,
): void {
  const connection = connectScreen(station)
  const { api } = connection
  const send = (message: StationMessage) => {
    if (socket.readyState === socket.OPEN) socket.send(JSON.stringify(message))
  }
  const unlisten = api.listen((event) => {
    send({ event })
  })
  socket.on('close', () => {
    unlisten()
    connection.close()
  })
  // Too large, or not of the protocol: ws closes the connection with the right code by itself.
  socket.on('error', (error) => {
    log(`a screen sent what is no message (${error.name})`)
  })
  socket.on('message', (data: RawData, isBinary) => {
    // ws gives a message as one Buffer unless it is told otherwise.
    const bytes = Buffer.isBuffer(data) ? data : Buffer.alloc(0)
    if (!isBinary && bytes.length > mostTextBytes) {
      log('a screen sent what is no message')
      socket.close(tooBig)
      return
    }
    const message = isBinary
      ? parseBytesAsk(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length))
      : parseAskMessage(bytes.toString('utf8'))
    if (message === undefined) {
      log('a screen sent what is no message')
      socket.close(violation)
      return
    }
    const { id, ask, argument } = message
    void reply(api, ask, argument, (error) => {
      log(`a request failed (${error instanceof Error ? error.name : 'unknown'})`)
    }).then((answer) => {
      send({ id, reply: answer })
    })
  })
}
