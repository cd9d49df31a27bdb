/** What goes over HTTP to a gate controller and back; docs/gate.md has it for whoever builds one. */
import { createHmac, timingSafeEqual } from 'node:crypto'

/** What a controller is told. It does nothing that is older than `until`, and nothing twice. */
export interface GateOrder {
  readonly format: 'greengate-gate-1'
  readonly gate: string
  readonly order: 'open' | 'hold' | 'shut' | 'status'
  /** For how many; 0 but where it opens. */
  readonly persons: number
  /** The controller shuts by itself after so long, whatever becomes of the station; 0 but where it opens. */
  readonly seconds: number
  /** One for every order; a repetition carries the same. */
  readonly id: string
  readonly at: string
  readonly until: string
}

/** What it answers: only this exact answer is one. */
export interface GateAnswer {
  readonly format: 'greengate-gate-1'
  readonly id: string
  readonly gate: 'open' | 'shut'
}

/** `sha256=` and the HMAC-SHA-256 of the body's bytes, in hexadecimal. */
export function signOrder(body: string, secret: string): string {
  return `sha256=${createHmac('sha256', secret).update(body).digest('hex')}`
}

/** Whether a signature is that of the body; compared in a time that says nothing. */
export function isSigned(body: string, secret: string, signature: string): boolean {
  const [ours, theirs] = [Buffer.from(signOrder(body, secret)), Buffer.from(signature)]
  return ours.length === theirs.length && timingSafeEqual(ours, theirs)
}

/** The answer to an order, or undefined where there is any doubt. */
export function answerTo(order: GateOrder, body: string): GateAnswer | undefined {
  let answer: unknown
  try {
    answer = JSON.parse(body)
  } catch (error) {
    if (error instanceof SyntaxError) return undefined
    throw error
  }
  if (typeof answer !== 'object' || answer === null) return undefined
  const { format, id, gate } = answer as Partial<Record<keyof GateAnswer, unknown>>
  if (format !== order.format || id !== order.id) return undefined
  if (gate !== 'open' && gate !== 'shut') return undefined
  // Told to open, it says that it is shut: it did not.
  if (order.order !== 'status' && (order.order === 'shut') !== (gate === 'shut')) return undefined
  return { format: order.format, id: order.id, gate }
}
