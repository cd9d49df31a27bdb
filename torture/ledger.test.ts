/** Tests of the ledger: rows of trials that run side by side, processes that are killed, trials that are not the same any more. */
import { execFile, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { promisify } from 'node:util'
import { afterAll, expect, test } from 'vitest'
import { endure, unbegun, type Trial } from '../house/endurance.ts'
import { UsageError } from './command.ts'
import { keepRow, LockedError, readLedger, resumeAt, rowName, rowOf, takeLock } from './ledger.ts'
import { replayStep } from './replay-step.ts'
import { runTrial, wrongWith, type RunOptions } from './run-trial.ts'

const folder = mkdtempSync(join(tmpdir(), 'greengate-ledger-'))
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const trial: Trial = {
  name: 'any hundred',
  about: '',
  seed: 5,
  count: 100,
  programs: [],
  attempt: (step) => Promise.resolve({ lost: step === 40 ? ['lost'] : [], tally: { steps: 1 } }),
}
const start = resumeAt(trial, 'a', undefined, undefined)
const whole = rowOf(start, { ...unbegun, step: 100 }, 2.04)

test('a row is read back as it was kept, beside the others, in order; there is none before', () => {
  const path = join(folder, 'deep', 'ledger.json')
  expect(readLedger(path)).toEqual({})
  keepRow(path, 'b', whole)
  keepRow(path, 'a', start)
  expect(readLedger(path)).toEqual({ a: start, b: whole })
  expect(Object.keys(readLedger(path))).toEqual(['a', 'b'])
  expect(whole).toMatchObject({ seconds: 2, node: process.version, subject: 'a', seed: 5 })
  keepRow(path, 'a', undefined)
  expect(readLedger(path)).toEqual({ b: whole })
  expect(readdirSync(join(folder, 'deep'))).toEqual(['ledger.json'])
})

test('four processes that keep rows of their own at the same time lose none of anybody', async () => {
  const path = join(folder, 'shared.json')
  const program = `import { keepRow } from ${JSON.stringify(join(import.meta.dirname, 'ledger.ts'))}
for (let step = 1; step <= 40; step++) keepRow(process.argv[1], process.argv[2], { step })`
  const args = ['--input-type=module', '-e', program, path]
  await Promise.all(
    ['p', 'q', 'r', 's'].map((name) => promisify(execFile)(process.execPath, [...args, name])),
  )
  const last = { step: 40 }
  expect(readLedger(path)).toEqual({ p: last, q: last, r: last, s: last })
})

test('a lock whose process is gone is taken over, one whose process lives is not', async () => {
  const path = join(folder, 'lock')
  const { stdout } = await promisify(execFile)(process.execPath, ['-p', 'process.pid'])
  writeFileSync(path, stdout)
  const release = takeLock(path, 0)
  expect(() => takeLock(path, 0)).toThrow(LockedError)
  release()
  takeLock(path, 0)()
  expect(readdirSync(folder).filter((name) => name.startsWith('lock'))).toEqual([])
})

test('another seed, count or subject begins anew, and remembers how far the older one had come', () => {
  expect(resumeAt(trial, 'a', undefined, whole)).toBe(whole)
  const { date } = whole
  const earlier = { step: 100, count: 100, losses: 0, date }
  expect(resumeAt(trial, 'b', undefined, whole)).toMatchObject({ step: 0, earlier })
  expect(resumeAt({ ...trial, seed: 6 }, 'a', undefined, whole).step).toBe(0)
  expect(resumeAt({ ...trial, count: 101 }, 'a', undefined, whole).step).toBe(0)
  // What had come further is remembered until it is whole again.
  const partly = rowOf(resumeAt(trial, 'b', undefined, whole), { ...unbegun, step: 9 }, 1)
  expect(resumeAt(trial, 'c', undefined, partly).earlier).toEqual(earlier)
  const again = rowOf(partly, { ...unbegun, step: 100 }, 1)
  expect([again.earlier, again.seconds]).toEqual([undefined, 2])
})

test('a trial of one life goes on only where it is whole', () => {
  const life: Trial = { ...trial, isOneLife: true }
  const partly = rowOf(start, { ...unbegun, step: 50 }, 1)
  expect(resumeAt(trial, 'a', undefined, partly).step).toBe(50)
  expect(resumeAt(life, 'a', undefined, partly).step).toBe(0)
  expect(resumeAt(life, 'a', undefined, whole).step).toBe(100)
})

const said: string[] = []
const options: RunOptions = {
  ...{ ledger: join(folder, 'run.json'), locks: join(folder, 'locks'), subject: 'a' },
  ...{ isFresh: false, stopped: () => false, say: (line) => void said.push(line) },
}

test('a run says its seed and where it goes on, and each loss with the command that makes it again', async () => {
  const row = await runTrial(trial, { ...options, keptMs: 0 })
  expect([row.step, row.losses, row.tally]).toEqual([100, 1, { steps: 100 }])
  expect(said).toEqual([
    'any hundred: seed 5; from 0 of 100',
    'any hundred: LOST lost; again: npm run torture -- --replay "any hundred" 40',
    'any hundred: 1 lost so far',
  ])
  expect(wrongWith(trial, row)).toEqual([
    'step 40: lost (again: npm run torture -- --replay "any hundred" 40)',
  ])
  expect(readLedger(options.ledger)['any hundred']).toEqual(row)
  // Whole, it is not tried again.
  expect(await runTrial(trial, options)).toEqual(row)
})

test('another seed has a row of its own, and its command says the seed', async () => {
  const before = readLedger(options.ledger)
  const row = await runTrial(trial, { ...options, seed: 9 })
  expect(rowName(trial, 9)).toBe('any hundred, seed 9')
  expect(readLedger(options.ledger)).toEqual({ ...before, 'any hundred, seed 9': row })
  expect(wrongWith(trial, row)[0]).toContain('--replay "any hundred" 40 --seed 9')
  expect(rowName(trial, 5)).toBe('any hundred')
})

test('a stopped run keeps what it did, and the next one goes on there', async () => {
  let left = 60
  const stopped = () => left-- < 0
  const one = await runTrial(trial, { ...options, isFresh: true, stopped })
  expect(one.step).toBeGreaterThan(20)
  expect(one.step).toBeLessThan(100)
  expect(readLedger(options.ledger)['any hundred']).toEqual(one)
  const two = await runTrial(trial, options)
  expect(said.at(-1)).toBe(`any hundred: seed 5; from ${one.step} of 100`)
  expect([two.step, two.losses, two.tally]).toEqual([100, 1, { steps: 100 }])
})

test('a run that is killed goes on at the last step that it kept, and takes its lock over', async () => {
  const ledger = join(folder, 'killed.json')
  const program = `import { runTrial } from ${JSON.stringify(join(import.meta.dirname, 'run-trial.ts'))}
const attempt = async (step) => {
  console.log(step)
  await new Promise((resolve) => setTimeout(resolve, 5))
  return { lost: step === 40 ? ['lost'] : [], tally: { steps: 1 } }
}
const trial = { name: 'any hundred', about: '', seed: 5, count: 100, programs: [], attempt }
const [ledger, locks] = process.argv.slice(1)
const options = { ledger, locks, subject: 'a', isFresh: false, keptMs: 0, stopped: () => false, say: () => {} }
await runTrial(trial, options)`
  const args = ['--input-type=module', '-e', program, ledger, options.locks]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let made = 0
  for await (const line of createInterface({ input: child.stdout })) {
    made = Number(line)
    if (made === 50) child.kill('SIGKILL')
  }
  await ended
  const kept = readLedger(ledger)['any hundred']
  expect([made - 1, made, made + 1]).toContain(kept?.step)
  const whole = await runTrial(trial, { ...options, ledger })
  expect(said.at(-1)).toBe(`any hundred: seed 5; from ${kept?.step} of 100`)
  expect([whole.step, whole.losses, whole.tally]).toEqual([100, 1, { steps: 100 }])
})

test('two processes are never at the same trial', async () => {
  const slow: Trial = {
    ...trial,
    count: 1,
    attempt: async () => {
      await expect(runTrial(trial, { ...options, isFresh: true })).rejects.toThrow(LockedError)
      return { lost: [] }
    },
  }
  expect((await runTrial(slow, options)).losses).toBe(0)
})

test('a trial that breaks off is wrong, and says where', async () => {
  const ill: Trial = { ...trial, attempt: () => Promise.reject(new Error('no such server')) }
  const row = rowOf(
    start,
    await endure(ill, unbegun, { onSteps: () => 0, stopped: () => false }),
    0,
  )
  expect(wrongWith(ill, row)).toEqual([
    'broke off at step 0: Error: no such server (again: npm run torture -- --replay "any hundred" 0)',
  ])
})

test('a step that is made again tells what it lost, ends with 1 if it did, and is of the seed that is asked', async () => {
  const told: string[] = []
  const drawn: (number | undefined)[] = []
  const watched: Trial = {
    ...trial,
    attempt: (step, seed) => {
      drawn.push(seed)
      return trial.attempt(step)
    },
  }
  const again = (step: number, seed?: number) =>
    replayStep(watched, step, seed, (line) => void told.push(line))
  const before = readLedger(options.ledger)
  expect([await again(40), await again(41), await again(40, 9)]).toEqual([1, 0, 1])
  expect(told.filter((line) => line.includes('LOST'))).toEqual(['  LOST lost', '  LOST lost'])
  expect(drawn).toEqual([undefined, undefined, 9])
  expect(readLedger(options.ledger)).toEqual(before)
  await expect(again(100)).rejects.toThrow(UsageError)
  const { seed: _seed, ...seedless } = trial
  await expect(replayStep(seedless, 1, 9, () => undefined)).rejects.toThrow(UsageError)
})
