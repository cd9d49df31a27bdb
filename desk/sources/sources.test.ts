/** Deliveries of sources: pushed and dropped, signed and not, broken off and taken up again. */
import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKey, publicJwk } from 'greengate/issue'
import { CompactSign, FlattenedSign, importJWK } from 'jose'
import { expect, test } from 'vitest'
import { addSource, numberOf, temporaryStore, types } from '../assessing/test-desk.ts'
import type { RecordAnswer } from '../facts/record.ts'
import { pushRecords, type Push } from './push-records.ts'
import { renewSecret, revokeSecrets, setSigningKeys, sourceOfSecret } from './source-keys.ts'
import { takeFolder } from './take-folder.ts'

const now = Date.parse('2020-03-18T21:30:00Z') / 1000
const record = (id: string) => ({
  id,
  kind: 'contact',
  recordedAt: '2020-03-18T20:00:00Z',
  person: { idType: 'cn-resident-id', number: numberOf(1) },
  fields: { at: '2020-03-17', closeness: 'close' },
})

function open() {
  const store = temporaryStore()
  addSource(store, 'dept', ['contact'])
  const rules = { ruleSet: 'x', versions: [], types: types.types }
  const surroundings = {
    now: () => new Date(now * 1000),
    random: (length: number) => crypto.getRandomValues(new Uint8Array(length)),
    log: () => undefined,
  }
  return { store, rules, surroundings }
}

const lines = (...of: readonly unknown[]): Buffer =>
  Buffer.from(of.map((each) => `${JSON.stringify(each)}\n`).join(''))

async function push(desk: ReturnType<typeof open>, body: Uint8Array, more: Partial<Push> = {}) {
  const parts = [body.subarray(0, 7), body.subarray(7)]
  const bytes = (async function* () {
    for (const part of parts) yield await Promise.resolve(part)
  })()
  const given = { source: 'dept', contentType: 'application/x-ndjson', bytes, ...more }
  const answers: RecordAnswer[] = []
  for await (const lot of pushRecords(desk, given)) answers.push(...lot)
  return answers.map(({ state, reason }) => reason ?? state)
}

test('a secret is renewed with an overlap, and revoked at once', () => {
  const { store, surroundings } = open()
  const first = renewSecret(store, 'dept', surroundings.random, now, 0)
  const second = renewSecret(store, 'dept', surroundings.random, now, 60)
  const whose = (secret: string, at: number) => sourceOfSecret(store, secret, at)
  expect([whose(first, now + 59), whose(first, now + 60)]).toEqual(['dept', undefined])
  expect(whose(second, now + 60)).toBe('dept')
  revokeSecrets(store, 'dept')
  expect([whose(first, now), whose(second, now), whose('', now)]).toEqual([
    undefined,
    undefined,
    undefined,
  ])
})

test('a push is answered record by record, in lines of JSON and of CSV', async () => {
  const desk = open()
  const body = Buffer.concat([
    lines(record('a'), record('a')),
    Buffer.from('{"id":"b","id":"c"}\n\xff\n', 'latin1'),
  ])
  expect(await push(desk, body)).toEqual(['taken', 'duplicate', 'not-json', 'not-utf8'])
  const csv = `id,kind,recordedAt,idType,number,fields.at,fields.closeness
a,contact,2020-03-18T20:00:00Z,cn-resident-id,${numberOf(1)},2020-03-17,close
b,contact,2020-03-18T20:00:00Z,cn-resident-id,${numberOf(2)},2020-03-17,"secondary"
c,contact
`
  expect(await push(desk, Buffer.from(csv), { contentType: 'text/csv' })).toEqual([
    'duplicate',
    'taken',
    'columns',
  ])
  await expect(push(desk, body, { contentType: 'text/plain' })).rejects.toMatchObject({
    code: 'ERR_DESK_RECORDS_FORM',
  })
  await expect(push(desk, Buffer.alloc(8_388_609))).rejects.toMatchObject({
    code: 'ERR_DESK_RECORDS_TOO_LARGE',
  })
  await expect(push(desk, Buffer.alloc(100_001, '\n'))).rejects.toMatchObject({
    code: 'ERR_DESK_RECORDS_TOO_MANY',
  })
  expect(await push(desk, Buffer.alloc(100_000, '\n'))).toEqual([])
})

