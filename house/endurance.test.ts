/** The long trials' own trial: stopped anywhere, taken up again, they count the same. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import {
  endure,
  randomOf,
  readLedger,
  resumeAt,
  writeLedger,
  type Progress,
  type Trial,
} from './endurance.ts'

const trial: Trial = {
  name: 'one in ten is lost',
  about: '',
  seed: 5,
  count: 500,
  attempt: (step) =>
    Promise.resolve({
      lost: randomOf(5, step)() < 0.1 ? [`lost at ${step}`] : [],
      tally: step % 3 === 0 ? { third: 1, sum: step } : { other: 1 },
    }),
}
const nothing = (): void => undefined

test('a trial that is stopped and taken up again loses the same steps as one that was not', async () => {
  const whole = await endure(trial, resumeAt(trial, 'a', undefined), 50, nothing, () => false)
  expect(whole.step).toBe(500)
  expect(whole.lost.length).toBeGreaterThan(20)

  let progress = resumeAt(trial, 'a', undefined)
  while (progress.step < trial.count) {
    let left = 37
    const from: Trial = progress.step === 0 ? trial : { ...trial }
    progress = await endure(from, resumeAt(trial, 'a', progress), 50, nothing, () => left-- === 0)
  }
  expect(progress).toEqual(whole)
  expect(whole.tally).toEqual({ third: 167, other: 333, sum: (167 * 166 * 3) / 2 })
})

test('a trial with several steps at once loses and counts the same, and is kept in between', async () => {
  const whole = await endure(trial, resumeAt(trial, 'a', undefined), 50, nothing, () => false)
  const kept: number[] = []
  const keep = ({ step }: Progress): void => void kept.push(step)
  const wide: Trial = {
    ...trial,
    width: 7,
    attempt: async (step) => {
      await new Promise((resolve) => setTimeout(resolve, step % 7 === 0 ? 2 : 0))
      return trial.attempt(step)
    },
  }
  expect(await endure(wide, resumeAt(wide, 'a', undefined), 100, keep, () => false)).toEqual(whole)
  expect(kept).toEqual([105, 210, 315, 420, 500])
})

test('another seed, count or subject starts again', async () => {
  const done = await endure(trial, resumeAt(trial, 'a', undefined), 50, nothing, () => false)
  expect(resumeAt(trial, 'a', done)).toEqual(done)
  expect(resumeAt(trial, 'b', done).step).toBe(0)
  expect(resumeAt({ ...trial, seed: 6 }, 'a', done).step).toBe(0)
  expect(resumeAt({ ...trial, count: 501 }, 'a', done).step).toBe(0)
})

test('the ledger is read back as it was written, and is empty before', () => {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-ledger-'))
  try {
    const path = join(folder, 'deep', 'ledger.json')
    expect(readLedger(path)).toEqual({})
    const ledger = { x: resumeAt(trial, 'a', undefined) }
    writeLedger(path, ledger)
    expect(readLedger(path)).toEqual(ledger)
  } finally {
    rmSync(folder, { recursive: true })
  }
})
