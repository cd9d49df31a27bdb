/** The collector as a station meets it: what it takes, what it refuses and how it says so. */
import { createHash } from 'node:crypto'
import {
  mkdirSync,
  mkdtempSync,
  readFileSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKey, generateSealingKey } from 'greengate/issue'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { testWriter, type TestSegment, type TestWriter } from '../journal/test-journal.ts'
import { greengate } from '../test-process.ts'
import { openCollection } from './open-collection.ts'
import { maxBodyBytes } from './serve-collector.ts'
import { batchHeaders, batchOf as stationBatch, type TestBatch } from './test-batch.ts'
import { retire } from './retire.ts'
import { startCollector, type Collector } from './start-collector.ts'

const folder = mkdtempSync(join(tmpdir(), 'greengate-test-'))
const at = (name: string): string => join(folder, name)
const told: unknown[] = []
let collector: Collector
let writer: TestWriter
let segment: TestSegment
let later: TestSegment

beforeAll(async () => {
  writer = await testWriter('gate-7', await generateSealingKey())
  segment = await writer.segment(1)
  later = await writer.segment(2)
  writeFileSync(at('key.jwk'), JSON.stringify(await generateKey('Ed25519')), { mode: 0o600 })
  writeFileSync(at('stations.json'), JSON.stringify({ 'gate-7': writer.key }))
  const keys = { stations: at('stations.json') }
  const place = { host: '127.0.0.1', port: 0, db: at('collector.db'), key: at('key.jwk') }
  const tell = (error: unknown): void => void told.push(error)
  const now = (): Date => new Date('2020-03-02T00:00:00Z')
  collector = await startCollector({ ...place, keys, now, tell })
})
afterAll(async () => {
  await collector[Symbol.asyncDispose]()
  rmSync(folder, { recursive: true, force: true })
})

const batchOf = (made: TestSegment, first: number, last: number): TestBatch =>
  stationBatch('gate-7', made, first, last)

const post = async (
  batch: TestBatch,
  { signer = writer.signer, key = '', headers = {} } = {},
): Promise<{ status: number; text: string; problem: string }> => {
  const said = await batchHeaders(batch, signer)
  const response = await fetch(`${collector.url}/records`, {
    method: 'POST',
    headers: { ...said, ...(key !== '' && { 'Idempotency-Key': `"${key}"` }), ...headers },
    body: Uint8Array.from(batch.body),
  })
  const text = await response.text()
  const problem = response.ok ? '' : (JSON.parse(text) as { type: string }).type
  return { status: response.status, text, problem: problem.replace('urn:greengate:collect:', '') }
}

describe('a batch', () => {
  test('is signed for, and gets the same receipt whenever it comes again', async () => {
    const first = await post(batchOf(segment, 1, 3))
    expect(first.status).toBe(200)
    await post(batchOf(segment, 2, 5))
    expect(await post(batchOf(segment, 1, 3))).toEqual(first)
    const payload = Buffer.from(first.text.split('.')[1]!, 'base64url').toString()
    expect(JSON.parse(payload)).toMatchObject({ first: 1, last: 3, at: '2020-03-02T00:00:00Z' })
  })

  test.each<[string, number, () => Promise<{ status: number; problem: string }>]>([
    ['gap', 409, () => post(batchOf(later, 2, 3))],
    [
      'unknown-station',
      401,
      () => post({ ...changed({ station: 'gate', segment: 'gate-00000001-00000000' }) }),
    ],
    [
      'wrong-signature',
      401,
      async () => post(batchOf(later, 1, 2), { signer: (await testWriter('x')).signer }),
    ],
    ['malformed', 400, () => post(batchOf(later, 1, 2), { key: 'gate-7/other' })],
    ['malformed', 400, () => post(changed({ segment: 'gate-8-00000001-00000000' }))],
    ['malformed', 400, () => post(changed({ first: 3 }))],
    ['other-body', 422, () => post({ ...batchOf(later, 1, 2), body: batchOf(later, 1, 3).body })],
    ['other-body', 422, () => post(changed({ head: batchOf(later, 1, 3).said['head'] }))],
    ['broken-chain', 422, () => post(swapped())],
    [
      'too-large',
      413,
      () => post({ ...batchOf(later, 1, 2), body: new Uint8Array(maxBodyBytes + 1) }),
    ],
  ])('is refused: %s, %i', async (problem, status, send) => {
    expect(await send()).toMatchObject({ status, problem })
  })

  test('with other records of the same numbers is refused as a fork, and told', async () => {
    const again = await testWriter('gate-7')
    const forked = { ...(await again.segment(1)), id: segment.id }
    await post(batchOf(segment, 1, 3))
    expect(await post(batchOf(forked, 1, 2))).toMatchObject({ status: 422, problem: 'forked' })
    expect(told).toContainEqual(expect.objectContaining({ problem: 'forked' }))
  })

  test('whose checkpoint is of another key is refused', async () => {
    const other = await testWriter('gate-7')
    const made = await other.segment(5)
    expect(await post(batchOf(made, 1, 6))).toMatchObject({ problem: 'wrong-checkpoint' })
  })

  const changed = (more: Record<string, unknown>): TestBatch => {
    const { said, body } = batchOf(later, 1, 2)
    return { said: { ...said, ...more }, body }
  }
  /** Two records that changed places. */
  const swapped = (): TestBatch => {
    const { said } = batchOf(later, 1, 4)
    const [one, three] = [batchOf(later, 1, 2).body, batchOf(later, 3, 3).body]
    const body = Buffer.concat([one, batchOf(later, 4, 4).body, three])
    return {
      said: { ...said, sha256: createHash('sha256').update(body).digest('base64url') },
      body,
    }
  }
})

