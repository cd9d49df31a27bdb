/** The test command: environment, lock, build, types, lint, format, then every test; the last line counts. */
import { spawn, spawnSync } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, rmSync } from 'node:fs'
import { availableParallelism, constants, setPriority } from 'node:os'
import { delimiter, join } from 'node:path'
import { installMissing, toldMissing } from './house/debian.ts'
import { filesWithoutBrowser } from './house/ends.ts'
import type { TestLine } from './house/reporter.ts'
import { afterSecondTry, triedAgain } from './house/second-try.ts'
import { allowedBy, parseAllowedSkips } from './house/skips.ts'

const usage = `npm test                  everything
npm test -- WORD...       the steps and test files whose name holds a WORD
npm test -- --whole       everything of what is sampled otherwise
npm test -- --strict      fails on any skip that skips.json does not allow
npm test -- --once        what fails is not tried a second time by itself`

const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const strict = args.includes('--strict')
if (args.includes('--whole')) process.env['GREENGATE_WHOLE'] = '1'
const words = args.filter((word) => !word.startsWith('--'))
const wanted = (name: string): boolean =>
  words.length === 0 || words.some((word) => name.includes(word))

const path = [join(process.cwd(), 'node_modules', '.bin'), process.env['PATH']].join(delimiter)
/** Here Node keeps what it made of the sources: each further process of a test starts in half the time. */
const compiled = join(process.cwd(), 'artifacts', 'compile-cache')
const started = Date.now()
const say = (line: string): void => {
  console.log(`[${((Date.now() - started) / 1000).toFixed(0).padStart(3)} s] ${line}`)
}

interface Run {
  readonly ok: boolean
  readonly output: string
}

interface How {
  /** Shown as it comes, or kept. */
  readonly output: 'live' | 'kept'
  /** Behind: whatever else runs comes first. */
  readonly how: 'first' | 'behind'
}

/** Runs a program of node_modules/.bin, or Node itself, with no input. */
const run = (
  program: string,
  programArgs: readonly string[],
  { output: shown, how }: How,
  more: Readonly<Record<string, string>> = {},
): Promise<Run> =>
  new Promise((resolve) => {
    const out = shown === 'live' ? 'inherit' : 'pipe'
    const child = spawn(program, programArgs, {
      stdio: ['ignore', out, out],
      env: { ...process.env, NODE_COMPILE_CACHE: compiled, ...more, PATH: path },
      // npm is a script on Windows, and only a shell finds it there.
      shell: process.platform === 'win32',
    })
    if (how === 'behind' && child.pid !== undefined) {
      setPriority(child.pid, constants.priority.PRIORITY_BELOW_NORMAL)
    }
    let output = ''
    const keep = (part: Buffer): void => {
      output += part.toString()
    }
    child.stdout?.on('data', keep)
    child.stderr?.on('data', keep)
    child.on('error', (error) => {
      resolve({ ok: false, output: `${program}: ${error.message}` })
    })
    child.on('close', (code) => {
      resolve({ ok: code === 0, output })
    })
  })

let results: TestLine[] = []
/** A step that takes its time: whatever else runs comes first. */
const step = async (name: string, program: string, ...programArgs: string[]): Promise<boolean> => {
  if (!wanted(name)) return true
  const from = Date.now()
  const { ok, output } = await run(program, programArgs, { output: 'kept', how: 'behind' })
  results.push({ name, state: ok ? 'passed' : 'failed', reason: '', ms: Date.now() - from })
  say(`${ok ? 'ok    ' : 'FAILED'} ${name}`)
  if (!ok) console.log(output.trimEnd())
  return ok
}

mkdirSync('artifacts', { recursive: true })

const npm = spawnSync('npm', ['--version'], {
  encoding: 'utf8',
  shell: process.platform === 'win32',
})
say(
  `Node ${process.version}, npm ${npm.stdout.trim()}, ${availableParallelism()} cores, ${process.platform}-${process.arch}`,
)
for (const line of toldMissing(installMissing(say))) say(line)

