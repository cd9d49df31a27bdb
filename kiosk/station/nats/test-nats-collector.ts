/** A collector behind a server of NATS, for tests: takes requests off and hands them to one over HTTP, in any weather. */
import { connect, headers, type ConnectionOptions, type Msg } from '@nats-io/transport-node'

/** What becomes of one request. */
export type NatsWeather =
  | 'fair'
  /** The collector never hears of it. */
  | 'lost'
  /** The collector takes it, and its answer is lost. */
  | 'unanswered'
  /** The collector hears it twice. */
  | 'doubled'
  /** Answers with what an earlier batch was answered with. */
  | 'mixed up'

/** Whoever answers. */
export interface NatsCollector extends AsyncDisposable {
  /** Chosen for each request. */
  weather: () => NatsWeather
  readonly requests: () => number
  /** Subjects, in the order in which they were asked on. */
  readonly asked: readonly string[]
}

/** Starts answering; connects for ever. */
export async function startNatsCollector(
  options: ConnectionOptions,
  to: string,
): Promise<NatsCollector> {
  const connection = await connect({
    ...{ maxReconnectAttempts: -1, reconnectTimeWait: 50, ignoreAuthErrorAbort: true },
    ...options,
  })
  const asked: string[] = []
  let earlier: { readonly status: number; readonly text: string } | undefined
  const collector = {
    weather: (): NatsWeather => 'fair',
    requests: () => asked.length,
    asked,
    [Symbol.asyncDispose]: () => connection.close(),
  }
  const send = async (msg: Msg) => {
    const heartbeat = msg.subject.startsWith('greengate.heartbeat.')
    const names = heartbeat ? [] : ['Greengate-Batch', 'Idempotency-Key']
    const response = await fetch(`${to}/${heartbeat ? 'heartbeats' : 'records'}`, {
      method: 'POST',
      headers: Object.fromEntries(names.map((name) => [name, msg.headers?.get(name) ?? ''])),
      body: Uint8Array.from(msg.data),
    })
    return { status: response.status, text: await response.text() }
  }
  const take = async (msg: Msg): Promise<void> => {
    asked.push(msg.subject)
    const weather = collector.weather()
    if (weather === 'lost') return
    const came = await send(msg)
    if (weather === 'doubled') await Promise.all([send(msg), send(msg)])
    if (weather === 'unanswered') return
    const { status, text } = weather === 'mixed up' ? (earlier ?? came) : came
    if (came.status === 200) earlier = came
    const said = headers()
    said.set('Greengate-Status', String(status))
    msg.respond(text, { headers: said })
  }
  connection.subscribe('greengate.records.*', {
    callback: (_, msg) => void take(msg).catch(() => 0),
  })
  connection.subscribe('greengate.heartbeat.*', {
    callback: (_, msg) => void take(msg).catch(() => 0),
  })
  await connection.flush()
  return collector
}
