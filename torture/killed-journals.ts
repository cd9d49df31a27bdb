/** The trial of killed journals: whatever a station was writing when it died, no receipt that it said is lost or there twice. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { build } from 'esbuild'
import { readSegment, verifyJournal } from 'greengate'
import type { PublicJwk } from 'greengate/issue'
import { randomOf, type Attempt, type Trial } from '../house/endurance.ts'

const seed = 11
/** Lives that share a folder. */
const lives = 10

interface Place {
  readonly writer: string
  readonly folder: string
  /** How many have written to the folder. */
  life: number
  /** The number of the next receipt. */
  next: number
  /** Numbers that were said to be durable. */
  readonly said: Set<number>
}

/** The trial; a sample has fewer kills and shorter lives. */
export const killedJournals = (kills = 200, perLife = 100): Trial => {
  let place: Promise<Place> | undefined
  return {
    name: 'journal',
    about:
      'a process that writes receipts, turns segments over and prunes them, killed at a random instant: every receipt that was said to be durable is there once, and the chain and its signatures hold',
    seed,
    count: kills,
    each: perLife,
    programs: ['torture/killed-journals.ts', 'torture/journal-writer.ts'],
    async attempt(step, drawn = seed) {
      place ??= newPlace()
      return oneLife(await place, randomOf(drawn, step), perLife)
    },
    report: (tally) => [
      `Receipts that were said to be durable: ${tally['said'] ?? 0}; written by the kill and not said: ${tally['unsaid'] ?? 0}; torn tails that a kill left: ${tally['torn'] ?? 0}; segments looked at: ${tally['segments'] ?? 0}.`,
    ],
    async close() {
      if (place !== undefined) await clear((await place).folder, (await place).writer)
    },
  }
}

async function newPlace(): Promise<Place> {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-journal-'))
  const writer = `${folder}.mjs`
  await build({
    entryPoints: [join(import.meta.dirname, 'journal-writer.ts')],
    ...{ bundle: true, format: 'esm', platform: 'node', conditions: ['source'], outfile: writer },
    external: ['idb'],
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)`,
    },
  })
  return { writer, folder, life: 0, next: 0, said: new Set() }
}

const clear = async (...paths: readonly string[]): Promise<void> => {
  for (const path of paths) await rm(path, { recursive: true, force: true })
}

async function oneLife(place: Place, random: () => number, perLife: number): Promise<Attempt> {
  if (place.life === lives) {
    await clear(place.folder)
    place.said.clear()
    place.next = 0
    place.life = 0
  }
  place.life++
  const before = place.said.size
  const receipts = 1 + Math.floor(random() * 2 * perLife)
  const unsaidBefore = place.next - before
  await writeUntilKilled(place, receipts, random() * 4)
  const { counts, ...found } = await look(place.folder)
  const lost = [...place.said].filter((number) => counts.get(number) !== 1)
  const twice = [...counts].filter(([, count]) => count > 1)
  const unsaid = counts.size - place.said.size - unsaidBefore
  place.next = Math.max(-1, ...counts.keys()) + 1
  return {
    lost: [
      ...found.faults,
      ...lost.map((number) => `receipt ${String(number)} was said and is not there once`),
      ...twice.map(([number]) => `receipt ${String(number)} is there twice`),
      // The one that it was writing may be there; the next process counts on after it.
      ...(unsaid > 1 ? [`${String(unsaid)} receipts are there that were not said`] : []),
    ],
    tally: { said: place.said.size - before, unsaid, torn: found.torn, segments: found.segments },
  }
}

/** Kills it so many receipts and milliseconds after it began. */
async function writeUntilKilled(place: Place, receipts: number, ms: number): Promise<void> {
  const args = [place.writer, place.folder, String(place.next)]
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
  const ended = once(child, 'exit')
  let count = 0
  for await (const line of createInterface({ input: child.stdout })) {
    place.said.add(Number(line))
    count += 1
    if (count === receipts) setTimeout(() => child.kill('SIGKILL'), ms)
  }
  await ended
}

async function look(folder: string) {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.receipts')).sort()
  const text = await readFile(join(folder, 'station-signing.public.jwk'), 'utf8')
  const keys = [JSON.parse(text) as PublicJwk]
  const files = await Promise.all(
    names.map(async (name) => ({
      id: name.replace('.receipts', ''),
      bytes: new Uint8Array(await readFile(join(folder, name))),
    })),
  )
  const report = await verifyJournal(files, { keys })
  const counts = new Map<number, number>()
  for (const { id, bytes } of files) {
    for (const { appeal } of (await readSegment(bytes, id)).receipts) {
      counts.set(Number(appeal), (counts.get(Number(appeal)) ?? 0) + 1)
    }
  }
  return {
    counts,
    faults: report.faults.map(({ segment, fault }) => `${segment}: ${fault}`),
    torn: report.segments.filter(({ tornBytes }) => tornBytes > 0).length,
    segments: names.length,
  }
}
