/** Tests of kept challenges: each is answered once, and while it is young by a clock that may have been set. */
import { mkdtemp, readdir, rm, utimes } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { challengeText, drawChallenge, keepChallenge, takeChallenge } from './challenges.ts'

const now = new Date('2020-03-01T12:00:00Z')
let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
})
afterAll(() => rm(folder, { recursive: true }))

/** Keeps a challenge as if it had been given so many seconds before now. */
const given = async (age: number): Promise<Uint8Array> => {
  const challenge = drawChallenge()
  await keepChallenge(folder, challenge)
  const at = now.getTime() / 1000 - age
  await utimes(join(folder, challengeText(challenge)), at, at)
  return challenge
}
const take = (challenge: Uint8Array): Promise<void> => takeChallenge(folder, challenge, 600, now)

test('of many answers at once one is taken', async () => {
  const challenge = await given(600)
  const taken = await Promise.allSettled([1, 2, 3, 4].map(() => take(challenge)))
  expect(taken.filter(({ status }) => status === 'fulfilled')).toHaveLength(1)
  await expect(take(challenge)).rejects.toThrow(OperatorError)
})

test.each([601, -601])(
  'one that was given %i seconds ago is taken away, and no answer',
  async (age) => {
    await expect(take(await given(age))).rejects.toThrow(OperatorError)
    expect(await readdir(folder)).toEqual([])
  },
)
