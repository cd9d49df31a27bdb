/** Tests of the development provider: codes are short-lived, few are tried, and nobody asks for many. */
import { randomBytes } from 'node:crypto'
import { inspect } from 'node:util'
import { expect, test, vi } from 'vitest'
import { oneTimeCodeSignIn } from './one-time-code-sign-in.ts'
import type { Rate } from './throttle.ts'

const begin = Date.parse('2026-11-26T08:00:00Z')
const after = (seconds: number): Date => new Date(begin + seconds * 1000)
const now = after(0)
const contact = 'wang@example.org'
const refused = expect.objectContaining({ code: 'sign-in-refused' }) as Error
const throttled = expect.objectContaining({ code: 'throttled' }) as Error

const open = (rates: { perContact?: Rate; overall?: Rate } = {}) => {
  const shown: { contact: string; code: string }[] = []
  const signIn = oneTimeCodeSignIn({
    ...rates,
    random: (length) => randomBytes(length),
    show: (to, code) => shown.push({ contact: to, code }),
  })
  return { signIn, shown }
}
const another = (code: string): string => String((Number(code) + 1) % 1_000_000).padStart(6, '0')

test('whoever has the code is signed in under the contact, however it was written', () => {
  const { signIn, shown } = open()
  const { attempt } = signIn.start('account', 'Wang@Example.org', now)
  expect(shown).toEqual([{ contact, code: expect.stringMatching(/^\d{6}$/) as string }])
  expect(signIn.finish(attempt, shown[0]!.code, after(299))).toEqual({
    as: 'account',
    provider: 'one-time-code',
    subject: contact,
  })
})

test('a code is used once', () => {
  const { signIn, shown } = open()
  const { attempt } = signIn.start('account', contact, now)
  signIn.finish(attempt, shown[0]!.code, now)
  expect(() => signIn.finish(attempt, shown[0]!.code, now)).toThrow(refused)
})

test('after five minutes a code is over', () => {
  const { signIn, shown } = open()
  const { attempt } = signIn.start('account', contact, now)
  expect(() => signIn.finish(attempt, shown[0]!.code, after(300))).toThrow(refused)
})

test('the fifth wrong try ends it: the right code comes too late', () => {
  const { signIn, shown } = open()
  const { attempt } = signIn.start('account', contact, now)
  const { code } = shown[0]!
  for (let tried = 0; tried < 5; tried += 1) {
    expect(() => signIn.finish(attempt, another(code), now)).toThrow(refused)
  }
  expect(() => signIn.finish(attempt, code, now)).toThrow(refused)
})

test('the code of one attempt is not that of another', () => {
  const { signIn, shown } = open()
  signIn.start('account', contact, now)
  const { attempt } = signIn.start('officer', 'other@example.org', now)
  const [first, second] = shown
  // One in a million times they are the same.
  if (first!.code !== second!.code) {
    expect(() => signIn.finish(attempt, first!.code, now)).toThrow(refused)
  }
  expect(signIn.finish(attempt, second!.code, now).as).toBe('officer')
})

test('a contact that asks too often is told when to come back, and others are served', () => {
  const { signIn } = open({ perContact: { most: 2, seconds: 60 } })
  signIn.start('account', contact, now)
  signIn.start('account', contact.toUpperCase(), now)
  expect(() => signIn.start('account', contact, now)).toThrow(
    expect.objectContaining({ code: 'throttled', retrySeconds: 30 }) as Error,
  )
  signIn.start('account', 'other@example.org', now)
  expect(() => signIn.start('account', contact, after(29))).toThrow(throttled)
  expect(signIn.start('account', contact, after(30)).attempt).toHaveLength(22)
})

test('all together ask no oftener than the desk bears', () => {
  const { signIn } = open({ overall: { most: 3, seconds: 60 } })
  for (const name of ['a', 'b', 'c']) signIn.start('account', `${name}@example.org`, now)
  expect(() => signIn.start('account', 'd@example.org', now)).toThrow(throttled)
})

test('what is kept holds no code in clear', () => {
  // Everything that the provider remembers goes into a map.
  const keeping = vi.spyOn(Map.prototype, 'set')
  try {
    const { signIn, shown } = open()
    signIn.start('account', contact, now)
    expect(keeping.mock.calls.length).toBeGreaterThan(0)
    expect(inspect(keeping.mock.calls, { depth: 5 })).not.toContain(shown[0]!.code)
  } finally {
    keeping.mockRestore()
  }
})
