/** The long trials with full counts: `npm run torture`. Stop it at any time; it goes on where it was, and writes docs/reliability.md. */
import { createHash } from 'node:crypto'
import { globSync, readFileSync, writeFileSync } from 'node:fs'
import {
  endure,
  readLedger,
  resumeAt,
  writeLedger,
  type Progress,
  type Trial,
} from './house/endurance.ts'
import { allTrials } from './torture/trials.ts'

const usage = `npm run torture                 all trials, from where they stand
npm run torture -- WORD...      the trials whose name holds a WORD
npm run torture -- --fresh      from the beginning`

const ledgerPath = 'artifacts/torture.json'
const args = process.argv.slice(2)
if (args.includes('--help')) {
  console.log(usage)
  process.exit(0)
}
const words = args.filter((word) => !word.startsWith('--'))

const trials = await allTrials()

const digest = (patterns: readonly string[]): string => {
  const hash = createHash('sha256')
  for (const path of globSync(patterns, { exclude: ['**/*.test.ts', '**/dist/**'] }).toSorted())
    hash.update(path).update(readFileSync(path))
  return hash.digest('hex').slice(0, 12)
}
const library = ['lib/**/*.ts']
const subjects = new Map(
  trials.map(({ name, sources = [] }) => [name, digest([...library, ...sources])]),
)
const subjectOf = ({ name }: Trial): string => subjects.get(name) ?? ''

let stopped = false
process.once('SIGINT', () => {
  stopped = true
})
let ledger = args.includes('--fresh') ? {} : readLedger(ledgerPath)

/** What is wrong with a trial: what it lost, and when it is whole, what its counts fall short of. */
const wrongWith = (trial: Trial, { step, lost, tally }: Progress): readonly string[] => [
  ...lost.map(({ step: where, what }) => `step ${where}: ${what}`),
  ...(step < trial.count ? [] : (trial.shortOf?.(tally) ?? [])),
]

const wanted = trials.filter(
  ({ name }) => words.length === 0 || words.some((word) => name.includes(word)),
)
if (wanted.length === 0) {
  console.error(
    `no trial's name holds that; there are: ${trials.map(({ name }) => name).join(', ')}`,
  )
  process.exit(2)
}
for (const trial of wanted) {
  const from = resumeAt(trial, subjectOf(trial), ledger[trial.name])
  console.log(`${trial.name}: from ${from.step} of ${trial.count}`)
  const keep = (progress: Progress): void => {
    ledger = { ...ledger, [trial.name]: progress }
    writeLedger(ledgerPath, ledger)
  }
  const each = trial.each ?? 1
  // What is lost by stopping is at most a hundredth of a trial.
  const every = Math.ceil(Math.min(10_000 / each, trial.count / 100))
  const reached = await endure(trial, from, every, keep, () => stopped)
  await trial.close?.()
  const { step, lost } = reached
  console.log(
    `${trial.name}: ${step * each} tried, ${step * each - lost.length} survived, ${lost.length} lost`,
  )
  if (step === 0) continue
  for (const line of trial.report?.(reached.tally) ?? []) console.log(`  ${line}`)
  for (const line of wrongWith(trial, reached).slice(0, 20)) console.log(`  WRONG ${line}`)
}

const number = (n: number): string => n.toLocaleString('en-GB')
const reached = trials.flatMap((trial) => {
  const progress = ledger[trial.name]
  return progress !== undefined && progress.step > 0 ? [{ trial, progress }] : []
})
const rows = reached.map(({ trial, progress: { step, lost, subject } }) => {
  const { name, about, seed, count, each = 1 } = trial
  const tried = `${number(step * each)} of ${number(count * each)}`
  const of = subject === subjectOf(trial) ? 'these' : 'older'
  return `| ${name} | ${about} | ${seed} | ${tried} | ${number(step * each - lost.length)} | ${lost.length} | ${of} |`
})
const sections = reached.flatMap(({ trial, progress }) => {
  const lines = [
    ...(trial.report?.(progress.tally) ?? []),
    ...wrongWith(trial, progress).map((line) => `- **wrong**: ${line}`),
  ]
  return lines.length === 0 ? [] : [`\n## ${trial.name}\n`, ...lines]
})
writeFileSync(
  'docs/reliability.md',
  `# Reliability

Written by \`npm run torture\`; do not edit. Sources ${digest(library)} of the library, Node ${process.version}. What was tried on older sources says so, until it is tried again.

| trial | what | seed | tried | survived | lost | sources |
|---|---|--:|--:|--:|--:|---|
${rows.join('\n')}

A seed and a step make the same trial again. What is lost is a bug, and is mended with a vector or a test in the same commit.
${sections.map((line) => `${line}\n`).join('')}`,
)
if (reached.some(({ trial, progress }) => wrongWith(trial, progress).length > 0)) {
  process.exitCode = 1
}
