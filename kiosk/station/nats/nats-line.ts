/** The line to a collector over NATS: request and reply on subjects that are the station's own. */
import { errors, headers as natsHeaders, type Msg } from '@nats-io/transport-node'
import {
  mostAnswerBytes,
  type Answered,
  type CollectorLine,
  type Posted,
  type PostOptions,
} from '../upload/collector-line.ts'
import type { KeptConnection } from './keep-connected.ts'

/** A message is at most 512 kB with its headers; one record is a few kB. */
const mostBytes = 480_000
/** Statement and key of a batch, and room to spare. */
const headersBytes = 4_096
const subjects = { records: 'greengate.records', heartbeats: 'greengate.heartbeat' } as const
const cut: Answered = { what: 'nothing', why: 'cut' }

/** Posts by whatever connection there is; without one nothing waits for the next. */
export function natsLine(kept: KeptConnection, station: string): CollectorLine {
  const post = async (
    { what, headers, type, body }: Posted,
    { timeoutMs, signal }: PostOptions,
  ): Promise<Answered> => {
    const connection = kept.current()
    if (connection === undefined || signal.aborted) return cut
    // As a collector would say it: half of that may do.
    const most = Math.min(mostBytes, (connection.info?.max_payload ?? mostBytes) - headersBytes)
    if (body.length > most) return answer(413, undefined, null)
    const sent = natsHeaders()
    for (const [name, value] of Object.entries(headers)) sent.set(name, value)
    sent.set('Content-Type', type)
    let give = (): void => undefined
    const ended = new Promise<Answered>((resolve) => {
      give = () => {
        resolve(cut)
      }
    })
    // A request does not end with its connection by itself.
    const lost = kept.lost()
    for (const one of [signal, lost]) one.addEventListener('abort', give, { once: true })
    try {
      const asked = connection
        .request(`${subjects[what]}.${station}`, body, { timeout: timeoutMs, headers: sent })
        .then((reply) => answered(what, reply), nothing)
      return await Promise.race([asked, ended])
    } finally {
      for (const one of [signal, lost]) one.removeEventListener('abort', give)
    }
  }
  return { mostBytes, post }
}

function answered(what: Posted['what'], reply: Msg): Answered {
  const said = reply.headers?.get('Greengate-Status') ?? ''
  // Of records, whoever says nothing of it is somebody else; of a heartbeat nothing but the time is answered.
  const unsaid = what === 'records' ? 0 : 200
  const status = /^[1-5]\d\d$/.test(said) ? Number(said) : unsaid
  const good = what === 'records' ? 'application/jose' : 'application/json'
  const type = status === 200 ? good : 'application/problem+json'
  const text = reply.data.length > mostAnswerBytes ? undefined : Buffer.from(reply.data).toString()
  const after = reply.headers?.get('Retry-After')
  return { ...answer(status, type, after === '' || after === undefined ? null : after), text }
}

const answer = (status: number, type: string | undefined, retryAfter: string | null) =>
  ({ what: 'answer', status, type, text: undefined, retryAfter }) as const

function nothing(error: unknown): Answered {
  if (error instanceof errors.TimeoutError) return { what: 'nothing', why: 'late' }
  if (error instanceof errors.PermissionViolationError) return answer(403, undefined, null)
  const { cause } = error instanceof Error ? error : {}
  if (cause !== undefined && cause !== error) return nothing(cause)
  const isOurs = !(error instanceof errors.ConnectionError) && !isOfNats(error)
  if (isOurs) throw error
  return cut
}

const isOfNats = (error: unknown): boolean =>
  Object.values(errors).some((one) => typeof one === 'function' && error instanceof one)
