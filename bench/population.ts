/** Population sets at the size of a province: the built command from file to proof, sizes against the fewest bits, look-ups, outsiders, a patch. */
import { spawnSync } from 'node:child_process'
import {
  closeSync,
  mkdtempSync,
  openSync,
  readFileSync,
  rmSync,
  writeFileSync,
  writeSync,
} from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { hashNumber, openCovered, openNotGreen } from 'greengate/issue'
import {
  onePercent,
  onePerMille,
  syntheticFile,
  syntheticNumber,
} from '../cli/population/synthetic-rows.ts'
import { figure, targetCell, type Measured } from './measured.ts'
import { medianOf } from './statistics.ts'

/** How many of a thousand are not green. */
export type PerMille = 1 | 10

const key = { id: 'AAAAAAAAAAA', key: Buffer.alloc(16, 7) }
const most = {
  seconds: 300,
  megabytes: 1024,
  notGreen: 1.08,
  covered: 1.05,
  micros: 5,
  patch: 1.15,
  /** Of a million; 977 are expected. */
  outsiders: 1100,
}
const outsiders = 1_000_000

interface Weighed {
  readonly bytes: number
  readonly bound: number
  readonly control: { readonly by: string; readonly wrong: number }
}

interface Built {
  readonly people: number
  readonly proved: number
  readonly covered: Weighed
  readonly notGreen: Weighed
}

interface Patched {
  readonly changed: number
  readonly proved: number
  readonly patch: Weighed
}

interface Ran<Said> {
  readonly said: Said
  readonly seconds: number
  readonly processorSeconds: number
  readonly megabytes: number
}

/** Measures; at 65,000,000 people it takes minutes, and some 6 GB of disk meanwhile. */
export const measurePopulation = (name: string, people: number, perMille: PerMille): Measured => {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-bench-'))
  try {
    return measured(name, people, perMille, folder)
  } finally {
    rmSync(folder, { recursive: true })
  }
}

const measured = (name: string, people: number, perMille: PerMille, folder: string): Measured => {
  const rows = join(folder, 'rows.csv')
  const keyFile = join(folder, 'key')
  const sets = join(folder, 'sets')
  const text = JSON.stringify({ id: key.id, key: key.key.toString('base64url') })
  writeFileSync(keyFile, text, { mode: 0o600 })
  const common = [
    ...['--set', 'cn-3301', '--key', keyFile, '--folder', sets, '--type', 'cn-resident-id'],
    ...['--temp', folder, '--json', '--assessed-at'],
  ]
  writeRows(rows, people, perMille, 0)
  const built = runCommand<Built>([
    ...['build', rows, ...common, '2020-03-01T00:00:00Z', '--limit', '2020-03-08T00:00:00Z'],
    ...['--version', '14', '--issuer', 'cn-3301'],
  ])
  const asked = askSets(sets, people)
  writeRows(rows, people, perMille, 1)
  const delta = runCommand<Patched>(['delta', rows, ...common, '2020-03-01T01:00:00Z'])
  return toMeasured(name, people, { built, asked, delta })
}

const writeRows = (path: string, people: number, perMille: PerMille, round: number): void => {
  const file = openSync(path, 'w')
  const shares = perMille === 1 ? onePerMille : onePercent
  for (const block of syntheticFile(0, people, shares, round)) writeSync(file, block)
  closeSync(file)
}

/** Says in the end what the process took; threads are a part of it. */
const tellUsage = `data:text/javascript,${encodeURIComponent(`
import { isMainThread } from 'node:worker_threads'
if (isMainThread) process.on('exit', () => {
  const { maxRSS, userCPUTime, systemCPUTime } = process.resourceUsage()
  process.stderr.write('usage ' + JSON.stringify([maxRSS, userCPUTime + systemCPUTime]))
})`)}`

/** The built command as anyone runs it. */
const runCommand = <Said>(args: readonly string[]): Ran<Said> => {
  const command = fileURLToPath(new URL('../cli/bin/greengate.js', import.meta.url))
  const begun = performance.now()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    ['--import', tellUsage, command, 'population', ...args],
    { encoding: 'utf8' },
  )
  const [, usage] = /usage (\[.+\])$/.exec(stderr) ?? []
  if (status !== 0 || usage === undefined) throw new Error(`the command did not run: ${stderr}`)
  const [kilobytes, micros] = JSON.parse(usage) as [number, number]
  return {
    said: JSON.parse(stdout) as Said,
    seconds: (performance.now() - begun) / 1000,
    processorSeconds: micros / 1_000_000,
    megabytes: kilobytes / 1024,
  }
}

