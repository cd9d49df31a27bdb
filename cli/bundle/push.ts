/** Tells every station at once that something newer is published: the delta itself where a message holds it, else a hint. */
import { decodeBundle } from 'greengate/issue'
import { connectTo, type NatsPlace } from '../nats/connect.ts'
import { OperatorError } from '../operator-error.ts'
import { deltaContainer } from './delta.ts'

/** What was pushed. */
export interface Pushed {
  /** `hint`: stations ask their source, each at a moment of its own. */
  readonly what: 'delta' | 'hint'
  readonly bytes: number
}

/** Stations listen here (docs/publishing.md 8). */
const updateSubject = 'greengate.update'
/** A message holds no more. */
const mostBytes = 512_000

/**
 * What a push says.
 *
 * @param before - What was published before, which stations hold by now; undefined: nothing was.
 */
export function pushOf(before: Uint8Array | undefined, published: Uint8Array): Uint8Array {
  if (before === undefined) return new Uint8Array()
  const delta = deltaContainer(decodeBundle(published).documents, decodeBundle(before).documents)
  return delta.length > mostBytes ? new Uint8Array() : delta
}

/**
 * Pushes, and knows that the server has it; which stations do says nobody.
 *
 * @throws {@link OperatorError} unreachable, or not admitted
 */
export async function push(place: NatsPlace, body: Uint8Array): Promise<Pushed> {
  const connection = await connectTo(place, { name: 'greengate bundle', maxReconnectAttempts: 3 })
  try {
    let refused: string | undefined
    void (async () => {
      for await (const status of connection.status()) {
        if (status.type === 'error') refused = status.error.name
      }
    })()
    connection.publish(updateSubject, body)
    // A server that lets us not publish says so before it answers this.
    await connection.flush()
    await new Promise((resolve) => setImmediate(resolve))
    if (refused !== undefined) {
      const what = `NATS: refuses ${updateSubject} (${refused})`
      throw new OperatorError(`${what}; see the permissions of this user`)
    }
    return { what: body.length === 0 ? 'hint' : 'delta', bytes: body.length }
  } finally {
    await connection.close()
  }
}
