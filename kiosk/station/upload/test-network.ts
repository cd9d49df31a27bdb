/** A bad network before a collector, for tests: loses answers, cuts them in half, signs people in first. */
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'

/** What the network does to one request. */
export type Weather =
  | 'fair'
  /** The collector never hears of it. */
  | 'lost'
  /** The collector takes it, and its answer is lost. */
  | 'unanswered'
  /** The collector takes it, and its answer is cut in half. */
  | 'half'
  /** A page to sign in on answers everything with 200. */
  | 'portal'
  /** The request comes twice, and a third time behind its back. */
  | 'doubled'
  | 'overloaded'
  /** Answers with what an earlier batch was answered with. */
  | 'mixed up'
  /** Nothing answers at all. */
  | 'silent'

/** A network. */
export interface Network extends AsyncDisposable {
  readonly url: string
  /** Chosen for each request. */
  weather: () => Weather
  /** Where fair requests go. */
  to: string
  /** Every answer of 200 that the collector gave, lost or not. */
  readonly answers: string[]
  /** How many requests were under way at once, at most. */
  readonly mostAtOnce: () => number
  readonly requests: () => number
}

/** Starts one. */
export async function startNetwork(to: string): Promise<Network> {
  const answers: string[] = []
  let [atOnce, mostAtOnce, requests] = [0, 0, 0]
  const server = createServer((request, response) => {
    atOnce += 1
    requests += 1
    mostAtOnce = Math.max(mostAtOnce, atOnce)
    carry(request, response)
      .catch(() => response.destroy())
      .finally(() => {
        atOnce -= 1
      })
  })
  const network = {
    url: '',
    weather: (): Weather => 'fair',
    to,
    answers,
    mostAtOnce: () => mostAtOnce,
    requests: () => requests,
    [Symbol.asyncDispose]: async () => {
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    },
  }

  const carry = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const parts: Buffer[] = []
    for await (const part of request as AsyncIterable<Buffer>) parts.push(part)
    const body = Buffer.concat(parts)
    const send = async () => {
      const { 'greengate-batch': batch, 'idempotency-key': key } = request.headers
      const answer = await fetch(`${network.to}${request.url ?? ''}`, {
        method: 'POST',
        headers: { 'Greengate-Batch': String(batch), 'Idempotency-Key': String(key) },
        body,
      })
      const text = await answer.text()
      if (answer.status === 200) answers.push(text)
      return { status: answer.status, type: answer.headers.get('content-type') ?? '', text }
    }
    const give = (status: number, type: string, text: string, more = {}) =>
      response.writeHead(status, { 'Content-Type': type, ...more }).end(text)
    const weather = network.weather()
    switch (weather) {
      case 'lost':
        response.destroy()
        return
      case 'silent':
        return
      case 'portal':
        give(200, 'text/html', '<h1>Welcome to our Wi-Fi</h1>')
        return
      case 'overloaded':
        give(503, 'text/plain', 'later', { 'Retry-After': '1' })
        return
      default:
    }
    const { status, type, text } = await send()
    if (weather === 'doubled') await Promise.all([send(), send()])
    if (weather === 'unanswered') response.destroy()
    else if (weather === 'half') {
      response.writeHead(status, { 'Content-Type': type, 'Content-Length': String(text.length) })
      response.write(text.slice(0, text.length / 2), () => response.destroy())
    } else give(status, type, weather === 'mixed up' ? (answers[0] ?? text) : text)
  }

  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
  network.url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}`
  return network
}
