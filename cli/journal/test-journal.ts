/** Journals for tests, written by the library as a station writes them. */
import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  appendCheckpoint,
  appendEvent,
  appendReceipt,
  openSealer,
  segmentEnd,
  startSegment,
  verify,
  type SealingPublicJwk,
  type SegmentEnd,
  type SegmentState,
} from 'greengate'
import {
  canonicalJson,
  generateKey,
  jwkSigner,
  publicJwk,
  type PublicJwk,
  type Signer,
} from 'greengate/issue'

/** What is sealed in every receipt of these journals. */
export const secret = { format: 'greengate-sealed-1', texts: ['GG1:SECRET'] }
/** The appeal number of the receipt of segment n. */
export const appealOf = (segment: number): string => `48291370${String(segment).padStart(2, '0')}`
const at = '2020-03-01T08:00:00Z'

/** A segment as it was written. */
export interface TestSegment {
  readonly id: string
  readonly file: Uint8Array
  /** Where each record begins in the file, and where the last one ends. */
  readonly starts: readonly number[]
  readonly before: Uint8Array
  readonly end: SegmentEnd
}

/** A station that writes. */
export interface TestWriter {
  readonly station: string
  readonly key: PublicJwk
  readonly signer: Signer
  /** Start, receipt (check, sealed if there is a recipient), `events` events, checkpoint, and one event after it. */
  segment(number: number, events?: number): Promise<TestSegment>
}

/** Makes a station. */
export async function testWriter(
  station: string,
  recipient?: SealingPublicJwk,
): Promise<TestWriter> {
  const jwk = await generateKey('Ed25519')
  const signer = await jwkSigner(jwk)
  let previous: SegmentEnd | null = null
  return {
    station,
    key: publicJwk(jwk),
    signer,
    async segment(number, events = 2) {
      const id = `${station}-${String(number).padStart(8, '0')}-0000000${String(number)}`
      const sealer =
        recipient && (await openSealer(recipient, crypto.getRandomValues(new Uint8Array(32))))
      const begun = await startSegment(id, {
        ...{ at, station, software: 'test', previous, signer },
        ...(sealer && { sealer }),
      })
      const parts = [begun.bytes]
      let { state } = begun
      const add = (made: { bytes: Uint8Array; state: SegmentState }): void => {
        parts.push(made.bytes)
        state = made.state
      }
      const decision = await verify('no code', {
        ...{ bundle: undefined, now: new Date(at), context: {} },
      })
      const plaintext = new TextEncoder().encode(canonicalJson(secret))
      add(
        await appendReceipt(state, decision, {
          ...{ station, lane: '1', subject: null, appeal: appealOf(number) },
          ...(sealer && { secret: { sealer, plaintext, deleteAfter: '2020-03-15T08:00:00Z' } }),
        }),
      )
      const where = { at, station, lane: '1' }
      for (let n = 0; n < events; n++) add(await appendEvent(state, { event: 'forced' }, where))
      add(await appendCheckpoint(state, { at, station, signer, closed: false }))
      add(await appendEvent(state, { event: 'staff-called' }, where))
      previous = segmentEnd(state)
      const starts: number[] = [40]
      let length = 0
      for (const part of parts) starts.push((length += part.length))
      const file = Buffer.concat(parts)
      return { id, file, starts, before: file.subarray(8, 40), end: previous }
    },
  }
}

/** Writes segments into a folder, as a station has them. */
export function writeJournal(folder: string, segments: readonly TestSegment[]): string {
  mkdirSync(folder, { recursive: true })
  for (const { id, file } of segments) writeFileSync(join(folder, `${id}.receipts`), file)
  return folder
}
