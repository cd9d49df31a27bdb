/** The collector over NATS: the same batches and heartbeats as over HTTP, as requests on subjects that are a station's own. */
import { headers, type Msg, type NatsConnection, type Subscription } from '@nats-io/transport-node'
import { heartbeatLimits } from '../fleet/heartbeat.ts'
import { connectTo, type NatsPlace } from '../nats/connect.ts'
import { endConnection } from '../nats/end-connection.ts'
import { holdBodies } from './hold-bodies.ts'
import { Notice } from './notice.ts'
import { Problem } from './problem.ts'
import { maxBodyBytes, quotedKey, type Doors } from './serve-collector.ts'

/** How it listens. */
export interface ServeNatsOptions extends Doors {
  readonly place: NatsPlace
  /** Told of lost and found connections, once each. */
  readonly tell: (notice: Notice) => void
}

/** A collector that listens. */
export interface ServedNats {
  /** Takes nothing new, ends what is under way, and resolves then. */
  close(): Promise<void>
}

/** What a request is answered with. */
interface Answer {
  readonly status: number
  readonly body: string
  readonly retryAfter?: string | undefined
}

/** Several collectors on one store share the work. */
const queue = 'greengate-collector'

/**
 * Connects and listens.
 *
 * @throws OperatorError where no server can be had now; a connection that is lost later is made again, for ever
 */
export async function serveNats(options: ServeNatsOptions): Promise<ServedNats> {
  const connection = await connectTo(options.place, { name: 'greengate collect' })
  const underWay = new Set<Promise<void>>()
  const held = holdBodies()

  const takeRecords = async (message: Msg, station: string): Promise<string> => {
    const statement = message.headers?.get('Greengate-Batch') ?? ''
    const idempotencyKey = quotedKey(message.headers?.get('Idempotency-Key'))
    const { data: body } = message
    const sender = [station]
    options.admit(statement, sender)
    if (body.length > maxBodyBytes) throw new Problem('too-large', { most: maxBodyBytes })
    return held(body.length, () => options.take({ idempotencyKey, statement, body, sender }))
  }
  const takeHeartbeat = async ({ data }: Msg, station: string): Promise<string> => {
    const { jwsBytes } = heartbeatLimits
    if (data.length > jwsBytes) throw new Problem('too-large', { most: jwsBytes })
    return JSON.stringify(await options.heartbeat(Buffer.from(data).toString('latin1'), [station]))
  }
  const listen = (
    subject: string,
    take: (message: Msg, station: string) => Promise<string>,
  ): Subscription =>
    connection.subscribe(`${subject}.*`, {
      queue,
      callback: (error, message) => {
        // What is wrong with a subscription is told with the connection.
        if (error !== null) return
        const station = message.subject.slice(subject.length + 1)
        const work = answerOf(() => take(message, station), options.onFault).then((answer) => {
          if (!connection.isClosed()) respond(message, answer)
        })
        underWay.add(work)
        work.finally(() => underWay.delete(work)).catch(options.onFault)
      },
    })
  const listening = [
    listen('greengate.records', takeRecords),
    listen('greengate.heartbeat', takeHeartbeat),
  ]
  // Whoever is told that it listens finds it listening.
  await connection.flush()
  const told = tellOf(connection, options)
  return {
    async close() {
      // What the server has sent already is still answered; without a server there is nothing to wait for.
      if (!told.isLost()) await Promise.all(listening.map((each) => each.drain()))
      await Promise.all(underWay)
      await endConnection(connection)
    },
  }
}

async function answerOf(
  take: () => Promise<string>,
  onFault: (error: unknown) => void,
): Promise<Answer> {
  try {
    return { status: 200, body: await take() }
  } catch (error) {
    if (!(error instanceof Problem)) onFault(error)
    const problem = error instanceof Problem ? error : new Problem('fault')
    const { status, retryAfter } = problem
    return { status, body: JSON.stringify(problem), retryAfter }
  }
}

function respond(message: Msg, { status, body, retryAfter }: Answer): void {
  const said = headers()
  said.set('Greengate-Status', String(status))
  if (retryAfter !== undefined) said.set('Retry-After', retryAfter)
  // Where nobody asked for an answer there is none; where the connection is lost, the station asks again.
  message.respond(body, { headers: said })
}

/** A connection that comes and goes is said once each way, and what the server forbids at once. */
function tellOf(
  connection: NatsConnection,
  { tell, onFault }: Pick<ServeNatsOptions, 'tell' | 'onFault'>,
): { isLost(): boolean } {
  let isLost = false
  const run = async (): Promise<void> => {
    for await (const { type } of connection.status()) {
      if (type === 'disconnect' && !isLost) {
        isLost = true
        tell(new Notice('NATS: the connection is lost; it is made again when a server is there'))
      } else if (type === 'reconnect') {
        isLost = false
        tell(new Notice('NATS: connected again'))
      } else if (type === 'error') {
        tell(new Notice('NATS: the server forbids something; see the permissions of the collector'))
      }
    }
  }
  run().catch(onFault)
  return { isLost: () => isLost }
}