await step('lock: npm ci would install it', 'npm', 'ci', '--dry-run', '--ignore-scripts')
const runTests = async (
  name: string,
  projects: readonly string[],
  files: readonly string[],
): Promise<readonly TestLine[]> => {
  const linesFile = `artifacts/tests-${name}.jsonl`
  rmSync(linesFile, { force: true })
  const reporters = ['--reporter=default', '--reporter=./house/reporter.ts']
  const chosen = projects.map((project) => `--project=${project}`)
  const { ok } = await run(
    'vitest',
    ['run', ...chosen, '--passWithNoTests', ...reporters, ...files],
    { output: 'live', how: 'first' },
    { TEST_LINES: linesFile },
  )
  const lines = existsSync(linesFile) ? readFileSync(linesFile, 'utf8').split('\n') : []
  const found = lines.filter((line) => line !== '').map((line) => JSON.parse(line) as TestLine)
  // A runner that dies without a word is a failure, not an empty success.
  return ok || found.some(({ state }) => state === 'failed')
    ? found
    : [...found, { name: 'tests: the runner ends well', state: 'failed', reason: '', ms: 0 }]
}
const tests = async (name: string, ...projects: string[]): Promise<void> => {
  results.push(...(await runTests(name, projects, words)))
}

const lint = async (isBuilt: Promise<unknown>): Promise<void> => {
  await step('format: prettier', 'prettier', '--check', '--log-level=warn', '.')
  await step('dead code: knip', 'knip', '--no-progress')
  await isBuilt
  await step('types and lint: oxlint', 'oxlint')
  const quietly = ['--emit', 'none', '--logLevel', 'Warn']
  await step('API: typedoc', 'typedoc', '--options', 'house/typedoc.json', ...quietly)
  await step('purity: eslint', 'eslint', '--max-warnings=0', 'lib')
}

const built = step('build: npm run build', 'npm', 'run', 'build')
const linted = lint(built)
await built
await tests('unit', 'unit', 'alone')
// A camera must keep its frame rate and a scanner that types its rhythm: beside them runs what mostly waits, and behind them what is left to lint.
await Promise.all([tests('cameras', 'cameras'), tests('pages', 'pages'), linted])
for (const name of filesWithoutBrowser().filter(wanted))
  results.push({ name, state: 'skipped', reason: 'no Chromium here', ms: 0 })

const again = args.includes('--once') ? [] : triedAgain(results)
if (again.length > 0) {
  say(`once more, by themselves: ${again.join(', ')}`)
  const { lines, onlyThen } = afterSecondTry(results, await runTests('again', [], again), again)
  results = [...lines]
  for (const name of onlyThen) console.log(`AGAIN   ${name}: failed at first, passed by itself`)
}

const of = (state: TestLine['state']): readonly TestLine[] =>
  results.filter((line) => line.state === state)
const allowed = parseAllowedSkips(readFileSync('skips.json', 'utf8'))
const skips = of('skipped').map((skip) => ({ skip, by: allowedBy(skip, allowed, existsSync) }))
for (const { skip, by } of skips)
  console.log(
    `SKIPPED ${skip.name}: ${by?.reason ?? (skip.reason || 'no reason given')}${by ? '' : ' [not in skips.json]'}`,
  )
for (const { name } of of('failed')) console.log(`FAILED  ${name}`)

const unlisted = strict ? skips.filter(({ by }) => by === undefined).length : 0
if (unlisted > 0)
  console.log(`${unlisted} skipped that skips.json does not allow here: each counts as failed`)
if (results.length === 0) console.log('nothing was tried')
const failed = of('failed').length + unlisted
say(`done, ${skips.length} skipped`)
console.log(`${of('passed').length} passed, ${failed} failed`)
process.exitCode = failed > 0 || of('passed').length === 0 ? 1 : 0
