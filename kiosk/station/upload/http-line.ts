/** The line to a collector over HTTP, or over TLS with a certificate of the station's own. */
import { request as plainRequest, type IncomingMessage } from 'node:http'
import { request as tlsRequest } from 'node:https'
import { systemCode } from '../station-error.ts'
import {
  mostAnswerBytes,
  type Answered,
  type CollectorLine,
  type Posted,
  type PostOptions,
} from './collector-line.ts'

/** Texts of PEM files, and whom to believe; undefined: no certificate, and whom the system believes. */
export interface ClientTls {
  readonly cert?: string | undefined
  readonly key?: string | undefined
  readonly ca?: string | undefined
}

/** A connection is made for each request: between two there may be hours. */
export function httpLine(to: string, tls: ClientTls = {}): CollectorLine {
  const base = to.replace(/\/+$/, '')
  const given = Object.fromEntries(Object.entries(tls).filter(([, pem]) => pem !== undefined))
  const post = async (
    { what, type, headers, body }: Posted,
    { timeoutMs, signal }: PostOptions,
  ): Promise<Answered> => {
    const late = AbortSignal.timeout(timeoutMs)
    try {
      const response = await new Promise<IncomingMessage>((resolve, reject) => {
        const secured = base.startsWith('https:')
        const send = secured ? tlsRequest : plainRequest
        const options = {
          method: 'POST',
          agent: false as const,
          signal: AbortSignal.any([signal, late]),
          headers: { ...headers, 'Content-Type': type, 'Content-Length': body.length },
          ...(secured && { ...given, minVersion: 'TLSv1.2' as const }),
        }
        send(`${base}/${what}`, options, resolve).on('error', reject).end(body)
      })
      const text = await readText(response)
      return {
        what: 'answer',
        status: response.statusCode ?? 0,
        type: response.headers['content-type']?.replace(/;.*$/s, '').trim(),
        text,
        retryAfter: response.headers['retry-after'] ?? null,
      }
    } catch (error) {
      // Whatever the network does has a code; without one it is a mistake of ours.
      if (systemCode(error) === undefined) throw error
      return { what: 'nothing', why: late.aborted || signal.aborted ? 'late' : 'cut' }
    }
  }
  return { mostBytes: 1024 * 1024, post }
}

async function readText(response: IncomingMessage): Promise<string | undefined> {
  const parts: Buffer[] = []
  let length = 0
  for await (const part of response as AsyncIterable<Buffer>) {
    length += part.length
    if (length > mostAnswerBytes) return undefined
    parts.push(part)
  }
  return Buffer.concat(parts).toString()
}
