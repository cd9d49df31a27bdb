/** The benchmarks: measures what has not been measured for this build of the library, and writes docs/benchmarks.md. */
import { createHash } from 'node:crypto'
import { globSync, mkdirSync, readFileSync, renameSync, writeFileSync } from 'node:fs'
import { cpus } from 'node:os'
import { codeInChromium, hasChromium } from './browser.ts'
import { codeInNode } from './code-in-node.ts'
import type { Pair, Plan } from './pairs.ts'
import { writeReport, type Result } from './report.ts'
import { medianOf } from './statistics.ts'

const usage = `npm run bench               the quick form; what was measured for this build is not measured again
npm run bench -- --full      more rounds
npm run bench -- --fresh     measures everything again`

interface Bench {
  readonly name: string
  readonly target: number | null
  readonly possible: () => boolean
  run(plan: Plan): Promise<{ readonly pairs: readonly Pair[]; readonly where: string }>
}

const inNode = (profile: 'assessment' | 'facts', target: number | null): Bench => ({
  name: `a code with ${profile} verified, against the bare Ed25519 check (Node)`,
  target,
  possible: () => true,
  run: async (plan) => ({
    pairs: await codeInNode(profile, plan),
    where: `Node ${process.version}`,
  }),
})

const inChromium = (profile: 'assessment' | 'facts', target: number | null): Bench => ({
  name: `a code with ${profile} verified, against the bare Ed25519 check (Chromium)`,
  target,
  possible: hasChromium,
  run: async (plan) => {
    const { pairs, version } = await codeInChromium(profile, plan)
    return { pairs, where: `Chromium ${version}` }
  },
})

const benches: readonly Bench[] = [
  inNode('assessment', 1.25),
  inChromium('assessment', 1.35),
  inNode('facts', null),
  inChromium('facts', null),
]

const full = process.argv.includes('--full')
const fresh = process.argv.includes('--fresh')
if (process.argv.includes('--help')) {
  console.log(usage)
  process.exit(0)
}

const plan: Plan = { rounds: full ? 200 : 40, batches: 8, batch: 20 }
const perRound = plan.batches * plan.batch
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

const micros = (milliseconds: readonly number[]): number =>
  (medianOf(milliseconds).median / perRound) * 1000

let results = fresh
  ? []
  : readState().filter((result) => result.build === build && result.full === full)
for (const bench of benches) {
  if (results.some(({ name }) => name === bench.name)) continue
  if (!bench.possible()) {
    console.log(`not measured, no Chromium here: ${bench.name}`)
    continue
  }
  const { pairs, where } = await bench.run(plan)
  const result: Result = {
    name: bench.name,
    where,
    target: bench.target,
    ratio: medianOf(pairs.map(({ subject, bare }) => subject / bare)),
    subjectMicros: micros(pairs.map(({ subject }) => subject)),
    bareMicros: micros(pairs.map(({ bare }) => bare)),
    build,
    full,
  }
  results = [...results, result]
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