test.each(['Ed25519', 'ESP256'] as const)(
  'what a source signs is checked before it is taken: %s',
  async (algorithm) => {
    const desk = open()
    const jwk = await generateKey(algorithm)
    const alg = algorithm === 'ESP256' ? 'ES256' : 'Ed25519'
    const key = await importJWK({ ...jwk }, alg)
    const body = lines(record('a'))
    const head = { alg, typ: 'greengate-records-1', b64: false, crit: ['b64'] }
    const made = await new FlattenedSign(body).setProtectedHeader(head).sign(key)
    const signature = `${made.protected ?? ''}..${made.signature}`
    const refused = { code: 'ERR_DESK_RECORDS_SIGNATURE' }
    await expect(push(desk, body, { signature })).rejects.toMatchObject(refused)
    const { d: _, ...bare } = { ...jwk }
    setSigningKeys(desk.store, 'dept', [publicJwk(bare)])
    await expect(push(desk, lines(record('b')), { signature })).rejects.toMatchObject(refused)
    expect(await push(desk, body, { signature })).toEqual(['taken'])
    expect(desk.store.db.prepare('SELECT signature FROM batch').get()?.['signature']).toBe(
      signature,
    )
    const sign = (typ: string) =>
      new CompactSign(Buffer.from(JSON.stringify(record('c'))))
        .setProtectedHeader({ alg, typ })
        .sign(key)
    const each = [
      { jws: await sign('greengate-records-1') },
      { jws: await sign('greengate-record-1') },
    ]
    expect(await push(desk, lines(...each))).toEqual(['signature', 'taken'])
  },
)

test('a folder gives whole files once, with reports; what was broken off is taken up again', async () => {
  const desk = open()
  const folder = mkdtempSync(join(tmpdir(), 'greengate-drop-'))
  const put = (name: string, body: string | Buffer): void => {
    writeFileSync(join(folder, name), body)
  }
  put('a.ndjson', lines(record('a'), { id: 'x' }))
  put('b.ndjson.part', lines(record('b')))
  put('c.txt', lines(record('c')))
  put('d.ndjson', lines(record('d')))
  put('d.ndjson.jws', 'x..y')
  // As a killed process leaves it: taken up, its records in the store or not.
  mkdirSync(join(folder, 'taking'))
  writeFileSync(join(folder, 'taking', 'e.ndjson'), lines(record('a'), record('e')))
  const taken = await takeFolder(desk, 'dept', folder)
  expect(taken).toEqual([
    { name: 'a.ndjson', isTaken: true, counts: { taken: 1, refused: 1 } },
    { name: 'c.txt', isTaken: false, reason: 'form', counts: {} },
    { name: 'd.ndjson', isTaken: false, reason: 'signature', counts: {} },
    { name: 'e.ndjson', isTaken: true, counts: { duplicate: 1, taken: 1 } },
  ])
  expect(readdirSync(join(folder, 'refused'))).toEqual(
    expect.arrayContaining(['d.ndjson', 'd.ndjson.jws']),
  )
  const report = readFileSync(join(folder, 'done', 'a.ndjson.report.ndjson'), 'utf8').split('\n')
  expect(JSON.parse(report[1] ?? '')).toEqual({ id: 'x', state: 'refused', reason: 'malformed' })
  expect([readdirSync(join(folder, 'taking')), await takeFolder(desk, 'dept', folder)]).toEqual([
    [],
    [],
  ])
  expect(readdirSync(folder)).toContain('b.ndjson.part')
})

