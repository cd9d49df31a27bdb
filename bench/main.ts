/** The benchmarks: measures what the ledger does not have of this build, and writes the documents from the ledger. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { readArguments, usage, UsageError, type Arguments } from './arguments.ts'
import { benchesOf, type Bench } from './benches.ts'
import { readBuilds } from './builds.ts'
import { readLedger, withRow, writeLedger } from './ledger.ts'
import { machine } from './machine.ts'
import type { Measured } from './measured.ts'
import { MarksMissingError } from './readme-figures.ts'
import { writeDocuments } from './report.ts'

const tell = (line: string): void => {
  process.stderr.write(`${line}\n`)
}

/** Measures in a process of its own, so that no benchmark has the heap and the compiled code of another. */
const apart = async (name: string, full: boolean): Promise<Measured | undefined> => {
  const args = [process.argv[1] ?? '', '--one', name, ...(full ? ['--full'] : [])]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const [said, [status]] = await Promise.all([
    text(child.stdout),
    once(child, 'close') as Promise<[number | null]>,
  ])
  return status === 0 ? (JSON.parse(said) as Measured) : undefined
}

const measureOne = async (name: string, full: boolean): Promise<void> => {
  const bench = benchesOf(full).find((each) => each.name === name)
  if (bench === undefined) throw new Error('there is no such benchmark')
  process.stdout.write(JSON.stringify(await bench.run(bench.name)))
}

const seconds = (value: number): string =>
  value < 100 ? `${value.toFixed(1)} s` : `${(value / 60).toFixed(1)} min`

/** What is asked for and not in the ledger; what cannot be had here is named. */
const wantedOf = (
  { words, full, fresh }: Arguments,
  build: (section: Bench['section']) => string,
): readonly Bench[] => {
  const rows = readLedger()
  const isMeant = (word: string, { name, section }: Bench): boolean =>
    name.includes(word) || section === word
  const benches = benchesOf(full)
  const nothing = words.find((word) => !benches.some((bench) => isMeant(word, bench)))
  if (nothing !== undefined) {
    throw new UsageError(`no benchmark is called ${nothing}: npm run bench -- --fresh --list`)
  }
  return benches.filter((bench) => {
    const { name, section, needs } = bench
    const isWanted = words.length === 0 || words.some((word) => isMeant(word, bench))
    const isMeasured = rows.some(
      (row) => row.name === name && row.build === build(section) && (row.full || !full),
    )
    // What was measured in full says more than a quick run would.
    if (!isWanted || (isMeasured && !fresh)) return false
    if (needs?.[1]() !== false) return true
    tell(`not measured, no ${needs[0]} here: ${name}`)
    return false
  })
}

/** Measures one after the other; returns the names of those that failed. */
const measureAll = async (
  wanted: readonly Bench[],
  full: boolean,
  build: (section: Bench['section']) => string,
): Promise<readonly string[]> => {
  const failed: string[] = []
  const known = new Set(benchesOf(full).map((bench) => bench.name))
  let [took, planned, left] = [0, 0, wanted.reduce((sum, { budget }) => sum + budget, 0)]
  for (const [i, { name, section, budget, needs, prepare }] of wanted.entries()) {
    tell(`[${String(i + 1)}/${String(wanted.length)}] ${name}`)
    prepare?.()
    const begun = performance.now()
    const measured = await apart(name, full)
    const own = (performance.now() - begun) / 1000
    took += own
    planned += budget
    left -= budget
    // Budgets are of the quick form, which this machine keeps or not.
    const rest = full ? '' : `; about ${seconds((left * took) / planned)} left`
    if (measured === undefined) {
      failed.push(name)
      tell(`  FAILED after ${seconds(own)}${rest}`)
      continue
    }
    const { row: about, chromium } = machine()
    // What no benchmark is called any more cannot be told of.
    const kept = readLedger().filter((row) => known.has(row.name))
    writeLedger(
      withRow(kept, {
        ...{ name, section, full, build: build(section), ...about },
        ...(needs?.[0].includes('Chromium') === true && chromium !== undefined && { chromium }),
        seconds: Number(own.toFixed(1)),
        ...measured,
      }),
    )
    const beyond = full || own <= budget ? '' : ` of ${String(budget)} that it may take`
    tell(`  ${seconds(own)}${beyond}${rest}`)
    console.log(`${measured.isMissed ? 'MISSED ' : ''}${measured.said}`)
  }
  if (wanted.length > 0) {
    tell(`measured ${String(wanted.length - failed.length)} in ${seconds(took)}`)
  }
  return failed
}

/** Writes the documents; what is missed, or keeps a README from its figures, is said and makes the command fail. */
const write = (full: boolean, build: (section: Bench['section']) => string): void => {
  try {
    const missed = writeDocuments(readLedger(), benchesOf(full), build)
    for (const name of missed) tell(`missed: ${name}`)
    if (missed.length > 0) process.exitCode = 1
  } catch (error) {
    if (!(error instanceof MarksMissingError)) throw error
    tell(error.message)
    process.exitCode = 1
  }
}

const run = async (asked: Arguments): Promise<void> => {
  const build = readBuilds()
  const wanted = asked.write ? [] : wantedOf(asked, build)
  if (asked.list) {
    for (const { name, budget } of wanted) {
      console.log(asked.full ? name : `${String(budget).padStart(3)} s  ${name}`)
    }
    return
  }
  const failed = await measureAll(wanted, asked.full, build)
  for (const name of failed) tell(`failed: ${name}`)
  if (failed.length > 0) process.exitCode = 1
  write(asked.full, build)
}

try {
  const asked = readArguments(process.argv.slice(2))
  if (asked.help) console.log(usage)
  else if (asked.one === undefined) await run(asked)
  else await measureOne(asked.one, asked.full)
} catch (error) {
  if (!(error instanceof UsageError)) throw error
  tell(error.message)
  process.exitCode = 2
}
