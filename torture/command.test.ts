/** Tests of what is typed, of what is listed, and of what the document says of trials that stand in every way. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { unbegun, type Trial } from '../house/endurance.ts'
import { asked } from './asked.ts'
import { readCommand, replayCommand, usage, UsageError } from './command.ts'
import { resumeAt, rowOf } from './ledger.ts'
import { durations } from './durations.ts'
import { listTrials } from './list-trials.ts'
import { paceLine, spanOf } from './pace.ts'
import { subjectOf } from './subject.ts'
import { allTrials } from './trials.ts'
import { reliability, standingOf, type Told } from './write-reliability.ts'

const type = (text: string) => readCommand(text === '' ? [] : text.split(' '))

test('what is typed is done, and what is no command is refused', () => {
  expect(type('')).toEqual({ does: 'run', words: [], isFresh: false })
  expect(type('people faults --seed 7 --fresh')).toEqual({
    ...{ does: 'run', words: ['people', 'faults'], seed: 7, isFresh: true },
  })
  expect(type('--list')).toEqual({ does: 'list' })
  expect(readCommand(['--replay', 'any text', '12'])).toEqual({
    ...{ does: 'replay', trial: 'any text', step: 12 },
  })
  expect(type('--mend suite')).toEqual({ does: 'mend', trial: 'suite' })
  for (const wrong of [
    '--mend',
    '--mend a b',
    '--replay sdt',
    '--replay sdt x',
    '--replay a b 1',
    '--seed',
    '--seed -1',
    '-x',
  ])
    expect(() => type(wrong), wrong).toThrow(UsageError)
  expect(replayCommand('any text', 3, undefined)).toBe('npm run torture -- --replay "any text" 3')
  expect(replayCommand('sdt', 3, 9)).toBe('npm run torture -- --replay sdt 3 --seed 9')
  expect(usage.split('\n').filter((line) => line.length > 120)).toEqual([])
})

test('how fast it goes and how long it takes is said as people say it', () => {
  const steps = { from: 100, step: 200, count: 1_100, each: 1_000 }
  expect(paceLine('people', steps, 50)).toBe(
    'people: 200,000 of 1,100,000, 2,000 a second, 8 min left',
  )
  expect(paceLine('soak', { from: 0, step: 1, count: 3, each: 1 }, 60)).toBe(
    'soak: 1 of 3, 60 an hour, 2 min left',
  )
  expect([spanOf(12.2), spanOf(600), spanOf(9_000)]).toEqual(['13 s', '10 min', '2.5 h'])
})

const trial = (name: string): Trial => ({
  ...{ name, about: 'what', seed: 5, count: 100, each: 10, programs: [] },
  attempt: () => Promise.resolve({ lost: [] }),
})
const told = (name: string, step: number, subject: string, more = {}): Told => {
  const from = resumeAt(trial(name), subject, undefined, undefined)
  const row = step === 0 ? undefined : rowOf(from, { ...unbegun, step, ...more }, 60)
  return { trial: trial(name), row, subject: 'now' }
}

test('a line is met only when every trial of it is whole, on these sources, and lost nothing', () => {
  const lost = { losses: 1, lost: [{ step: 3, what: 'a receipt' }] }
  const all = [
    told('a', 100, 'now'),
    told('b', 100, 'then'),
    told('people', 50, 'now'),
    told('d', 0, 'now'),
    told('e', 100, 'now', lost),
  ]
  expect(all.map(standingOf)).toEqual(['survived', 'older', 'partly', 'not tried', 'wrong'])
  const names = [...new Set(asked.flatMap(({ trials }) => trials))]
  const states = ['now', 'then', 'now']
  const text = reliability(
    names.map((name, i) => told(name, i === 0 ? 0 : 100, states[i % 3]!, i === 1 ? lost : {})),
    {},
  )
  expect(text).toContain('| people | not tried | – | – | not tried |')
  expect(text).toContain('| 1,000 of 1,000 | 999 | 1 | **missed** |')
  expect(text).toContain('| 1,000 of 1,000 | 1,000 | 0 | met |')
  expect(text).toContain('npm run torture -- --replay faults 3')
  expect(listTrials(all).slice(3, 5)).toEqual([
    'people  1,000     5  3 min  partly     500 tried, 0 lost',
    'd       1,000     5         not tried',
  ])
})

test('every trial says what runs in it, and every line that was asked has its trials', async () => {
  const trials = await allTrials()
  const names = new Set(trials.map(({ name }) => name))
  expect(names.size).toBe(trials.length)
  expect(Object.keys(durations).toSorted()).toEqual([...names].toSorted())
  expect(asked.flatMap((line) => line.trials).filter((name) => !names.has(name))).toEqual([])
  for (const { name, programs, data = [] } of trials)
    for (const path of [...programs, ...data.filter((each) => !/[*{]/.test(each))])
      expect(() => readFileSync(path), `${name}: ${path}`).not.toThrow()
})

test('a digest is that of what runs and is read: types and comments are not in it, data is', async () => {
  const base = trial('x')
  const of = (programs: readonly string[], data: readonly string[] = []) =>
    subjectOf({ ...base, programs, data })
  const one = await of(['torture/scanner-noise.ts'])
  expect(one).toMatch(/^[0-9a-f]{12}$/)
  expect(await of(['torture/scanner-noise.ts'])).toBe(one)
  expect(await of(['torture/sdt-streams.ts'])).not.toBe(one)
  expect(await of(['torture/scanner-noise.ts'], ['house/seed.ts'])).not.toBe(one)
  // A pattern may name folders too.
  expect(await of(['torture/scanner-noise.ts'], ['test-vectors/*'])).not.toBe(one)
})
