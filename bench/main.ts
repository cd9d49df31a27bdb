/** The benchmarks: measures what has not been measured for this build of the library, and writes docs/benchmarks.md. */
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { benches, full } from './benches.ts'
import { writeReport, type Result } from './report.ts'
import type { Measured } from './measured.ts'

const usage = `npm run bench               the quick form; what was measured for this build is not measured again
npm run bench -- --full      more rounds; the quick form keeps what was measured so
npm run bench -- WORD...     the benchmarks whose name holds a WORD, in either form
npm run bench -- --fresh     measures everything again`

const fresh = process.argv.includes('--fresh')
const only = process.argv.includes('--one')
  ? process.argv[process.argv.indexOf('--one') + 1]
  : undefined
if (process.argv.includes('--help')) {
  console.log(usage)
  process.exit(0)
}

const statePath = 'artifacts/bench.json'
const hash = createHash('sha256')
for (const path of globSync('lib/dist/*.js').toSorted()) hash.update(readFileSync(path))
const build = hash.digest('hex').slice(0, 12)

const readState = (): readonly Result[] => {
  try {
    return JSON.parse(readFileSync(statePath, 'utf8')) as readonly Result[]
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return []
    throw error
  }
}

/** Measures in a process of its own, so that no benchmark has the heap and the compiled code of another. */
const apart = (name: string): Measured => {
  const args = [process.argv[1] ?? '', '--one', name, ...(full ? ['--full'] : [])]
  const { status, stdout } = spawnSync(process.execPath, args, {
    stdio: ['ignore', 'pipe', 'inherit'],
    encoding: 'utf8',
  })
  if (status !== 0) throw new Error(`not measured: ${name}`)
  return JSON.parse(stdout) as Measured
}

if (only !== undefined) {
  const bench = benches.find(({ name }) => name === only)
  if (bench === undefined) throw new Error('there is no such benchmark')
  process.stdout.write(JSON.stringify(await bench.run(bench.name)))
  process.exit(0)
}

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'))
const isWanted = (name: string): boolean =>
  words.length === 0 || words.some((word) => name.includes(word))

let results = readState().filter((result) => result.build === build)
const isMeasured = (name: string): boolean =>
  !fresh && results.some((result) => result.name === name && (result.full || !full))
for (const { name, section, needs, prepare } of benches) {
  if (!isWanted(name) || isMeasured(name)) continue
  if (needs?.[1]() === false) {
    console.log(`not measured, no ${needs[0]} here: ${name}`)
    continue
  }
  prepare?.()
  const others = results.filter((result) => result.name !== name)
  results = [...others, { ...apart(name), name, section, build, full }]
  mkdirSync('artifacts', { recursive: true })
  writeFileSync(`${statePath}.new`, `${JSON.stringify(results, undefined, 2)}\n`)
  renameSync(`${statePath}.new`, statePath)
}

const ordered = benches.flatMap(({ name }) => results.filter((result) => result.name === name))
const missed = writeReport(ordered, {
  machine: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  build,
})
if (missed > 0) process.exitCode = 1
