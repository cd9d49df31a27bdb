/** The store: what is given out, what may become of it, and what a killed process leaves. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { createInterface } from 'node:readline'
import { statSync, writeFileSync } from 'node:fs'
import { DatabaseSync } from 'node:sqlite'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { scratch, type Scratch } from '../test-process.ts'
import { bitsOf, createList, listOf, type Act } from './list.ts'
import { inTransaction, openStore, type StatusStore } from './open-store.ts'
import { allocate, reissue, restore, revoke, stateOf, suspend, type Place } from './store.ts'

const issuer = 'cn-3301'
const month = '2026-12'
const issuedAt = new Date('2026-12-05T08:00:00Z')
const act: Act = { at: new Date('2026-11-01T00:00:00Z'), who: 'Li Wei', why: 'lost phone' }

let folder: Scratch
let store: StatusStore
beforeEach(async () => {
  folder = scratch()
  store = await openStore(folder.at('status.db'), true)
  createList(store, { ...act, issuer, month, entries: 64 })
})
afterEach(async () => {
  store[Symbol.dispose]()
  await folder[Symbol.asyncDispose]()
})

const give = (count = 1, more: object = {}): readonly Place[] =>
  allocate(store, { ...act, issuer, issuedAt, count, ...more })
const one = (): Place => give()[0] as Place
const setOnes = (): number[] =>
  [...bitsOf(store, listOf(store, issuer, month))].flatMap((byte, at) =>
    [0, 1, 2, 3, 4, 5, 6, 7].filter((bit) => (byte >> bit) & 1).map((bit) => at * 8 + bit),
  )

test('every index is given out once, and a list that is full gives none', () => {
  const places = [...give(60), ...give(1), ...give(3)]
  expect(new Set(places.map(({ index }) => index)).size).toBe(64)
  expect(Math.max(...places.map(({ index }) => index))).toBe(63)
  expect(() => give()).toThrow(OperatorError)
})

test('what does not fit is refused whole', () => {
  give(60)
  expect(() => give(5)).toThrow(OperatorError)
  expect(give(4)).toHaveLength(4)
})

test('the order of indices says nothing of the order of codes', () => {
  createList(store, { ...act, issuer: 'large', month, entries: 1_048_576 })
  const indices = give(200, { issuer: 'large' }).map(({ index }) => index)
  const ascents = indices.filter((index, at) => index > (indices[at - 1] ?? Infinity)).length
  expect(ascents).toBeGreaterThan(60)
  expect(ascents).toBeLessThan(140)
})

test('suspended is set and restored is not; revoked is set for ever', () => {
  const [a, b] = give(2) as [Place, Place]
  expect(suspend(store, [a, b], act)).toEqual({ changed: 2, already: 0 })
  expect(setOnes()).toEqual([a.index, b.index].sort((x, y) => x - y))
  expect(restore(store, [a], act)).toEqual({ changed: 1, already: 0 })
  expect(setOnes()).toEqual([b.index])
  expect(revoke(store, [b, a], act)).toEqual({ changed: 2, already: 0 })
  expect(revoke(store, [a], act)).toEqual({ changed: 0, already: 1 })
  for (const back of [restore, suspend]) {
    expect(() => back(store, [a], act)).toThrow(OperatorError)
  }
  expect(setOnes()).toHaveLength(2)
})

test('of several places all are changed or none', () => {
  const [a, b] = give(2) as [Place, Place]
  revoke(store, [b], act)
  expect(() => restore(store, [a, b], act)).toThrow(OperatorError)
  suspend(store, [a], act)
  expect(() => restore(store, [a, b], act)).toThrow(OperatorError)
  expect(stateOf(store, a)).toBe('suspended')
})

test('an index that nobody has is neither revoked nor restored', () => {
  const { index } = one()
  const other = { issuer, month, index: (index + 1) % 64 }
  for (const change of [revoke, suspend, restore]) {
    expect(() => change(store, [other], act)).toThrow(OperatorError)
  }
  expect(() => revoke(store, [{ ...other, month: '2027-01' }], act)).toThrow(OperatorError)
})

test('a code is replaced by another, and not before that is issued', async () => {
  const old = one()
  const again = { ...act, issuer, issuedAt }
  const refusal = new OperatorError('claims')
  const fails = (): never => {
    throw refusal
  }
  await expect(reissue(store, again, old, fails)).rejects.toBe(refusal)
  expect(stateOf(store, old)).toBe('good')
  const made = await reissue(store, again, old, (place) => {
    expect(stateOf(store, old)).toBe('good')
    return place
  })
  expect(made.index).not.toBe(old.index)
  expect([stateOf(store, old), stateOf(store, made)]).toEqual(['revoked', 'good'])
  await expect(reissue(store, again, old, (place) => place)).rejects.toThrow(OperatorError)
  suspend(store, [made], act)
  await expect(reissue(store, again, made, (place) => place)).rejects.toThrow(OperatorError)
})

test('who did what, when and why is kept, and nobody can take it out', () => {
  const place = one()
  suspend(store, [place], { at: issuedAt, who: ' Wang Fang ', why: 'reported stolen' })
  const rows = store.db
    .prepare('SELECT what, at, who, why, before, after FROM change JOIN act ON act.id = act')
    .all()
  expect(rows.map((row) => ({ ...row }))).toEqual([
    {
      what: 'suspended',
      at: '2026-12-05T08:00:00Z',
      who: 'Wang Fang',
      why: 'reported stolen',
      before: 'good',
      after: 'suspended',
    },
  ])
  revoke(store, [place], act)
  for (const sql of [
    `UPDATE code SET state = 'good'`,
    'DELETE FROM code',
    'DELETE FROM change',
    `UPDATE act SET who = 'x'`,
  ]) {
    expect(() => {
      store.db.exec(sql)
    }).toThrow()
  }
  expect(() => suspend(store, [place], { ...act, who: ' ' })).toThrow(OperatorError)
})

test('a list is made in time, once, and of a sound size', () => {
  const list = { ...act, issuer, month: '2027-01', entries: 64 }
  const late = { ...list, at: new Date('2026-12-24T00:00:01Z') }
  const inTime = { ...list, at: new Date('2026-12-24T00:00:00Z') }
  expect(() => createList(store, late)).toThrow(OperatorError)
  expect(createList(store, inTime)).toMatchObject({ month: '2027-01', entries: 64 })
  expect(() => createList(store, inTime)).toThrow(OperatorError)
  expect(createList(store, { ...late, month: '2026-11', isLate: true })).toBeDefined()
  for (const wrong of [{ month: '2027-13' }, { entries: 7 }, { entries: 1.5 }, { issuer: 'a/b' }]) {
    expect(() => createList(store, { ...list, ...wrong })).toThrow(OperatorError)
  }
})

test('the store is nobody else’s to read', () => {
  expect(statSync(store.path).mode & 0o077).toBe(0)
})

test('what is no store of ours is left alone', async () => {
  const other = folder.at('other.db')
  const db = new DatabaseSync(other)
  db.exec('CREATE TABLE t (a)')
  db.close()
  const text = folder.at('text')
  writeFileSync(text, 'no database, and longer than the header of one: '.repeat(9))
  const newer = await openStore(folder.at('newer.db'), true)
  newer.db.exec('PRAGMA user_version = 99')
  newer[Symbol.dispose]()
  for (const path of [other, text, newer.path, folder.at('nothing.db'), folder.at('.')]) {
    await expect(openStore(path)).rejects.toThrow(OperatorError)
  }
})

test('after a kill every index that was said to be given out is given out, and the store is whole', async () => {
  createList(store, { ...act, issuer: 'busy', month, entries: 1_048_576 })
  const program = `
    import { openStore } from './open-store.ts'
    import { allocate } from './store.ts'
    const store = await openStore(process.argv[1])
    const at = new Date('2026-12-05T08:00:00Z')
    for (;;) {
      const places = allocate(store, { issuer: 'busy', issuedAt: at, count: 50, at, who: 'w', why: '' })
      process.stdout.write(places.map(({ index }) => index).join(' ') + '\\n')
    }`
  const child = spawn(
    process.execPath,
    ['--conditions=source', '--input-type=module', '-e', program, store.path],
    { cwd: new URL('.', import.meta.url), stdio: ['ignore', 'pipe', 'inherit'] },
  )
  const said: number[] = []
  for await (const line of createInterface({ input: child.stdout })) {
    said.push(...line.split(' ').map(Number))
    if (said.length === 1000) child.kill('SIGKILL')
  }
  if (child.exitCode === null && child.signalCode === null) await once(child, 'exit')
  const again = await openStore(store.path)
  const [{ id }] = [listOf(again, 'busy', month)]
  const kept = again.db.prepare('SELECT place FROM code WHERE list = ?').all(id)
  const places = new Set(kept.map((row) => row['place']))
  expect(said.filter((index) => !places.has(index))).toEqual([])
  // A whole number of batches: none was half done.
  expect(places.size % 50).toBe(0)
  expect({ ...again.db.prepare('PRAGMA integrity_check').get() }).toEqual({ integrity_check: 'ok' })
  again[Symbol.dispose]()
})

test('two who give out at once do not give the same', async () => {
  const other = await openStore(store.path)
  const places = [...give(30), ...allocate(other, { ...act, issuer, issuedAt, count: 34 })]
  expect(new Set(places.map(({ index }) => index)).size).toBe(64)
  expect(() =>
    inTransaction(store, () => {
      other.db.exec('PRAGMA busy_timeout = 1')
      allocate(other, { ...act, issuer, issuedAt })
    }),
  ).toThrow(OperatorError)
  other[Symbol.dispose]()
})