test('a name that is as long as may be, and a signature that is no file, keep no other file waiting', async () => {
  const desk = open()
  const folder = mkdtempSync(join(tmpdir(), 'greengate-drop-'))
  writeFileSync(join(folder, `${'病'.repeat(82)}.ndjson`), lines(record('a')))
  writeFileSync(join(folder, `x.${'y'.repeat(240)}`), '')
  writeFileSync(join(folder, 'b.ndjson'), lines(record('b')))
  mkdirSync(join(folder, 'b.ndjson.jws'))
  writeFileSync(join(folder, 'c.ndjson'), lines(record('c')))
  const taken = await takeFolder(desk, 'dept', folder)
  const files = taken.map(({ isTaken, reason, counts }) => [isTaken, reason, counts.taken])
  expect(files).toEqual([
    [false, 'unreadable', undefined],
    [true, undefined, 1],
    [false, 'form', undefined],
    [true, undefined, 1],
  ])
  expect(await takeFolder(desk, 'dept', folder)).toEqual([])
})

test('a link in a folder leads nowhere: nothing else is read, moved or written over', async () => {
  const desk = open()
  const top = mkdtempSync(join(tmpdir(), 'greengate-drop-'))
  const folder = join(top, 'dept')
  mkdirSync(join(folder, 'taking'), { recursive: true })
  writeFileSync(join(top, 'victim'), lines(record('a')))
  symlinkSync(join(top, 'victim'), join(folder, 'a.ndjson'))
  for (const name of ['b.ndjson', 'c.ndjson.jws', 'c.ndjson.report.part'])
    symlinkSync(join(top, 'victim'), join(folder, 'taking', name))
  writeFileSync(join(folder, 'taking', 'c.ndjson'), lines(record('c')))
  symlinkSync(join(top, 'victim'), join(folder, 'd.ndjson.jws'))
  writeFileSync(join(folder, 'd.ndjson'), lines(record('d')))
  symlinkSync(join(top, 'victim'), join(folder, 'taking', 'e.ndjson.report.part'))
  writeFileSync(join(folder, 'taking', 'e.ndjson'), lines(record('e')))
  const taken = await takeFolder(desk, 'dept', folder)
  expect(taken.map(({ name, reason }) => [name, reason])).toEqual([
    ['b.ndjson', 'unreadable'],
    ['c.ndjson', 'unreadable'],
    ['d.ndjson', 'unreadable'],
    ['e.ndjson', undefined],
  ])
  expect(readFileSync(join(top, 'victim'))).toEqual(lines(record('a')))
})

test.each(['taking', 'done', 'refused'])(
  'a link in place of %s is refused, and what lies behind it stays where it is',
  async (room) => {
    const desk = open()
    const top = mkdtempSync(join(tmpdir(), 'greengate-drop-'))
    for (const name of ['dept', 'keys']) mkdirSync(join(top, name))
    writeFileSync(join(top, 'keys', 'status-1.jwk'), 'a key')
    writeFileSync(join(top, 'dept', 'a.ndjson'), lines(record('a')))
    symlinkSync(join(top, 'keys'), join(top, 'dept', room))
    const refused = takeFolder(desk, 'dept', join(top, 'dept'))
    await expect(refused).rejects.toMatchObject({ code: 'ERR_DESK_FOLDER_LINK' })
    expect(readdirSync(join(top, 'keys'))).toEqual(['status-1.jwk'])
  },
)

test('a delivery of many short lines lets others have their turn between its lots', async () => {
  const desk = open()
  let turns = 0
  const turn = (): void => {
    turns++
    next = setImmediate(turn)
  }
  let next = setImmediate(turn)
  const answers = await push(desk, Buffer.from('{}\n'.repeat(5000)))
  clearImmediate(next)
  expect(answers.length).toBe(5000)
  expect(turns).toBeGreaterThanOrEqual(9)
})
