/** Batches of made-up people under version 14 of the vectors, for tests: files, keys, and the arguments of the command. */
import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'
import { people, type Person } from '../people/main.ts'
import type { Scratch } from '../test-process.ts'

const path = (name: string): string => fileURLToPath(new URL(`../../${name}`, import.meta.url))

export const issuer = 'cn-3301'
export const version14 = path(`test-vectors/rule-sets/hangzhou/14/${issuer}.json`)
export const factTypes = path('test-vectors/rule-sets/fact-types.json')
export const now = '2020-03-18T21:30:00Z'
export const seconds = Date.parse(now) / 1000

/** So many people, the same each time. */
export const madeUp = (count: number, seed = 11): readonly Person[] => [
  ...people({ seed, now: seconds }, count),
]

/** Writes people as JSON lines, and gives the file. */
export const writePeople = (
  folder: Scratch,
  list: readonly object[],
  name = 'people.ndjson',
): string => {
  const file = folder.at(name)
  writeFileSync(file, list.map((person) => `${JSON.stringify(person)}\n`).join(''))
  return file
}

/** A key of ids as `--cti-key` takes it: always the same. */
export const writeIdKey = (folder: Scratch): string => {
  const file = folder.at('ids.key')
  const key = Buffer.alloc(32, 7).toString('base64url')
  writeFileSync(file, `${key}\n`, { mode: 0o600 })
  return file
}

/** The arguments of a batch; shards are as short as they may be. */
export const batchArgs = (
  verb: 'assess' | 'issue',
  input: string,
  out: string,
  more: readonly string[] = [],
): readonly string[] => [
  ...['batch', verb, '--rules', version14, '--in', input, '--out', out, '--now', now],
  ...['--shard-bytes', '65536', '--json', ...more],
]

/** The content of all that a batch wrote, but for what names itself after the folder. */
export const writtenIn = (out: string): Readonly<Record<string, string>> => {
  const names = readdirSync(out, { recursive: true }).map(String).sort()
  const files = names.filter((name) => /\.(ndjson|json|html)$/.test(name) && name !== 'secret.json')
  return Object.fromEntries(files.map((name) => [name, readFileSync(`${out}/${name}`, 'utf8')]))
}

/** All lines of a kind, in order. */
export const linesIn = (out: string, kind: 'outcomes' | 'codes' | 'openings'): readonly unknown[] =>
  readdirSync(`${out}/shards`)
    .filter((name) => name.endsWith(`.${kind}.ndjson`))
    .sort()
    .flatMap((name) => readFileSync(`${out}/shards/${name}`, 'utf8').trimEnd().split('\n'))
    .map((line) => JSON.parse(line) as unknown)

/** Starts a batch as a process, and gives it when so many shards are on the disk. */
export const startedBatch = async (
  args: readonly string[],
  out: string,
  shards: number,
): Promise<ChildProcess> => {
  const main = fileURLToPath(new URL('../main.ts', import.meta.url))
  const child = spawn(process.execPath, ['--conditions=source', main, ...args], { stdio: 'ignore' })
  const written = (): number =>
    existsSync(`${out}/shards`)
      ? readdirSync(`${out}/shards`).filter((name) => name.endsWith('.json')).length
      : 0
  while (written() < shards) {
    if (child.exitCode !== null) throw new Error('the batch ended by itself')
    await new Promise((resolve) => setTimeout(resolve, 5))
  }
  return child
}

/** How a process ended. */
export const endOf = (child: ChildProcess): Promise<number | null> =>
  new Promise((resolve) => child.once('close', resolve))
