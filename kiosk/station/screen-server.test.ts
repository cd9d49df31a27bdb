/** Who gets a connection to the station, and what a hostile page or program can do with one. */
import { request } from 'node:http'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import { WebSocket, type ClientOptions } from 'ws'
import { fakeStation, fakeStatus, type FakeStation } from '../shared/fake-station.ts'
import { encodeBytesAsk, subprotocol, tokenPrefix } from '../shared/socket-message.ts'
import { serveScreen, type ScreenServer } from './screen-server.ts'

let top: string
let folder: string
let station: FakeStation
let server: ScreenServer
let logged: string[]

beforeEach(async () => {
  top = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  folder = join(top, 'screen')
  await mkdir(folder)
  await writeFile(join(folder, 'index.html'), '<!doctype html>')
  await writeFile(join(top, 'outside.txt'), 'outside')
  station = fakeStation()
  logged = []
  server = await serveScreen({
    api: station,
    screenFolder: folder,
    port: 0,
    log: (line) => {
      logged.push(line)
    },
  })
})
afterEach(async () => {
  await server.close()
  await rm(top, { recursive: true })
})

const token = () => new URL(server.url).hash.slice(1)
const good = () => [subprotocol, tokenPrefix + token()]

/** Tries to connect: the socket and the first message, or the HTTP status of the refusal. */
async function connect(
  protocols = good(),
  options: ClientOptions = {},
): Promise<{ socket: WebSocket; first: unknown } | number> {
  const address = server.origin.replace('http', 'ws')
  const socket = new WebSocket(address, protocols, { origin: server.origin, ...options })
  return new Promise((resolve, reject) => {
    socket.on('unexpected-response', (_, response) => {
      response.resume()
      resolve(response.statusCode ?? 0)
    })
    socket.on('error', reject)
    socket.on('message', (data: Buffer) => {
      resolve({ socket, first: JSON.parse(data.toString()) as unknown })
    })
  })
}

async function connected(): Promise<WebSocket> {
  const made = await connect()
  if (typeof made === 'number') throw new TypeError(`refused with ${made}`)
  return made.socket
}

const closeCode = (socket: WebSocket) =>
  new Promise<number>((resolve) => {
    socket.on('close', resolve)
  })
const nextMessage = (socket: WebSocket) =>
  new Promise<unknown>((resolve) => {
    socket.once('message', (data: Buffer) => {
      resolve(JSON.parse(data.toString()))
    })
  })

describe('a connection', () => {
  test('with the token and from our own page is made, and told the status at once', async () => {
    const made = await connect()
    expect(made).toMatchObject({ first: { event: { kind: 'status', status: fakeStatus } } })
  })

  test.each<[string, () => string[], number]>([
    ['without a token', () => [subprotocol], 401],
    ['with an empty token', () => [subprotocol, tokenPrefix], 401],
    ['with another token', () => [subprotocol, `${tokenPrefix}${'A'.repeat(43)}`], 401],
    ['with half the token', () => [subprotocol, tokenPrefix + token().slice(0, 20)], 401],
    ['without the subprotocol', () => [tokenPrefix + token()], 400],
  ])('%s is refused', async (_, protocols, status) => {
    expect(await connect(protocols())).toBe(status)
  })

  test.each<[string, ClientOptions, number]>([
    ['from another site', { origin: 'https://example.com' }, 403],
    ['from another port of this machine', { origin: 'http://127.0.0.1:1' }, 403],
    ['from a page under another name', { origin: 'http://localhost' }, 403],
    ['from a file', { origin: 'null' }, 403],
    ['under another Host, as DNS rebinding makes it', { headers: { host: 'example.com' } }, 421],
  ])('%s is refused, even with the token', async (_, options, status) => {
    expect(await connect(good(), options)).toBe(status)
    expect(logged.join()).not.toContain(token())
  })

  test('without an Origin is refused: no browser leaves it out', async () => {
    const status = await new Promise<number | undefined>((resolve) => {
      const upgrade = request(server.origin, {
        headers: {
          connection: 'Upgrade',
          upgrade: 'websocket',
          'sec-websocket-version': '13',
          'sec-websocket-key': Buffer.alloc(16).toString('base64'),
          'sec-websocket-protocol': good().join(', '),
        },
      })
      upgrade.on('response', (response) => {
        response.resume()
        resolve(response.statusCode)
      })
      upgrade.on('upgrade', () => {
        resolve(101)
      })
      upgrade.end()
    })
    expect(status).toBe(403)
  })

  test('is refused while four screens are open, and made again when one is gone', async () => {
    const [first] = await Promise.all([connected(), connected(), connected(), connected()])
    expect(await connect()).toBe(503)
    const gone = closeCode(first)
    first.terminate()
    await gone
    await expect.poll(() => connect()).toMatchObject({ first: {} })
  })

  test('that ends is listened to no more', async () => {
    const socket = await connected()
    expect(station.listeners).toBe(1)
    socket.terminate()
    await expect.poll(() => station.listeners).toBe(0)
  })
})

