/** The lane that keeps the replay store for all: answers the others over TLS, each in one step. */
import type { AddressInfo, Socket } from 'node:net'
import { createServer, type TLSSocket } from 'node:tls'
import { StationError, systemCode } from '../station-error.ts'
import { mostLanes, type AwaitedLanes } from './awaited-lanes.ts'
import { readLines } from './read-lines.ts'
import type { SharedDayKey } from './replay.ts'
import {
  lineOf,
  longestLine,
  readRequest,
  received,
  type Numbered,
  type ReplayReply,
  type ReplayRequest,
} from './replay-messages.ts'
import { addressText, replayIdentity, replayTls, type ReplayAddress } from './replay-tls.ts'
import type { SharedStore } from './shared-store.ts'

/** What a host is made of. */
export interface ReplayHostOptions {
  readonly at: ReplayAddress
  readonly key: Buffer
  readonly store: SharedStore
  readonly lanes: AwaitedLanes
  readonly windowMs: number
  readonly dayKey: SharedDayKey
  /** For how long, in milliseconds, the store has known of every claim of every lane. */
  readonly knowsForMs: () => number
  readonly now: () => Date
  readonly monotonicMs: () => number
  readonly log: (line: string) => void
}

/** A host that answers until it is closed. */
export interface ReplayHost {
  readonly at: ReplayAddress
  close(): Promise<void>
}

/** Clocks of lanes that differ by more have no common answer: each would hold another proof for fresh. */
export const clocksApartMs = 5_000
/** Whoever has not said by then who it is, is nobody. */
const greetingMs = 2_000
/** A lane has one connection, and for a moment two; the rest is room for strangers, who are gone after a greeting. */
const mostConnections = 4 * mostLanes
/** A lane that reads no answers gets no more of them. */
const mostUnread = 1_000_000

/**
 * Listens for the other lanes.
 *
 * @throws StationError `ERR_STATION_REPLAY_BUSY`.
 */
export async function startReplayHost(options: ReplayHostOptions): Promise<ReplayHost> {
  const { at, key, log } = options
  const connected = new Map<string, TLSSocket>()
  const tell = startTelling(log)
  const server = createServer({
    ...replayTls,
    handshakeTimeout: greetingMs,
    pskCallback: (_, identity) => (identity === replayIdentity ? key : null),
  })
  server.maxConnections = mostConnections
  server.on('tlsClientError', () => {
    tell('replay: somebody without the key was refused')
  })
  const sockets = new Set<Socket>()
  server.on('connection', (socket: Socket) => {
    sockets.add(socket)
    socket.on('close', () => sockets.delete(socket))
  })
  server.on('secureConnection', (socket) => {
    serve(socket, connected, options)
  })
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: Error) => {
      reject(listenError(error, at))
    })
    server.listen(at, resolve)
  })
  server.on('error', (error: Error) => {
    tell(`replay: a lane cannot be taken up (${systemCode(error) ?? 'fault'})`)
  })
  const { port } = server.address() as AddressInfo
  return {
    at: { host: at.host, port },
    close: () =>
      new Promise((resolve) => {
        server.close(() => {
          resolve()
        })
        for (const socket of sockets) socket.destroy()
      }),
  }
}

/** Serves one lane until its connection ends. */
function serve(
  socket: TLSSocket,
  connected: Map<string, TLSSocket>,
  options: ReplayHostOptions,
): void {
  const { lanes, monotonicMs, log } = options
  let lane: string | undefined
  let isJoining = false
  const greeting = setTimeout(() => {
    if (lane === undefined) socket.destroy()
  }, greetingMs)
  socket.setNoDelay(true)
  socket.setKeepAlive(true, 5_000)
  socket.on('error', () => {
    socket.destroy()
  })
  socket.on('close', () => {
    clearTimeout(greeting)
    if (lane === undefined || connected.get(lane) !== socket) return
    connected.delete(lane)
    lanes.left(lane, monotonicMs())
    log(`replay: lane ${lane} left`)
  })
  const reply = (to: number, message: ReplayReply) => {
    if (socket.destroyed) return
    if (socket.writableLength > mostUnread) socket.destroy()
    else socket.write(lineOf({ id: to, ...message }))
  }

  const join = async ({ id, lane: name, held }: Numbered<Joining>) => {
    const isKnown = connected.has(name)
    if (!isKnown && connected.size >= mostLanes) {
      socket.destroy()
      return
    }
    for (const passage of held) {
      options.store.remember(received(passage, monotonicMs(), options.windowMs))
    }
    await lanes.joined(name)
    if (socket.destroyed) return
    // What is left of a connection that broke without a word.
    connected.get(name)?.destroy()
    connected.set(name, socket)
    lane = name
    // Again and again: two processes say that they are this lane.
    log(`replay: lane ${name} joined${isKnown ? ' again' : ''}`)
    reply(id, { did: 'join', knowsForMs: options.knowsForMs() })
  }

  readLines(socket, longestLine, (line) => {
    const request = readRequest(line)
    if (request === undefined || (request.do === 'join') === (lane !== undefined)) return false
    if (request.do !== 'join') {
      answer(request, options, reply)
      return true
    }
    if (isJoining) return false
    isJoining = true
    join(request).catch((error: unknown) => {
      log(`replay: a lane cannot join (${error instanceof StationError ? error.message : 'fault'})`)
      socket.destroy()
    })
    return true
  })
}

type Joining = Extract<ReplayRequest, { readonly do: 'join' }>

function answer(
  request: Numbered<Exclude<ReplayRequest, Joining>>,
  { store, dayKey, now, monotonicMs }: ReplayHostOptions,
  reply: (to: number, message: ReplayReply) => void,
): void {
  const { id } = request
  switch (request.do) {
    case 'claim': {
      const clock = Math.abs(request.at - now().getTime()) > clocksApartMs
      const seen = clock ? 'unknown' : store.claim(request, request.token, monotonicMs())
      reply(id, { did: 'claim', seen, clock })
      return
    }
    case 'release':
      store.release(request, request.token)
      reply(id, { did: 'release' })
      return
    case 'day':
      dayKey(request.day).then(
        (key) => {
          const text = key == null ? null : Buffer.from(key).toString('base64url')
          reply(id, { did: 'day', key: text })
        },
        () => {
          // No answer: the lane takes the key for one that it cannot get.
        },
      )
  }
}

/** Strangers may knock often; the log says so once a minute. */
function startTelling(log: (line: string) => void): (line: string) => void {
  let quiet: ReturnType<typeof setTimeout> | undefined
  return (line) => {
    if (quiet !== undefined) return
    log(line)
    quiet = setTimeout(() => {
      quiet = undefined
    }, 60_000).unref()
  }
}

function listenError(error: Error, at: ReplayAddress): Error {
  const code = systemCode(error)
  if (code === undefined) return error
  const what = `cannot listen on ${addressText(at)} for other lanes (${code})`
  return new StationError('ERR_STATION_REPLAY_BUSY', `${what}; choose another --replay-listen`, {
    cause: error,
  })
}
