/** Tests of clean runs, with a small repository, the real npm and git, and a process that its tests leave behind. */
import { execFileSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { cleanRun, readOutput } from './clean-run.ts'
import { wrongWithRun } from './suite.ts'

const folder = mkdtempSync(join(tmpdir(), 'greengate-runs-'))
const repository = join(folder, 'small')
const [logs, home, shared] = ['logs', 'home', 'shared'].map((name) => join(folder, name)) as [
  string,
  string,
  string,
]
const git = (...args: string[]): void => {
  const who = ['-c', 'user.name=T', '-c', 'user.email=t@example.com']
  execFileSync('git', ['-C', repository, ...who, ...args], { stdio: 'ignore' })
}

/** What the small repository's tests do: fail where a file says so, and leave a process behind that left their group. */
const script = `import { spawn } from 'node:child_process'
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
const left = spawn(process.execPath, ['-e', 'setTimeout(() => 0, 600_000)'], { detached: true, stdio: 'ignore' })
left.unref()
writeFileSync('../shared/left', String(left.pid))
console.log(Object.keys(process.env).filter((name) => /^GREENGATE_/.test(name)).join() || 'nothing from outside')
console.log('SKIPPED a camera: there is none')
const fails = readFileSync('fails.txt', 'utf8').trim() === 'yes'
if (fails) console.log('FAILED  two and two')
console.log(fails ? '6 passed, 1 failed' : '7 passed, 0 failed')
process.exitCode = fails ? 1 : 0
`

beforeAll(() => {
  for (const path of [repository, home, shared]) mkdirSync(path, { recursive: true })
  const about = { name: 'small', version: '1.0.0', private: true }
  const scripts = { test: 'node tests.mjs' }
  const lock = { ...about, lockfileVersion: 3, requires: true, packages: { '': about } }
  const files = {
    'package.json': JSON.stringify({ ...about, scripts }),
    'package-lock.json': JSON.stringify(lock),
    'tests.mjs': script,
    'fails.txt': 'no',
  }
  for (const [name, text] of Object.entries(files)) writeFileSync(join(repository, name), text)
  git('init', '--quiet')
  git('add', '.')
  git('commit', '--quiet', '-m', 'begin')
})
afterAll(() => {
  rmSync(folder, { recursive: true })
})

const run = () => {
  const env = { PATH: process.env['PATH'] ?? '', HOME: home }
  return cleanRun({ repository, logs, patienceSeconds: 60, env })
}
const isGone = (pid: number): boolean => {
  try {
    // A process that nobody waited for yet is no more than its number.
    return readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]?.startsWith('Z') === true
  } catch {
    return true
  }
}

test('a clean run is of what is committed, takes nothing from outside, and leaves nothing', async () => {
  // Not committed: it is not run.
  writeFileSync(join(repository, 'fails.txt'), 'yes')
  const { passed, failed, skipped, fault, failedNames, commit, output } = await run()
  expect({ passed, failed, skipped, fault, failedNames }).toEqual({
    ...{ passed: 7, failed: 0, fault: undefined, failedNames: [] },
    skipped: ['a camera: there is none'],
  })
  expect(commit).toMatch(/^[0-9a-f]{12}$/)
  expect(readFileSync(output, 'utf8')).toContain('nothing from outside')
  // It was killed; a busy machine takes its time to end it.
  const left = Number(readFileSync(join(shared, 'left'), 'utf8'))
  await expect.poll(() => isGone(left), { timeout: 30_000 }).toBe(true)
})

test('a run that fails is lost by the names of what failed, and what it wrote stays', async () => {
  git('commit', '--quiet', '-a', '-m', 'break it')
  const { passed, failed, fault, failedNames, output } = await run()
  expect([passed, failed, fault, failedNames]).toEqual([6, 1, undefined, ['two and two']])
  expect(readFileSync(output, 'utf8')).toContain('FAILED  two and two')
})

test('a run is lost once, by all that is wrong with it, and a green one without a browser is lost too', () => {
  const good = { passed: 9, failed: 0, failedNames: [], again: [], seconds: 720 }
  const leave = ['Electron opens the kiosk: the Electron binary is not part of its package']
  expect(wrongWithRun({ ...good, skipped: leave })).toBe('')
  const wrong = (change: object): string => wrongWithRun({ ...good, skipped: leave, ...change })
  for (const reason of [
    'Chromium is not here and may not be installed',
    'ChromeDriver is not here and may not be installed',
    'no Chromium here [not in skips.json]',
  ])
    expect(wrong({ skipped: [`a.e2e.test.ts: ${reason}`] })).toBe(
      `skipped: a.e2e.test.ts: ${reason}`,
    )
  expect(wrong({ skipped: ['a: b [not in skips.json]'] })).toContain('skipped: a')
  expect(wrong({ seconds: 721 })).toBe('took 721 s')
  expect(wrong({ fault: 'npm ci ended with 1' })).toBe('npm ci ended with 1')
  expect(wrong({ failed: 3, failedNames: ['x'] })).toBe('failed: x; 3 failed')
  expect(wrong({ again: ['x: failed at first, passed by itself'] })).toBe(
    'not clean: x: failed at first, passed by itself',
  )
})

test('a run that says nothing has no counts to be believed', () => {
  expect(
    readOutput('1 passed, 0 failed\nAGAIN   z: failed at first\n2 passed, 3 failed\n'),
  ).toMatchObject({
    ...{ passed: 2, failed: 3, failedNames: [], again: ['z: failed at first'], skipped: [] },
  })
  expect(readOutput('')).toMatchObject({ passed: 0, failed: 0 })
})