describe('a message', () => {
  test.each([
    ['no JSON', '{'],
    ['a list', '[]'],
    ['null', 'null'],
    ['a text', '"status"'],
    ['without an id', '{"ask":"status","argument":null}'],
    ['with a fraction for an id', '{"id":1.5,"ask":"status","argument":null}'],
    ['without an argument', '{"id":1,"ask":"status"}'],
    ['with a member more', '{"id":1,"ask":"status","argument":null,"more":1}'],
  ])('that is %s ends the connection', async (_, text) => {
    const socket = await connected()
    const closed = closeCode(socket)
    socket.send(text)
    expect(await closed).toBe(1008)
    expect(logged.join()).not.toContain(text)
  })

  test.each([
    ['none at all', []],
    ['no name', [0, 0, 0, 1]],
    ['a name that is cut off', [0, 0, 0, 1, 9, 116, 97]],
  ])('of bytes that has %s ends the connection', async (_, bytes) => {
    const socket = await connected()
    const closed = closeCode(socket)
    socket.send(Uint8Array.from(bytes))
    expect(await closed).toBe(1008)
    expect(station.asked).toEqual([])
  })

  test('of bytes for no request is answered as malformed', async () => {
    const socket = await connected()
    const answer = nextMessage(socket)
    socket.send(encodeBytesAsk(7, 'constructor', Uint8Array.of(1)))
    expect(await answer).toEqual({ id: 7, reply: { ok: false, code: 'malformed' } })
  })

  test('beyond the limit ends the connection before it is read', async () => {
    const socket = await connected()
    const closed = closeCode(socket)
    socket.send(JSON.stringify({ id: 1, ask: 'present', argument: ['A'.repeat(300_000)] }))
    expect(await closed).toBe(1009)
    expect(station.asked).toEqual([])
  })

  test('of four codes that are as long as can be, escaped as badly as can be, is within the limit', async () => {
    const socket = await connected()
    const answer = nextMessage(socket)
    const argument = Array.from({ length: 4 }, () => '\u0001'.repeat(7_089))
    socket.send(JSON.stringify({ id: 1, ask: 'present', argument }))
    expect(await answer).toMatchObject({ id: 1, reply: { ok: true } })
  })

  test.each(['listen', 'constructor', '__proto__', 'toString', 7, null, {}])(
    'that asks for %j is answered as malformed',
    async (ask) => {
      const socket = await connected()
      const answer = nextMessage(socket)
      socket.send(JSON.stringify({ id: 1, ask, argument: null }))
      expect(await answer).toEqual({ id: 1, reply: { ok: false, code: 'malformed' } })
    },
  )

  test('that the station cannot answer leaves no word of the code in the log', async () => {
    station.answer = new TypeError('what the code said')
    const socket = await connected()
    const answer = nextMessage(socket)
    socket.send(JSON.stringify({ id: 1, ask: 'present', argument: ['SECRET'] }))
    expect(await answer).toEqual({ id: 1, reply: { ok: false, code: 'failed' } })
    expect(logged.join()).not.toMatch(/SECRET|what the code said/)
  })
})

describe('the server', () => {
  test('says that its port is busy', async () => {
    const port = Number(new URL(server.origin).port)
    const second = serveScreen({ api: station, screenFolder: folder, port, log: () => undefined })
    await expect(second).rejects.toMatchObject({ code: 'ERR_STATION_PORT_BUSY' })
  })

  test('says that the screen is not built', async () => {
    const empty = join(folder, 'empty')
    const second = serveScreen({ api: station, screenFolder: empty, port: 0, log: () => undefined })
    await expect(second).rejects.toMatchObject({ code: 'ERR_STATION_NOT_BUILT' })
  })

  test('makes a token of its own at every start', async () => {
    const second = await serveScreen({
      api: station,
      screenFolder: folder,
      port: 0,
      log: () => undefined,
    })
    expect(new URL(second.url).hash).not.toBe(new URL(server.url).hash)
    await second.close()
  })
})