test('a link on a stick leads no receipt over another file, and none of another folder is taken', async () => {
  const name = `${segment.id}.1-3`
  const put = async (place: string): Promise<void> => {
    mkdirSync(at(place))
    const batch = batchOf(segment, 1, 3)
    writeFileSync(at(`${place}/${name}.records`), batch.body)
    const said = (await batchHeaders(batch, writer.signer))['Greengate-Batch']
    writeFileSync(at(`${place}/${name}.statement`), said)
  }
  await put('stick')
  await put('elsewhere')
  writeFileSync(at('victim'), 'as it was')
  symlinkSync(at('victim'), at(`stick/${name}.receipt`))
  symlinkSync(at('elsewhere'), at('stick/greengate-journal-gate-7'))
  const keys = ['--key', at('key.jwk'), '--stations', at('stations.json'), '--json']
  const taken = await greengate(['collect', 'import', at('stick'), '--db', at('s.db'), ...keys])
  expect(taken).toMatchObject({ code: 0 })
  expect(taken.stdout.match(/"first"/g)).toHaveLength(1)
  expect(readFileSync(at('victim'), 'utf8')).toBe('as it was')
  expect(readFileSync(at(`stick/${name}.receipt`), 'utf8')).not.toBe('as it was')
})

test('its health can be asked for, and nothing else', async () => {
  const health = await fetch(`${collector.url}/health`)
  expect([health.status, await health.json()]).toEqual([200, { status: 'ok' }])
  expect((await fetch(`${collector.url}/records`)).status).toBe(405)
  expect((await fetch(`${collector.url}/elsewhere`)).status).toBe(404)
})

test('the store and its log are nobody else’s to read', () => {
  for (const name of ['collector.db', 'collector.db-wal'])
    expect(statSync(at(name)).mode & 0o777).toBe(0o600)
})

test('what is stored is what came, is listed by station, and goes when its time is over', async () => {
  await post(batchOf(segment, 1, 6))
  await post(batchOf(later, 1, 6))
  const verify = ['journal', 'verify', at('collector.db'), '--stations', at('stations.json')]
  expect(await greengate(verify)).toMatchObject({ code: 0 })
  const status = await greengate(['collect', 'status', '--db', at('collector.db'), '--json'])
  expect(JSON.parse(status.stdout)).toMatchObject({
    ...{ station: 'gate-7', segments: 2, records: 12, gaps: [] },
    unsigned: { newest: 1, older: 1 },
  })
  {
    using collection = await openCollection(at('collector.db'), 'write')
    expect(retire(collection, new Date('2020-03-14T00:00:00Z'))).toEqual({ sealed: 0, clear: 0 })
    expect(retire(collection, new Date('2020-03-15T08:00:00Z'))).toEqual({ sealed: 2, clear: 0 })
    expect(await greengate(verify)).toMatchObject({ code: 0 })
    expect(retire(collection, new Date('2020-03-15T08:00:00Z'), 7).clear).toBe(8)
  }
  expect(await greengate(verify)).toMatchObject({ code: 0 })
  expect(readFileSync(at('collector.db')).includes('staff-called')).toBe(false)
})
