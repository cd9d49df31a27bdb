/** A station of the trial of the fleet: sends its journal through drops, duplicates, reorder and restarts of its own. */
import { readFile } from 'node:fs/promises'
import { headers as natsHeaders, type NatsConnection } from '@nats-io/transport-node'
import type { Signer } from 'greengate/issue'
import { batchHeaders, batchOf, type TestBatch } from '../cli/collect/test-batch.ts'
import type { WrittenSegment } from './fleet-writer.ts'

/** What a collector said; undefined: nothing came. */
export type Said = { readonly status: number; readonly text: string } | undefined

/** One request, by whatever carries it. */
export type Carry = (
  station: string,
  headers: Readonly<Record<string, string>>,
  body: Uint8Array,
) => Promise<Said>

/** What is counted. */
export interface Sent {
  requests: number
  dropped: number
  doubled: number
  early: number
  restarts: number
  readonly lost: string[]
}

const mostBytes = 480_000
const waitMs = 40

/** Over HTTP; `of` is asked at each request, for a collector may come back elsewhere. */
export const overHttp =
  (url: string): Carry =>
  async (_, headers, body) => {
    try {
      const options = { method: 'POST', headers, body: Uint8Array.from(body) }
      const response = await fetch(`${url}/records`, options)
      return { status: response.status, text: await response.text() }
    } catch (error) {
      if (error instanceof TypeError) return undefined
      throw error
    }
  }

/** Over NATS. */
export const overNats =
  (connection: NatsConnection): Carry =>
  async (station, headers, body) => {
    const said = natsHeaders()
    for (const [name, value] of Object.entries(headers)) said.set(name, value)
    const options = { timeout: 5_000, headers: said }
    try {
      const reply = await connection.request(`greengate.records.${station}`, body, options)
      return { status: Number(reply.headers?.get('Greengate-Status')), text: reply.string() }
    } catch {
      // Nobody listens, or the answer is late: the same to a station.
      return undefined
    }
  }

/** Sends all of it, until everything was signed for. */
export async function sendJournal(
  { station, signer }: { readonly station: string; readonly signer: Signer },
  segments: readonly WrittenSegment[],
  carry: Carry,
  random: () => number,
  sent: Sent,
): Promise<void> {
  const send = async (batch: TestBatch): Promise<Said> => {
    sent.requests += 1
    return carry(station, await batchHeaders(batch, signer), batch.body)
  }
  for (const { id, path, starts } of segments) {
    const written = { id, starts, file: await readFile(path) }
    const last = starts.length - 1
    const some = (first: number): TestBatch => {
      let end = Math.min(last, first + Math.floor(200 + random() * 1_400))
      while (end > first && (starts[end] ?? 0) - (starts[first - 1] ?? 0) > mostBytes) end -= 1
      return batchOf(station, written, first, end)
    }
    let next = 1
    while (next <= last) {
      const batch = some(next)
      const end = Number(batch.said['last'])
      const fate = random()
      if (fate < 0.05) {
        // It is restarted, and knows nothing of what it sent lately.
        sent.restarts += 1
        next = Math.max(1, next - Math.floor(random() * 800))
        continue
      }
      if (fate < 0.1 && end < last) {
        sent.early += 1
        await send(some(end + 1))
      }
      const [said] = await Promise.all(fate > 0.9 ? [send(batch), send(batch)] : [send(batch)])
      if (fate > 0.9) sent.doubled += 1
      if (fate > 0.85 && fate <= 0.9) {
        sent.dropped += 1
        continue
      }
      if (said === undefined || [409, 503].includes(said.status)) {
        const gap = said?.text.includes(':gap"')
          ? (JSON.parse(said.text) as { next: number })
          : undefined
        if (gap === undefined)
          await new Promise((resolve) => setTimeout(resolve, waitMs * random()))
        else next = Math.min(next, gap.next)
      } else if (said.status === 200) {
        const payload = Buffer.from(said.text.split('.')[1] ?? '', 'base64url').toString()
        const receipt = JSON.parse(payload) as { readonly segment: string; readonly last: number }
        if (receipt.segment !== id || receipt.last !== end) sent.lost.push(`${id}: another receipt`)
        next = end + 1
      } else {
        sent.lost.push(`${id}: ${said.status} ${said.text}`)
        return
      }
    }
  }
}