interface Asked {
  /** Microseconds of the processor, of hash and both look-ups. */
  readonly micros: number
  /** Of valid numbers that nobody assessed. */
  readonly passed: number
}

/** Looks up people of the file in no order, and then outsiders. */
const askSets = (folder: string, people: number): Asked => {
  const data = (kind: string): Uint8Array => {
    const header = readFileSync(join(folder, `${kind}-cn-3301.json`), 'utf8')
    const { sets } = JSON.parse(header) as { sets: { data: { sha256: string } }[] }
    return new Uint8Array(readFileSync(join(folder, sets[0]?.data.sha256 ?? '')))
  }
  const covered = openCovered(data('covered'))
  const notGreen = openNotGreen(data('not-green'))
  const passes = (number: string): boolean => {
    const hash = hashNumber(key.key, 'cn-resident-id', number)
    return covered.has(hash) && notGreen.lookUp(hash) === undefined
  }
  const [rounds, each] = [200, 1000]
  const times: number[] = []
  for (let round = 0; round < rounds; round++) {
    const numbers = Array.from({ length: each }, (_, i) =>
      syntheticNumber(((round * each + i) * 7_919_017) % people),
    )
    const begun = process.cpuUsage()
    let passed = 0
    for (const number of numbers) if (passes(number)) passed += 1
    const { user, system } = process.cpuUsage(begun)
    times.push((user + system) / each)
    if (passed === 0) throw new Error('nobody passes')
  }
  let passed = 0
  for (let n = people; n < people + outsiders; n++) if (passes(syntheticNumber(n))) passed += 1
  return { micros: medianOf(times).median, passed }
}

const toMeasured = (
  name: string,
  people: number,
  { built, asked, delta }: { built: Ran<Built>; asked: Asked; delta: Ran<Patched> },
): Measured => {
  const { said, seconds, processorSeconds, megabytes } = built
  const { patch, changed } = delta.said
  const isProved = said.proved === people && delta.said.proved === people
  const isNoticed = [said.covered, said.notGreen, patch].every(({ control }) => control.wrong > 0)
  const isLarge = people >= 65_000_000
  const ratio = ({ bytes, bound }: Weighed): number => bytes / bound
  const missed: string[] = []
  const cell = (shown: string, value: number, limit: number, digits = 2): string => {
    // The targets are of the whole size; few people take more bits each.
    const isMissed = isLarge && value > limit
    if (isMissed) missed.push(shown)
    return isLarge ? `${shown}; ${targetCell(limit.toFixed(digits), isMissed)}` : shown
  }
  const size = (set: Weighed): string =>
    `${set.bytes.toLocaleString('en')}: ${ratio(set).toFixed(3)}`
  const cells = [
    people.toLocaleString('en'),
    cell(seconds.toFixed(0), seconds, most.seconds, 0),
    processorSeconds.toFixed(0),
    cell(megabytes.toFixed(0), megabytes, most.megabytes, 0),
    cell(size(said.notGreen), ratio(said.notGreen), most.notGreen),
    cell(size(said.covered), ratio(said.covered), most.covered),
    cell(asked.micros.toFixed(2), asked.micros, most.micros, 0),
    cell(asked.passed.toLocaleString('en'), asked.passed, most.outsiders, 0),
    `${changed.toLocaleString('en')}; ${cell(size(patch), ratio(patch), most.patch)}`,
    `${(said.proved + delta.said.proved).toLocaleString('en')}; ${isProved ? 0 : '**some**'}`,
    isNoticed ? 'noticed' : '**not noticed**',
  ]
  return {
    rows: [[name, ...cells]],
    figures: {
      people: figure(people),
      seconds: figure(seconds),
      megabytes: figure(megabytes),
      notGreen: figure(ratio(said.notGreen)),
      covered: figure(ratio(said.covered)),
      micros: figure(asked.micros),
      outsiders: figure(asked.passed),
      patch: figure(ratio(patch)),
      // The command stops at the first row about which a set is wrong.
      unproved: figure(2 * people - said.proved - delta.said.proved),
      unnoticed: figure(isNoticed ? 0 : 1),
    },
    said: `${ratio(said.notGreen).toFixed(3)} not-green, ${ratio(said.covered).toFixed(3)} covered, ${ratio(patch).toFixed(3)} patch, ${seconds.toFixed(0)} s, ${megabytes.toFixed(0)} MB, ${asked.micros.toFixed(2)} µs, ${asked.passed} outsiders  ${name}`,
    isMissed: missed.length > 0 || !isProved || !isNoticed,
  }
}
