/** Tests of sessions: how long they hold, what ends them, and that the store holds no token. */
import { randomBytes } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { afterAll, expect, test } from 'vitest'
import { knownAs } from './accounts.ts'
import {
  defaultSessionLives as lives,
  endSession,
  openSession,
  readSession,
  sweepSessions,
} from './sessions.ts'
import { temporaryStore, writeOfficers } from './test-desk-store.ts'

const begin = Date.parse('2026-11-26T08:00:00Z')
const after = (seconds: number): Date => new Date(begin + seconds * 1000)
const now = after(0)
const random = (length: number): Uint8Array => randomBytes(length)
const day = 86_400

const store = temporaryStore()
writeOfficers(store, [{ id: 'li', subject: 'li@example.org', roles: ['counter'] }])
afterAll(() => {
  store[Symbol.dispose]()
})
const signedIn = { as: 'account', provider: 'one-time-code', subject: 'wang@example.org' } as const
const account = knownAs(store, signedIn, 'a-1', now)!
const officer = { kind: 'officer', id: 'li' } as const
const open = (who: typeof account) => openSession(store, who, lives, { now, random })
const holdsAt = (token: string, seconds: number): boolean =>
  readSession(store, token, lives, after(seconds)) !== undefined

test('the same subject of the same provider is the same account, another provider’s another', () => {
  expect(knownAs(store, signedIn, 'a-2', now)).toEqual(account)
  expect(knownAs(store, { ...signedIn, provider: 'other' }, 'a-3', now)).toEqual({
    kind: 'account',
    id: 'a-3',
  })
})

test('nobody becomes an officer by signing in', () => {
  expect(knownAs(store, { ...signedIn, as: 'officer' }, 'o-1', now)).toBeUndefined()
})

test('an officer’s session has their name and roles', () => {
  expect(readSession(store, open(officer), lives, now)).toMatchObject({
    kind: 'officer',
    id: 'li',
    roles: ['counter'],
  })
})

test('an officer who does nothing for half an hour is signed out; who works is not', () => {
  const [idle, busy] = [open(officer), open(officer)]
  expect([holdsAt(idle, 1799), holdsAt(idle, 3600)]).toEqual([true, false])
  for (let minute = 29; minute < 12 * 60; minute += 29) {
    expect(holdsAt(busy, minute * 60)).toBe(true)
  }
  expect(holdsAt(busy, day / 2)).toBe(false)
})

test('an applicant’s session lasts thirty days and no longer', () => {
  const token = open(account)
  expect([holdsAt(token, 30 * day - 1), holdsAt(token, 30 * day)]).toEqual([true, false])
})

test('a session that was ended holds no more, the other one of the account does', () => {
  const [one, other] = [open(account), open(account)]
  endSession(store, one)
  expect([holdsAt(one, 1), holdsAt(other, 1)]).toEqual([false, true])
})

test('an officer who was put out of office is out at once', () => {
  const token = open(officer)
  store.db.exec("UPDATE officer SET isActive = 0 WHERE id = 'li'")
  expect(holdsAt(token, 1)).toBe(false)
  store.db.exec("UPDATE officer SET isActive = 1 WHERE id = 'li'")
})

test('no token that nobody was given is a session', () => {
  for (const token of ['', 'x', randomBytes(32).toString('base64url')]) {
    expect(holdsAt(token, 1)).toBe(false)
  }
})

test('the file of the store holds no token', () => {
  const token = open(account)
  store.db.exec('PRAGMA wal_checkpoint(TRUNCATE)')
  const file = readFileSync(store.path)
  expect(file.includes(token)).toBe(false)
  expect(file.includes(Buffer.from(token, 'base64url'))).toBe(false)
})

test('what is over is swept away', () => {
  const count = (): unknown => store.db.prepare('SELECT count(*) AS n FROM session').get()?.['n']
  open(officer)
  expect(count()).toBeGreaterThan(0)
  sweepSessions(store, lives, after(31 * day))
  expect(count()).toBe(0)
})
