/** Gates for the tests of the trial: the one of the examples, and what careless programs make of it. */
import { createInterface } from 'node:readline'
import { PassThrough } from 'node:stream'
import type { Context, Decision, PinOptions } from 'greengate'
import { openGate } from '../../examples/node-gate/gate.ts'
import type { StartGate } from './gate-process.ts'
import type { Request } from './protocol.ts'

type Gate = Awaited<ReturnType<typeof openGate>>

/** What is done otherwise than the gate of the examples does it. */
export interface Carelessness {
  readonly opens?: (decision: Decision) => boolean
  readonly onThrow?: boolean
  readonly now?: (now: Date) => Date
  readonly text?: (text: string) => string
  readonly context?: (context: Context) => Context
  /** Takes a bundle without regard to what it has. */
  readonly takesAnything?: true
  /** Goes on with an earlier gate where a set-up is refused. */
  readonly keepsEarlier?: true
  /** Says of every update that it was taken. */
  readonly ignoresUpdates?: true
  /** Opens until a decision ends, that instant with it, for whoever it opened for before. */
  readonly keepsPasses?: true
  /** What it answers in place of its answer. */
  readonly answers?: (answer: object, request: Request) => readonly object[]
}

const bytesOf = (base64: string): Uint8Array => new Uint8Array(Buffer.from(base64, 'base64'))

/** Starts such a gate in this process. */
export const careless =
  (how: Carelessness): StartGate =>
  ({ line, ended }) => {
    const input = new PassThrough()
    let gate: Gate | undefined
    let anew: (() => Promise<Gate>) | undefined
    const passes = new Map<string, readonly [from: string, until: string]>()
    const setUp = async (request: Request): Promise<boolean> => {
      try {
        if (request.type === 'hello') {
          const { root, groupKey, bundle, now, worlds, class: age } = request
          const options = { worlds: worlds as PinOptions['worlds'] & {}, class: age }
          if (how.keepsEarlier === undefined) gate = undefined
          anew = () => openGate(bytesOf(root), options, groupKey)
          const next = await anew()
          if (bundle !== null) await next.take(bytesOf(bundle), new Date(now))
          gate = next
        } else if (request.type === 'update' && how.ignoresUpdates === undefined) {
          if (how.takesAnything) gate = await anew?.()
          await gate?.take(bytesOf(request.bundle), new Date(request.now))
        }
        return gate !== undefined
      } catch {
        return false
      }
    }
    const decided = async (request: Request): Promise<object> => {
      if (request.type !== 'case') return { ready: await setUp(request) }
      const { startedAt, ...rest } = request.context
      const stated = { ...rest, ...(startedAt !== undefined && { startedAt: new Date(startedAt) }) }
      const context = (how.context ?? ((same) => same))(stated as Context)
      const texts = request.texts?.map(how.text ?? ((text) => text))
      const now = (how.now ?? ((same) => same))(new Date(request.now))
      try {
        if (gate === undefined) throw new Error('nothing was taken up')
        const shown = texts ?? (request.card as Parameters<Gate['decide']>[0])
        const key = JSON.stringify([shown, context])
        const [from, until] = passes.get(key) ?? ['', '']
        if (from <= request.now && request.now <= until) return { opens: true, outcome: 'pass' }
        const decision = await gate.decide(shown, now, context)
        const { outcome, holdsUntil } = decision
        if (how.keepsPasses && outcome === 'pass' && holdsUntil !== null) {
          passes.set(key, [request.now, holdsUntil])
        }
        return { opens: how.opens?.(decision) ?? outcome === 'pass', outcome }
      } catch {
        return { opens: how.onThrow ?? false }
      }
    }
    void (async () => {
      for await (const text of createInterface({ input })) {
        const request = JSON.parse(text) as Request
        const answer = { id: request.id, ...(await decided(request)) }
        for (const each of how.answers?.(answer, request) ?? [answer]) line(JSON.stringify(each))
      }
      ended(true)
    })()
    return {
      send: (text) => input.write(`${text}\n`),
      close: () => input.end(),
      kill: () => input.destroy(),
    }
  }
