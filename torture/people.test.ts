/** The trials of people in small: both hands agree on everybody, and everything that must come up does. */
import { people } from 'greengate-cli/people'
import { beforeAll, expect, test } from 'vitest'
import { addTally, type Attempt } from '../house/endurance.ts'
import { judgeFaults, reportFaults, shortOfFaults } from './faults-batch.ts'
import { standardTypes } from './fourteen.ts'
import { openThreads } from './threads.ts'
import { openJudges, type Judges } from './judging.ts'
import { reportFlips, shortOfFlips, tryFlip } from './next-flip.ts'
import { firstInstant, forcing, judgeBatch } from './people-batch.ts'
import { report, shortOf } from './people-counts.ts'
import { rounds } from './rounds.ts'

let judges: Judges
beforeAll(() => {
  judges = openJudges()
})

const joined = (attempts: readonly Attempt[]) => {
  const tally: Record<string, number> = {}
  for (const attempt of attempts) addTally(tally, attempt.tally)
  return { lost: attempts.flatMap(({ lost }) => lost), tally }
}

test('22,000 people under fourteen versions are what the oracle says: outcome, rules, and what is missing', () => {
  // So many that every two boundaries meet once.
  const { lost, tally } = joined([judgeBatch(judges, 1, 0, 22_000)])
  for (const line of report(tally)) console.log(`people: ${line}`)
  expect(lost).toEqual([])
  expect(shortOf(tally, 22)).toEqual([])
}, 300_000)

test('what people have is what the standard pack of fact types knows', () => {
  const types = standardTypes()
  let blank = 0
  for (const { facts, covers } of people({ seed: 8, now: firstInstant, forcing }, 3000)) {
    const base = judges.baseOf({ facts, covers })
    for (const { kind, fields } of facts) {
      const known = [...(types.types.get(kind)?.fields.keys() ?? [])]
      expect(known).toEqual(expect.arrayContaining(Object.keys(fields)))
    }
    for (const { values } of base.facts.flat()) blank += values.includes(undefined) ? 1 : 0
  }
  // One field of one fact, and of few people.
  expect(blank).toBeGreaterThan(0)
  expect(blank).toBeLessThan(3000 * 0.02)
})

test('people with faulty records are judged as stated, and rightly once corrected', () => {
  const { lost, tally } = joined([judgeFaults(judges, 2, 0, 3000)])
  for (const line of reportFaults(tally)) console.log(`faults: ${line}`)
  expect(lost).toEqual([])
  expect(shortOfFaults(tally)).toEqual([])
})

test('threads make the same steps, whoever makes which', async () => {
  const threads = openThreads('flips', 2)
  const steps = [1, 2, 3, 4, 5]
  try {
    const attempts = await Promise.all(steps.map((step) => threads.attempt(step)))
    expect(attempts).toEqual(steps.map((step) => rounds.flips(judges, step)))
  } finally {
    await threads.close()
  }
})

test('a decision holds until it flips, and no longer', () => {
  const { lost, tally } = joined(Array.from({ length: 100 }, (_, step) => tryFlip(judges, 6, step)))
  for (const line of reportFlips(tally)) console.log(`holdsUntil: ${line}`)
  expect(lost).toEqual([])
  expect(shortOfFlips(tally)).toEqual([])
})

test('a rule that is one day off, a boundary nobody stands at, and two rules apart are all found', () => {
  const { tally } = joined([judgeBatch(judges, 1, 0, 500)])
  const missed = shortOf(tally, 1)
  expect(missed.some((line) => line.includes('never held together'))).toBe(true)
  expect(missed.some((line) => line.startsWith('nobody stood at'))).toBe(true)
  const off: Judges = {
    ...judges,
    engine: (edition, set, base, onSite, now) =>
      judges.engine(edition, set, base, onSite, now + (edition === 5 ? 86_400 : 0)),
  }
  const { lost } = judgeBatch(off, 1, 0, 500)
  expect(lost.length).toBeGreaterThan(50)
  expect(lost.every((line) => line.includes('version 5:'))).toBe(true)
  const late: Judges = {
    ...judges,
    engine: (...args) => {
      const verdict = judges.engine(...args)
      return { ...verdict, next: verdict.next + 1 }
    },
  }
  const flips = Array.from({ length: 30 }, (_, step) => tryFlip(late, 6, step + 21))
  expect(
    flips.filter((flip) => flip.lost.some((line) => line.includes('late'))).length,
  ).toBeGreaterThan(10)
})
