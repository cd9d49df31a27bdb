/** A batch with codes against the bare sum of its parts: the built command from beginning to end, all of it on the disk. */
import { spawn } from 'node:child_process'
import { createWriteStream, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { availableParallelism, tmpdir } from 'node:os'
import { join } from 'node:path'
import { once } from 'node:events'
import { fileURLToPath } from 'node:url'
import { generateKey } from 'greengate/issue'
import { personAt } from '../cli/people/main.ts'
import { figure, medianCell, medianFigure, targetCell, type Measured } from './measured.ts'
import { medianOf } from './statistics.ts'

const target = 1.3
const now = '2020-03-18T21:30:00Z'
const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))

/** How a process ran. */
export interface Ran {
  readonly seconds: number
  /** Megabytes at most in the first quarter of its time, and in the last. */
  readonly early: number
  readonly late: number
}

/** What a line must be, and what share of the people must have several facts, for a figure to be of the demand. */
const leastBytes = 300
const severalFacts = 5
const leastShare = 0.3

/** Makes the people, and a key that signs. They are those of `greengate people`: about 1,740 bytes a line, 46 % with several facts. */
export const preparePeople = async (
  folder: string,
  people: number,
): Promise<{ readonly input: string; readonly key: string }> => {
  const [input, key] = [join(folder, 'people.ndjson'), join(folder, 'issuer.jwk')]
  writeFileSync(key, JSON.stringify(await generateKey('Ed25519')), { mode: 0o600 })
  const file = createWriteStream(input)
  const seconds = Date.parse(now) / 1000
  const batch = 1000
  let several = 0
  for (let from = 0; from < people; from += batch) {
    const made = Array.from({ length: Math.min(batch, people - from) }, (_, i) =>
      personAt(from + i, { seed: 1, now: seconds }),
    )
    several += made.filter(({ facts }) => facts.length >= severalFacts).length
    const lines = made.map((person) => JSON.stringify(person))
    if (lines.some((line) => line.length < leastBytes)) throw new Error('a line is too short')
    if (!file.write(`${lines.join('\n')}\n`)) await once(file, 'drain')
  }
  file.end()
  await once(file, 'finish')
  if (several < leastShare * people) throw new Error('too few people have several facts')
  return { input, key }
}

/** Runs Node, and looks at its memory five times a second. */
export const runNode = async (args: readonly string[]): Promise<Ran> => {
  const begun = performance.now()
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'ignore', 'inherit'] })
  const seen: number[] = []
  const look = setInterval(() => {
    try {
      const [, pages = '0'] = readFileSync(`/proc/${child.pid ?? 0}/statm`, 'utf8').split(' ')
      seen.push((Number(pages) * 4096) / 1_000_000)
    } catch {
      // It is over, or this system has no such files.
    }
  }, 200)
  const [code] = (await once(child, 'close')) as [number | null]
  clearInterval(look)
  if (code !== 0) throw new Error('a side of the batch did not run')
  const quarter = Math.ceil(seen.length / 4)
  const most = (of: readonly number[]): number => Math.max(0, ...of)
  return {
    seconds: (performance.now() - begun) / 1000,
    early: most(seen.slice(0, quarter)),
    late: most(seen.slice(-quarter)),
  }
}

/** Both sides take turns over the same file. */
export const measureBatch = async (
  name: string,
  people: number,
  rounds: number,
): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-bench-'))
  const workers = String(availableParallelism())
  try {
    const { input, key } = await preparePeople(folder, people)
    const out = join(folder, 'out')
    const batch = [
      ...[path('cli/bin/greengate.js'), 'batch', 'issue', '--in', input, '--out', out],
      ...['--rules', path('test-vectors/rule-sets/hangzhou/14/cn-3301.json'), '--now', now],
      ...['--key', key, '--issuer', 'cn-3301', '--workers', workers, '--json'],
    ]
    const bare = [path('bench/batch-bare.ts'), input, key, workers]
    const ran: { readonly ours: Ran; readonly bare: Ran }[] = []
    for (let round = 0; round < rounds; round++) {
      const isFirst = round % 2 === 0
      const before = isFirst ? await runNode(bare) : undefined
      const ours = await runNode(batch)
      rmSync(out, { recursive: true })
      ran.push({ ours, bare: before ?? (await runNode(bare)) })
    }
    const ratio = medianOf(ran.map((each) => each.ours.seconds / each.bare.seconds))
    const median = (of: (each: (typeof ran)[number]) => number): number =>
      medianOf(ran.map(of)).median
    const isMissed = ratio.median > target
    const seconds = median(({ ours }) => ours.seconds)
    const cells = [medianCell(ratio), targetCell(target.toFixed(2), isMissed)]
    const [early, late] = [median(({ ours }) => ours.early), median(({ ours }) => ours.late)]
    const memory = `${early.toFixed(0)} / ${late.toFixed(0)}`
    return {
      rows: [
        [
          people.toLocaleString('en'),
          workers,
          ...cells,
          String(rounds),
          `${seconds.toFixed(1)} / ${median((each) => each.bare.seconds).toFixed(1)}`,
          Math.round(people / seconds).toLocaleString('en'),
          memory,
        ],
      ],
      figures: {
        people: figure(people),
        ratio: medianFigure(ratio),
        grown: figure(late / early),
        rate: figure(people / seconds),
      },
      said: `${cells[0] ?? ''}, at most ${target.toFixed(2)}; ${memory} MB early / late  ${name}`,
      isMissed,
    }
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}
