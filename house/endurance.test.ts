/** The long trials' own trial: stopped anywhere, taken up again, they count the same. */
import { expect, test } from 'vitest'
import { endure, randomOf, unbegun, type Course, type Progress, type Trial } from './endurance.ts'

const trial: Trial = {
  name: 'one in ten is lost',
  about: '',
  seed: 5,
  count: 500,
  programs: [],
  attempt: (step, seed = 5) =>
    Promise.resolve({
      lost: randomOf(seed, step)() < 0.1 ? [`lost at ${step}`] : [],
      tally: step % 3 === 0 ? { third: 1, sum: step } : { other: 1 },
    }),
}
const calm: Course = { onSteps: () => undefined, stopped: () => false }

test('a trial that is stopped and taken up again loses the same steps as one that was not', async () => {
  const whole = await endure(trial, unbegun, calm)
  expect(whole.step).toBe(500)
  expect(whole.losses).toBeGreaterThan(20)

  let progress: Progress = unbegun
  while (progress.step < trial.count) {
    let left = 37
    // Asked before each step and after it.
    progress = await endure(trial, progress, { ...calm, stopped: () => left-- === 0 })
  }
  expect(progress).toEqual(whole)
  expect(whole.tally).toEqual({ third: 167, other: 333, sum: (167 * 166 * 3) / 2 })
})

test('a trial with several steps at once loses and counts the same, and is told in between', async () => {
  const whole = await endure(trial, unbegun, calm)
  const told: number[] = []
  const onSteps = (step: number, progress: () => Progress): void => {
    if (step % 105 === 0) told.push(progress().step)
  }
  const wide: Trial = {
    ...trial,
    width: 7,
    attempt: async (step, seed) => {
      await new Promise((resolve) => setTimeout(resolve, step % 7 === 0 ? 2 : 0))
      return trial.attempt(step, seed)
    },
  }
  const progress = await endure(wide, unbegun, { ...calm, onSteps })
  // Within a width the step is that of the loss, not the first of the width.
  expect(progress).toEqual(whole)
  expect(told).toEqual([105, 210, 315, 420])
})

test('another seed loses other steps', async () => {
  const [one, other] = [
    await endure(trial, unbegun, calm),
    await endure(trial, unbegun, { ...calm, seed: 6 }),
  ]
  expect(other.lost).not.toEqual(one.lost)
})

test('a step that ends in a fault is no loss: the trial breaks off there, says so, and makes it again', async () => {
  let isIll = true
  const ill: Trial = {
    ...trial,
    attempt: (step) =>
      step === 40 && isIll ? Promise.reject(new TypeError('no server')) : trial.attempt(step),
  }
  const broken = await endure(ill, unbegun, calm)
  expect(broken.step).toBe(40)
  expect(broken.broken).toEqual({ step: 40, what: 'TypeError: no server' })
  isIll = false
  expect(await endure(ill, broken, calm)).toEqual(await endure(trial, unbegun, calm))
})

test('what a stop did to a step is no loss: the step is made again', async () => {
  let isStopped = false
  const disturbed: Trial = {
    ...trial,
    attempt: (step) => {
      if (step === 7) isStopped = true
      return step === 7
        ? Promise.resolve({ lost: ['its process got ctrl-c too'] })
        : trial.attempt(step)
    },
  }
  const progress = await endure(disturbed, unbegun, { ...calm, stopped: () => isStopped })
  expect([progress.step, progress.losses]).toEqual([7, 0])
})

test('of a trial that loses everything, a hundred losses are told and all are counted', async () => {
  const hopeless: Trial = { ...trial, attempt: () => Promise.resolve({ lost: ['lost'] }) }
  const { losses, lost } = await endure(hopeless, unbegun, calm)
  expect([losses, lost.length]).toEqual([500, 100])
})

test('steps that wait for nothing let a stop through', async () => {
  let isStopped = false
  setTimeout(() => {
    isStopped = true
  })
  const endless: Trial = { ...trial, count: 1e9, attempt: () => Promise.resolve({ lost: [] }) }
  const { step } = await endure(endless, unbegun, { ...calm, stopped: () => isStopped })
  expect(step).toBeGreaterThan(0)
})
