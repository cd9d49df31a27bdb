/** A lane's connection to the host: made again whenever it breaks; every question has an answer or none in time. */
import { connect, type TLSSocket } from 'node:tls'
import { systemCode } from '../station-error.ts'
import { readLines } from './read-lines.ts'
import {
  lineOf,
  longestLine,
  readReply,
  type Numbered,
  type ReplayReply,
  type ReplayRequest,
} from './replay-messages.ts'
import { addressText, replayIdentity, replayTls, type ReplayAddress } from './replay-tls.ts'

/** What a link is made of. */
export interface ReplayLinkOptions {
  readonly at: ReplayAddress
  readonly key: Buffer
  /** What is said first on each connection. */
  readonly greeting: () => Extract<ReplayRequest, { readonly do: 'join' }>
  /** What came of it; from now on questions are answered. */
  readonly onJoined: (reply: Extract<ReplayReply, { readonly did: 'join' }>) => void
  readonly log: (line: string) => void
}

/** A link that is kept up until it is closed. */
export interface ReplayLink {
  /** Asks; undefined where there is no connection, or no answer in time: then the connection is given up. */
  ask<T extends ReplayRequest['do']>(
    request: Extract<ReplayRequest, { readonly do: T }>,
  ): Promise<Extract<ReplayReply, { readonly did: T }> | undefined>
  /** Whether the host has taken this lane up. */
  isJoined(): boolean
  /** Resolves when it has, or once it is clear that it does not for now. */
  readonly tried: Promise<void>
  close(): Promise<void>
}

/** A person waits before the gate; what takes longer is unknown. */
export const answerMs = 400
const connectMs = 2_000
const backOffMs = { least: 100, most: 2_000 } as const

interface Waiting {
  readonly did: ReplayReply['did']
  readonly settle: (reply: Numbered<ReplayReply> | undefined) => void
}

/** Connects, and goes on connecting. */
export function openReplayLink(options: ReplayLinkOptions): ReplayLink {
  const { at, key, greeting, onJoined, log } = options
  const waiting = new Map<number, Waiting>()
  let count = 0
  let socket: TLSSocket | undefined
  let joined = false
  let closed = false
  let backOff: number = backOffMs.least
  let again: ReturnType<typeof setTimeout> | undefined
  let said: string | undefined
  let haveTried: () => void = () => undefined
  const tried = new Promise<void>((resolve) => {
    haveTried = resolve
  })

  const say = (line: string) => {
    if (line !== said) log(line)
    said = line
  }

  const send = (request: ReplayRequest, withinMs: number) => {
    const to = socket
    if (to === undefined || to.destroyed) return Promise.resolve(undefined)
    const id = ++count
    return new Promise<Numbered<ReplayReply> | undefined>((resolve) => {
      const settle: Waiting['settle'] = (reply) => {
        clearTimeout(late)
        waiting.delete(id)
        resolve(reply)
      }
      const late = setTimeout(() => {
        // An answer that comes later would be of another time: nothing more is taken from there.
        to.destroy()
        settle(undefined)
      }, withinMs)
      waiting.set(id, { did: request.do, settle })
      to.write(lineOf({ id, ...request }))
    })
  }

  const onLine = (line: string): boolean => {
    const reply = readReply(line)
    const asked = reply === undefined ? undefined : waiting.get(reply.id)
    if (reply === undefined || asked?.did !== reply.did) return false
    asked.settle(reply)
    return true
  }

  const join = async () => {
    const reply = await send(greeting(), connectMs)
    if (reply?.did !== 'join') return
    joined = true
    backOff = backOffMs.least
    onJoined(reply)
    say(`replay: joined ${addressText(at)}`)
    haveTried()
  }

  const open = () => {
    let why = 'it ended the connection'
    const mine = connect({
      ...at,
      ...replayTls,
      pskCallback: () => ({ psk: key, identity: replayIdentity }),
      // There is no certificate: whoever has the key is the host.
      checkServerIdentity: () => undefined,
    })
    socket = mine
    mine.setNoDelay(true)
    mine.setKeepAlive(true, 5_000)
    const slow = setTimeout(() => {
      why = 'no answer'
      mine.destroy()
    }, connectMs)
    mine.once('secureConnect', () => {
      clearTimeout(slow)
      readLines(mine, longestLine, onLine)
      void join()
    })
    mine.on('error', (error) => {
      why = systemCode(error) ?? 'fault'
    })
    mine.once('close', () => {
      clearTimeout(slow)
      joined = false
      for (const { settle } of [...waiting.values()]) settle(undefined)
      haveTried()
      if (closed) return
      say(`replay: ${addressText(at)} does not answer (${why}); what was shown before is unknown`)
      again = setTimeout(open, backOff)
      backOff = Math.min(backOff * 2, backOffMs.most)
    })
  }
  open()

  return {
    async ask<T extends ReplayRequest['do']>(request: Extract<ReplayRequest, { readonly do: T }>) {
      if (!joined) return undefined
      const reply = await send(request, answerMs)
      return reply as Extract<ReplayReply, { readonly did: T }> | undefined
    },
    isJoined: () => joined,
    tried,
    close() {
      closed = true
      clearTimeout(again)
      return new Promise((resolve) => {
        const open = socket
        if (open === undefined || open.closed) {
          resolve()
          return
        }
        open.once('close', () => {
          resolve()
        })
        open.destroy()
      })
    },
  }
}
