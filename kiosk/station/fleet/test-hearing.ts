/** Somebody where a collector should be, for tests: hears heartbeats and answers as it is told. */
import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import type { CollectorPlace } from './uplink.ts'

/** What is answered. */
export interface HeardAnswer {
  readonly status: number
  readonly text: string
}

/** Whoever listens. */
export interface Hearing extends AsyncDisposable {
  readonly place: CollectorPlace
  /** Every JWS, in its order. */
  readonly heard: readonly string[]
  /** undefined: never. */
  answer: () => HeardAnswer | undefined
  /** Resolved once there were so many. */
  count(most: number): Promise<void>
}

/** Starts it. */
export async function startHearing(): Promise<Hearing> {
  const heard: string[] = []
  let woken = (): void => undefined
  const server = createServer((request, response) => {
    const parts: Buffer[] = []
    request.on('data', (part: Buffer) => parts.push(part))
    request.on('end', () => {
      if (request.url === '/greengate/heartbeats') heard.push(Buffer.concat(parts).toString())
      woken()
      const said = hearing.answer()
      if (said === undefined) return
      response.writeHead(said.status, { 'Content-Type': 'application/json' }).end(said.text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  const { port } = server.address() as AddressInfo
  const hearing: Hearing = {
    place: { way: 'http', url: `http://127.0.0.1:${port}/greengate` },
    heard,
    answer: () => ({ status: 200, text: JSON.stringify({ at: new Date().toISOString() }) }),
    async count(most) {
      while (heard.length < most) {
        await new Promise<void>((resolve) => {
          woken = resolve
        })
      }
    },
    async [Symbol.asyncDispose]() {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }
  return hearing
}
