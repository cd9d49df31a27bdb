/** The service of a hotel's card reader: the station's driver on one end of a cable, a reader of software on the other, a WebSocket to the page. */
import type { AddressInfo } from 'node:net'
import type { Card, GroupKey } from 'greengate'
import { WebSocketServer } from 'ws'
import { openSdtReader } from '../kiosk/station/devices/card-reader/sdt.ts'
import { simulateSdtReader } from '../kiosk/station/devices/card-reader/simulated-sdt.ts'
import { layBench } from '../kiosk/station/devices/gate/test-bench.ts'
import type { ServiceMessage } from './hotel-desk/card-service.ts'

/** It, running. */
export interface CardService {
  /** Such as `ws://127.0.0.1:7411/`. */
  readonly address: string
  /** Who asked to be connected, and was not of the page's origin. */
  readonly refused: readonly string[]
  /** Puts a card on the reader, and takes away what lay there. */
  place(card: Card): void
  close(): Promise<void>
}

/**
 * Opens it.
 *
 * @param origin - Of the page; no other is let in.
 */
export async function openCardService(origin: string, groupKey: GroupKey): Promise<CardService> {
  const bench = await layBench(115_200)
  const device = simulateSdtReader(bench.far)
  const reader = openSdtReader(
    { name: 'desk', path: bench.cable.station, baud: 115_200 },
    bench.surroundings,
  )
  const refused: string[] = []
  let lying: Card | undefined
  const server = new WebSocketServer({
    host: '127.0.0.1',
    port: 0,
    verifyClient: ({ origin: from }: { readonly origin: string }) => {
      if (from !== origin) refused.push(from)
      return from === origin
    },
  })
  await new Promise<void>((done) => server.once('listening', done))
  const text = (message: ServiceMessage): string => JSON.stringify(message)
  server.on('connection', (socket) => {
    socket.send(text({ kind: 'keys', groupKey }))
    if (lying !== undefined) socket.send(text({ kind: 'card', card: lying }))
  })
  const tell = (message: ServiceMessage): void => {
    for (const socket of server.clients) socket.send(text(message))
  }
  reader.listen((happening) => {
    lying = happening.happening === 'read' ? happening.card : undefined
    if (lying !== undefined) tell({ kind: 'card', card: lying })
    else if (happening.happening === 'removed') tell({ kind: 'removed' })
  })
  return {
    address: `ws://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    refused,
    place({ number, validFrom = '2020-01-01', validUntil = null }) {
      device.lift()
      const birthDate = number.replace(/^.{6}(....)(..)(..).*$/, '$1-$2-$3')
      device.place({ layout: 'resident', name: '测试', number, birthDate, validFrom, validUntil })
    },
    async close() {
      for (const socket of server.clients) socket.terminate()
      await new Promise((done) => {
        server.close(done)
      })
      await reader.stop()
      device.stop()
      await bench.close()
    },
  }
}
