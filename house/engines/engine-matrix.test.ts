/** Every engine that was tagged, against all rule versions: what it decided then it decides now, and what it lacks it says. */
import * as greengate from 'greengate'
import * as rules from 'greengate/rules'
import { expect, test } from 'vitest'
import { sampled } from '../sampled.ts'
import { openKeptEngines, type Engine } from './kept-engines.ts'
import {
  answerOf,
  comparable,
  countryQuestions,
  countryVerdict,
  decider,
  matrixPeople,
  matrixSets,
  presentations,
  verdicts,
} from './matrix.ts'

const kept = await openKeptEngines()
const today = { ...greengate, ...rules } as unknown as Engine
const sets = matrixSets()
/** Vectors whose decision was wrong in a kept engine and is corrected since: id and the changelog's line (docs/versions.md 4). */
const corrected: ReadonlyMap<string, string> = new Map()
const tags = kept.map((each) => [each.tag, each] as const)

test('the release that is being made, and every one before it, has its engine kept', () => {
  expect(kept.map(({ tag }) => tag)).toContain('1.0.0')
  // No number of an engine is lost: what ran under it can be run again.
  const numbers = new Set(kept.map(({ number }) => number))
  for (let n = 1; n <= rules.engineVersion; n++) expect([n, numbers.has(n)]).toEqual([n, true])
})

test.each(tags)(
  'engine %s says of everybody, under every typed version, what is said today',
  (_, { engine, number }) => {
    const people = sampled(matrixPeople(), 25)
    let compared = 0
    for (const set of sets) {
      const [then, now] = [engine, today].map((each) => verdicts(each, set, people, sets))
      const mayRun = Number(set.value['engine']) <= number
      const expected = mayRun ? now : people.map(() => 'ERR_RULE_SET_ENGINE')
      expect([set.path, then]).toEqual([set.path, expected])
      // Two engines that fail alike agree about nothing.
      expect(then).not.toContain('thrown')
      compared += then?.length ?? 0
    }
    expect(compared).toBeGreaterThan(sets.length * 10)
  },
)

test.each(tags)(
  'engine %s says of every DCC, under every set of country rules, what is said today',
  (_, { engine }) => {
    for (const question of countryQuestions()) {
      const said = countryVerdict(engine, question)
      expect([question.id, said]).toEqual([question.id, countryVerdict(today, question)])
    }
  },
)

test.each(tags)(
  'engine %s decides every presentation as is decided today, or says that it is too old, and never lets pass instead',
  async (_, { engine }) => {
    const [then, now] = [decider(engine), decider(today)]
    const all = presentations().filter(({ id }) => !corrected.has(id))
    const newer = all.filter(({ id }) => id.includes('newer-engine'))
    const answers = new Map<string, number>()
    for (const shown of [...newer, ...sampled(all, 100)]) {
      const [was, is] = [await then(shown), await now(shown)]
      const answer = answerOf(was)
      answers.set(answer, (answers.get(answer) ?? 0) + 1)
      if (answer === 'decided') {
        expect([shown.id, comparable(was)]).toEqual([shown.id, comparable(is)])
      }
    }
    // The vectors have a set for engine 2.
    expect(newer.length).toBeGreaterThan(0)
    expect(answers.get('engine-too-old')).toBeGreaterThan(0)
    expect(answers.get('decided')).toBeGreaterThan(90)
  },
  30_000,
)

test.each(tags)(
  'engine %s refuses every version that is for an engine after it',
  (_, { engine, number }) => {
    const people = matrixPeople().slice(0, 1)
    for (const set of sets) {
      const newer = { ...set, value: { ...set.value, engine: number + 1 } }
      expect([set.path, verdicts(engine, newer, people, sets)]).toEqual([
        set.path,
        ['ERR_RULE_SET_ENGINE'],
      ])
    }
  },
)
