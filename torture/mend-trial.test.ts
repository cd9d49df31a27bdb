/** Tests of steps that are made again after a mend: what is kept, what stays told, and where it is refused. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import type { Trial } from '../house/endurance.ts'
import { asked } from './asked.ts'
import { UsageError } from './command.ts'
import { LockedError, readLedger, takeTrial } from './ledger.ts'
import { mendTrial } from './mend-trial.ts'
import { runTrial, wrongWith, type RunOptions } from './run-trial.ts'
import { reliability } from './write-reliability.ts'

const folder = mkdtempSync(join(tmpdir(), 'greengate-mend-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const said: string[] = []
const options: RunOptions = {
  ...{ ledger: join(folder, 'ledger.json'), locks: join(folder, 'locks'), subject: 'a' },
  ...{ isFresh: false, stopped: () => false, say: (line) => void said.push(line) },
}

/** Loses at two steps until they are mended. */
const ill = new Set([1, 3])
let commit = 'first'
const runs: Trial = {
  ...{ name: 'runs', about: '', count: 5, programs: [] },
  attempt: (step) =>
    Promise.resolve({
      lost: ill.has(step) ? ['a screen', 'a door'] : [],
      record: { commit, date: 'then', step },
    }),
}

test('only what was lost is made again; what is not mended stays lost, what is mended stays told', async () => {
  expect((await runTrial(runs, options)).losses).toBe(4)
  ill.delete(3)
  commit = 'second'
  const half = await mendTrial(runs, options)
  expect(said.slice(-4)).toEqual([
    'runs: step 1 once more',
    'runs: LOST again: a screen',
    'runs: LOST again: a door',
    'runs: step 3 once more',
  ])
  expect(half.lost.map(({ step }) => step)).toEqual([1, 1])
  expect(half.losses).toBe(2)
  expect(wrongWith(runs, half)).toHaveLength(2)
  expect(readLedger(options.ledger)['runs']).toEqual(half)

  ill.delete(1)
  const row = await mendTrial(runs, options)
  expect([row.step, row.losses, row.lost]).toEqual([5, 0, []])
  expect(row.records.map((each) => each['commit'])).toEqual([
    ...['first', 'second', 'first', 'second', 'first'],
  ])
  expect(row.records.map((each) => each['step'])).toEqual([0, 1, 2, 3, 4])
  expect(row.mended?.map(({ step, record }) => [step, record['commit']])).toEqual([
    ...[3, 3, 1, 1].map((step) => [step, 'first']),
  ])
  expect(wrongWith(runs, row)).toEqual([])
  // Nothing is lost any more: nothing is made again, and a run has nothing left to do.
  commit = 'third'
  expect(await mendTrial(runs, options)).toEqual(row)
  expect(await runTrial(runs, options)).toEqual(row)
})

test('the document counts it as lost before a mend, and tells what and where', () => {
  const row = readLedger(options.ledger)['runs']
  const names = [...new Set(asked.flatMap(({ trials }) => trials))]
  const text = reliability(
    names.map((name) => ({ trial: { ...runs, name }, row, subject: 'a' })),
    {},
  )
  expect(text).toContain('| 5 of 5 | 5 | 0, 4 before a mend | met |')
  expect(text).toContain(
    '- step 3 had lost on first (then), was mended and made again: a screen\n- step 3',
  )
})

test('other sources, another count, and steps that are not told one by one begin anew; nor is one mended that another process is at', async () => {
  await expect(mendTrial(runs, { ...options, subject: 'b' })).rejects.toThrow(UsageError)
  await expect(mendTrial({ ...runs, count: 6 }, options)).rejects.toThrow(UsageError)
  const release = takeTrial(options.locks, 'runs')
  await expect(mendTrial(runs, options)).rejects.toThrow(LockedError)
  release()
  await expect(mendTrial({ ...runs, name: 'nobody' }, options)).rejects.toThrow(UsageError)
  const untold: Trial = {
    ...{ ...runs, name: 'untold' },
    attempt: () => Promise.resolve({ lost: ['a door'] }),
  }
  await runTrial(untold, options)
  await expect(mendTrial(untold, options)).rejects.toThrow('--fresh')
})
