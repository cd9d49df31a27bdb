/** The trail holds what was done; whoever changes a byte of it, takes a record out, or cuts its end, is noticed. */
import { readFileSync, rmSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { inTransaction, openStore } from '../store/open-store.ts'
import type { AuditEntry } from './chain.ts'
import { auditLines, parseAuditLines } from './export-audit.ts'
import { auditReach, readAudit } from './read-audit.ts'
import { verifyAudit } from './verify-audit.ts'
import { watchAudit } from './watch-audit.ts'
import { writeAudit } from './write-audit.ts'

const folder = mkdtempSync(join(tmpdir(), 'desk-audit-'))
afterAll(() => rmSync(folder, { recursive: true }))
const now = new Date('2020-03-01T00:00:00Z')
const entry: AuditEntry = {
  who: 'officer:o1',
  what: 'matter-agreed',
  about: 'matter:m1',
  detail: { does: 'retract', fact: 17, isLate: false },
}

let files = 0
/** A store with so many records, closed again. */
const written = (count: number): string => {
  const path = join(folder, `${++files}.db`)
  using store = openStore(path)
  inTransaction(store, () => {
    for (let n = 1; n <= count; n++) {
      writeAudit(store, { ...entry, about: `matter:m${n}` }, new Date(now.getTime() + n * 1000))
    }
  })
  store.db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  return path
}

test('a trail holds, in the store and as lines', () => {
  using store = openStore(written(5))
  const lines = [...auditLines(readAudit(store))]
  const report = verifyAudit(readAudit(store))
  expect(report).toMatchObject({ records: 5, fault: undefined })
  expect(report.reach).toEqual(auditReach(store))
  expect(verifyAudit(parseAuditLines(lines))).toEqual(report)
  expect([...readAudit(store, { about: 'matter:m3' })].map(({ seq }) => seq)).toEqual([3])
  expect([...readAudit(store, { after: 2, limit: 2 })].map(({ seq }) => seq)).toEqual([3, 4])
})

test.each([
  ['who', 'officer:o1', 'officer:o2'],
  ['what', 'matter-agreed', 'matter-refuse'],
  ['about', 'matter:m3', 'matter:m9'],
  ['a detail', '"fact":17', '"fact":18'],
])('a byte of %s that is changed in the file is noticed', (_what, from, to) => {
  const path = written(5)
  const bytes = readFileSync(path)
  const at = bytes.indexOf(from, bytes.indexOf('matter:m3') - 40)
  expect(at).toBeGreaterThan(0)
  bytes.write(to, at)
  writeFileSync(path, bytes)
  using store = openStore(path)
  const { fault, records } = verifyAudit(readAudit(store))
  expect(fault?.fault).toBe('head')
  expect(records).toBe((fault?.seq ?? 0) - 1)
})

test('a trail that grows is verified from where it was, and a fault in what came since is noticed', async () => {
  const path = written(10)
  using store = openStore(path)
  const watched = watchAudit(store, 4)
  expect(watchAudit(store)).toBe(watched)
  expect(await watched).toMatchObject({ reach: { seq: 10 }, fault: undefined })
  const add = (count: number) => {
    inTransaction(store, () => {
      for (let n = 0; n < count; n++) writeAudit(store, entry, now)
    })
  }
  add(2)
  expect(await watchAudit(store)).toMatchObject({ reach: { seq: 12 }, fault: undefined })
  expect((await watchAudit(store)).reach).toEqual(verifyAudit(readAudit(store)).reach)
  add(3)
  store.db.exec('DROP TRIGGER auditIsAsItWas')
  store.db.exec("UPDATE audit SET who = 'desk' WHERE seq = 14")
  const found = { reach: { seq: 13 }, fault: { seq: 14, fault: 'head' } }
  expect(await watchAudit(store)).toMatchObject(found)
  expect(await watchAudit(store)).toMatchObject(found)
})

test('a trail that was cut off or written anew behind what was verified is noticed', async () => {
  using store = openStore(written(3))
  expect((await watchAudit(store)).fault).toBeUndefined()
  store.db.exec('DROP TRIGGER auditStays; DELETE FROM audit WHERE seq = 3')
  expect((await watchAudit(store)).fault).toEqual({ seq: 3, fault: 'reach' })
  using empty = openStore(join(folder, 'empty.db'))
  expect(await watchAudit(empty)).toEqual({ reach: undefined, fault: undefined })
})

test('a record that is taken out, doubled, or cut off with all after it is noticed', () => {
  using store = openStore(written(5))
  const records = [...readAudit(store)]
  const reach = auditReach(store)!
  expect(verifyAudit(records.toSpliced(2, 1)).fault).toEqual({ seq: 3, fault: 'gap' })
  expect(verifyAudit(records.toSpliced(2, 0, records[1]!)).fault).toEqual({ seq: 3, fault: 'gap' })
  expect(verifyAudit(records.slice(0, 3)).fault).toBeUndefined()
  expect(verifyAudit(records.slice(0, 3), [reach]).fault).toEqual({ seq: 5, fault: 'reach' })
  expect(verifyAudit([], [reach]).fault).toEqual({ seq: 5, fault: 'reach' })
  const another = [{ seq: 3, head: reach.head }]
  expect(verifyAudit(records, another).fault).toEqual({ seq: 3, fault: 'reach' })
})

test('the whole chain made anew is noticed by whoever noted a head of it', () => {
  using honest = openStore(written(3))
  using forged = openStore(join(folder, 'forged.db'))
  for (const { about, at } of readAudit(honest)) {
    const other = { ...entry, who: 'officer:o9', about }
    inTransaction(forged, () => writeAudit(forged, other, new Date(at * 1000)))
  }
  expect(verifyAudit(readAudit(forged)).fault).toBeUndefined()
  const noted = [...readAudit(honest)].slice(1, 2)
  expect(verifyAudit(readAudit(forged), noted).fault).toEqual({ seq: 2, fault: 'reach' })
})

test.each([
  'DELETE FROM audit WHERE seq = 2',
  "UPDATE audit SET who = 'desk' WHERE seq = 2",
  'UPDATE OR REPLACE audit SET seq = 3 WHERE seq = 2',
  "INSERT OR REPLACE INTO audit SELECT seq, at, 'desk', what, about, detail, head FROM audit WHERE seq = 2",
])('%s is refused', (sql) => {
  using store = openStore(written(3))
  expect(() => store.db.exec(sql)).toThrow()
  expect(verifyAudit(readAudit(store))).toMatchObject({ records: 3, fault: undefined })
})

test.each<[string, Partial<AuditEntry>]>([
  ['words', { detail: { why: 'she was in Wuhan' } }],
  ['a Chinese name', { detail: { name: '张三' } }],
  ['a number of a card', { detail: { card: '11010519491231002X' } }],
  ['a number of a card in an id', { about: 'person:11010519491231002X' }],
  ['half a number', { detail: { temperature: 37.5 } }],
  ['a person who is none', { who: 'Zhang San' }],
])('%s gets into no record', (_what, wrong) => {
  using store = openStore(written(1))
  const write = () => inTransaction(store, () => writeAudit(store, { ...entry, ...wrong }, now))
  expect(write).toThrow(TypeError)
  expect([...readAudit(store)]).toHaveLength(1)
})

test('a record is there with its deed or not at all', () => {
  using store = openStore(written(1))
  expect(() => writeAudit(store, entry, now)).toThrow(TypeError)
  const fails = () =>
    inTransaction(store, () => {
      writeAudit(store, entry, now)
      throw new RangeError('the deed failed')
    })
  expect(fails).toThrow(RangeError)
  expect([...readAudit(store)]).toHaveLength(1)
})

test.each([
  ['{}'],
  ['no JSON'],
  ['{"seq":1,"at":"x","who":"desk","what":"a","about":"b:1","detail":{},"head":""}'],
])('a line that is no record (%s) holds nothing', (line) => {
  expect(verifyAudit(parseAuditLines([line])).fault).toEqual({ seq: 1, fault: 'form' })
})
