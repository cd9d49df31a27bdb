/** Batches for tests: records of a segment, as a station states and sends them. */
import { createHash } from 'node:crypto'
import type { Signer } from 'greengate/issue'
import type { TestSegment } from '../journal/test-journal.ts'

/** What is said of records, and they themselves. */
export interface TestBatch {
  readonly said: Readonly<Record<string, unknown>>
  readonly body: Uint8Array
}

/** Records of a segment, as its station states them. */
export function batchOf(
  station: string,
  { id, file, starts }: Pick<TestSegment, 'id' | 'file' | 'starts'>,
  first: number,
  last: number,
): TestBatch {
  const body = file.subarray(starts[first - 1], starts[last])
  const headAt = (end: number): string =>
    Buffer.from(file.subarray(end - 32, end)).toString('base64url')
  const said = {
    format: 'greengate-batch-1',
    station,
    segment: id,
    first,
    last,
    before: headAt(starts[first - 1] ?? 40),
    head: headAt(starts[last] ?? 40),
    sha256: createHash('sha256').update(body).digest('base64url'),
  }
  return { said, body }
}

/** The headers that it travels with. */
export async function batchHeaders(
  { said }: TestBatch,
  signer: Pick<Signer, 'sign'>,
): Promise<Readonly<Record<'Greengate-Batch' | 'Idempotency-Key', string>>> {
  const encode = (value: unknown): string =>
    Buffer.from(JSON.stringify(value)).toString('base64url')
  const input = `${encode({ alg: 'Ed25519', typ: 'greengate-batch' })}.${encode(said)}`
  const signature = Buffer.from(await signer.sign(Buffer.from(input))).toString('base64url')
  const { station, segment, first, last, head } = said
  const key = [station, segment, `${String(first)}-${String(last)}`, head].map(String).join('/')
  return { 'Greengate-Batch': `${input}.${signature}`, 'Idempotency-Key': `"${key}"` }
}
