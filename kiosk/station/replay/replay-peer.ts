/** A lane that asks another for what was shown before, and tells it again what passed here when that one starts anew. */
import { randomBytes } from 'node:crypto'
import type { Claim, Replay, ShownCode } from './replay.ts'
import { openReplayLink, type ReplayLinkOptions } from './replay-link.ts'
import { mostHeld, type HeldPassage } from './replay-messages.ts'
import type { Passage } from './replay-store.ts'

/** What a peer is made of. */
export interface ReplayPeerOptions extends Pick<ReplayLinkOptions, 'at' | 'key' | 'log'> {
  /** Which lane of which station this is; two that say the same throw each other out. */
  readonly lane: string
  readonly windowMs: number
  /** What passed here before this process was started. */
  readonly recent: readonly Passage[]
  readonly now: () => Date
  readonly monotonicMs: () => number
}

/** A peer, and when it has tried the host for the first time. */
export interface ReplayPeer extends Replay {
  readonly tried: Promise<void>
}

/** As many releases may wait for a connection; what is not released is `already-used` until the window ends. */
const mostReleases = 256
const unknown: Claim = { seenBefore: 'unknown', release: () => undefined }

const keyOf = ({ name, token }: Passage): string => (token === '' ? name : token)

/** Joins a host, and goes on trying. */
export function startReplayPeer(options: ReplayPeerOptions): ReplayPeer {
  const { lane, windowMs, now, monotonicMs, log } = options
  /** What passed here, or is about to. */
  const own = new Map(options.recent.map((passage) => [keyOf(passage), passage]))
  const releases: { readonly shown: ShownCode; readonly token: string }[] = []
  let joins = 0
  let knewForMs = 0
  let joinedAtMs = 0
  let clockDiffers = false

  const forget = () => {
    const nowMs = monotonicMs()
    for (const [key, { untilMs }] of own) if (untilMs <= nowMs) own.delete(key)
  }
  const held = (): readonly HeldPassage[] => {
    forget()
    const nowMs = monotonicMs()
    const all = [...own.values()].slice(-mostHeld)
    return all.map(({ name, token, untilMs }) => [name, token, Math.ceil(untilMs - nowMs)])
  }
  const link = openReplayLink({
    ...options,
    greeting: () => ({ do: 'join', lane, held: held() }),
    onJoined({ knowsForMs }) {
      joins++
      knewForMs = knowsForMs
      joinedAtMs = monotonicMs()
      for (const { shown, token } of releases.splice(0)) void sendRelease(shown, token)
    },
  })

  const sendRelease = async (shown: ShownCode, token: string) => {
    const { names, step } = shown
    const done = await link.ask<'release'>({ do: 'release', names, step, token })
    if (done === undefined && releases.length < mostReleases) releases.push({ shown, token })
  }
  const release = (shown: ShownCode, token: string) => {
    own.delete(token)
    void sendRelease(shown, token)
  }
  const noteClock = (differs: boolean) => {
    if (differs && !clockDiffers) log('replay: the clocks of the two lanes differ; set them')
    clockDiffers = differs
  }

  return {
    async claim(shown) {
      const { names, step, proofMs } = shown
      const [name] = names
      if (name === undefined) return { seenBefore: 'no', release: () => undefined }
      // Named by keys that are not the host's, a code would be new to it.
      if (!link.isJoined() || shown.joined !== joins) return unknown
      const token = randomBytes(12).toString('base64url')
      // Before the answer: a host that starts anew in between must hear of it.
      own.set(token, { name, token, untilMs: monotonicMs() + windowMs })
      const at = now().getTime()
      const answer = await link.ask<'claim'>({ do: 'claim', names, step, proofMs, token, at })
      if (answer !== undefined) noteClock(answer.clock)
      if (answer?.seen === 'no') {
        return {
          seenBefore: 'no',
          release: () => {
            release(shown, token)
          },
        }
      }
      if (answer === undefined) release(shown, token)
      else own.delete(token)
      return { seenBefore: answer?.seen ?? 'unknown', release: () => undefined }
    },
    knowsForMs: () => (link.isJoined() ? knewForMs + monotonicMs() - joinedAtMs : 0),
    joined: () => joins,
    async sharedKey(day) {
      const answer = await link.ask<'day'>({ do: 'day', day })
      if (answer === undefined) return undefined
      return answer.key === null ? null : Buffer.from(answer.key, 'base64url')
    },
    tend() {
      forget()
      return Promise.resolve()
    },
    tried: link.tried,
    close: () => link.close(),
  }
}
