/** Tests of faults: each class at its rate, labelled, and put right by its correction. */
import type { Fact } from 'greengate/issue'
import { expect, test } from 'vitest'
import { faultClasses, isFaulty, type FaultyPerson, type Person } from './person.ts'
import { people, personAt } from './synthetic-people.ts'

const now = Date.parse('2020-03-15T04:00:00Z') / 1000
const options = { seed: 11, now, faultsPerMillion: 300_000 }
const count = 20_000
const faulty: readonly FaultyPerson[] = [...people(options, count)].filter(isFaulty)

/** The facts that count: none that another takes back, and none that only takes back. */
const standing = (facts: readonly Fact[]): readonly string[] => {
  const gone = new Set(facts.map(({ retracts }) => retracts))
  return facts
    .filter(({ id, kind }) => !gone.has(id) && kind !== 'retraction')
    .map((fact) => JSON.stringify(fact))
    .toSorted()
}

const truthOf = ({ id }: Person): Person =>
  personAt(Number(id.split('-')[1]), { ...options, faultsPerMillion: 0 })

test('faults are as common as asked for, and none stands in for another', () => {
  const seen = new Map(faultClasses.map((name) => [name, 0]))
  for (const { faults } of faulty) {
    for (const { fault } of faults) seen.set(fault, (seen.get(fault) ?? 0) + 1)
  }
  const each = (count * 0.3) / faultClasses.length
  console.log(`faults: of ${count} people ${JSON.stringify(Object.fromEntries(seen))}`)
  for (const [name, times] of seen) {
    // Where there is no fact there is none to lose, to be late or to come twice.
    expect(times, name).toBeGreaterThan(each * 0.6)
    expect(times, name).toBeLessThan(each * 1.1)
  }
})

test('who has no fault is as without the option', () => {
  for (const person of people(options, 2000)) {
    if (!isFaulty(person)) expect(person).toEqual(truthOf(person))
  }
})

test('a correction makes of every fault what was true', () => {
  for (const person of faulty) {
    const truth = truthOf(person)
    expect(standing(person.corrected.facts)).toEqual(standing(truth.facts))
    expect(person.corrected.covers).toEqual(truth.covers)
    const ids = person.corrected.facts.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
  }
})

test('what is stated is wrong in the way that its label says', () => {
  for (const person of faulty) {
    const truth = truthOf(person)
    const [{ fault, kind, fact }] = person.faults as [FaultyPerson['faults'][number]]
    const isStated = person.facts.some(({ id }) => id === fact)
    const until = (covers: Person['covers']) => covers.find((cover) => cover.kind === kind)?.until
    expect([fault, isStated]).toEqual([fault, fault !== 'late' && fault !== 'missing'])
    expect(person.facts.length - truth.facts.length).toBe(isStated ? 1 : -1)
    if (fault === 'late') {
      const { recordedAt } = truth.facts.find(({ id }) => id === fact)!
      const stated = until(person.covers)
      if (stated !== undefined) expect(stated < recordedAt).toBe(true)
    } else expect(person.covers).toEqual(truth.covers)
  }
  const taken = faulty.filter(({ corrected }) => corrected.facts.some(({ retracts }) => retracts))
  expect(taken.length).toBeGreaterThan(faulty.length / 5)
})
