/** The trial of batches on NATS: of three servers one is killed in mid-run, and a worker with it; everybody is done once. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import {
  inShorterParts,
  makeTestBatch,
  runHere,
  type TestBatch,
} from '../cli/batch/stream/test-batch.ts'
import { runThroughKills } from '../cli/batch/stream/test-kills.ts'
import type { Finished } from '../cli/batch/manifest.ts'
import { shardKinds } from '../cli/batch/shard-files.ts'
import { startNats } from '../cli/nats/test-nats.ts'
import { scratch } from '../cli/test-process.ts'
import { randomOf, type Trial } from '../house/endurance.ts'

const seed = 11
/** Made up, and of whom nothing is known. */
const size = { count: 400, plain: 1_600 }
/** Results of the plain ones are longer than a message. */
const partBytes = 98_304
const shortBytes = 8_000

/** What differs between what was written here and by way of NATS. */
const differences = (here: Finished, there: Finished | undefined): readonly string[] => {
  if (there === undefined) return ['the run did not come to its end']
  const lost: string[] = []
  for (const name of ['records', 'people', 'rejected', 'codes', 'lines'] as const) {
    if (there.manifest[name] !== here.manifest[name]) lost.push(`${name} differ`)
  }
  for (const name of ['outcomes', 'codes', 'openings'] as const) {
    if (there.manifest.sha256[name] !== here.manifest.sha256[name]) lost.push(`${name} differ`)
  }
  return lost
}

/** Whoever stands in a run's files more than once, or not at all. */
const notOnce = (out: string, { manifest }: Finished): readonly string[] => {
  const kind = shardKinds[0]
  const ids = manifest.shards
    .flatMap(({ shard }) => {
      const name = `${shard.toString().padStart(6, '0')}.${kind}.ndjson`
      return readFileSync(join(out, 'shards', name), 'utf8')
        .trimEnd()
        .split('\n')
    })
    .map((line) => (JSON.parse(line) as { readonly id: string }).id)
  const once = new Set(ids).size
  return once === ids.length && once === manifest.people
    ? []
    : [`${ids.length} outcomes of ${once} people, of ${manifest.people}`]
}

const runKilled = async (step: number, drawn = seed) => {
  const random = randomOf(drawn, step)
  await using folder = scratch()
  const whole = await makeTestBatch(folder, { ...size, seed: step + 1, partBytes })
  // Every fourth with results in pieces.
  const batch: TestBatch = step % 4 === 0 ? whole : inShorterParts(whole, shortBytes)
  const here = await runHere(batch, folder.at('here'))
  await using nats = await startNats({ jetstream: true, cluster: 3 })
  const out = folder.at('there')
  const ran = await runThroughKills({ batch, nats, out, random, kills: 1 })
  if (here === undefined || ran.finished === undefined) return { lost: ['a run did not end'] }
  const lost = [...differences(here, ran.finished), ...notOnce(out, ran.finished)]
  return { lost, tally: { killed: ran.killed, people: ran.finished.manifest.people } }
}

export const batches: Trial = {
  name: 'batch',
  about:
    'batches of 2,000 people on three nats-servers with three replicas, of which one is killed in mid-run together with a worker: everybody is assessed and has a code once, and all is as on one machine, byte for byte',
  seed,
  count: 20,
  programs: ['torture/batches.ts', 'cli/batch/command.ts', 'cli/batch/local/worker.ts'],
  data: ['test-vectors/rule-sets/fact-types.json', 'test-vectors/rule-sets/hangzhou/14/*.json'],
  attempt: runKilled,
  // A kill that came after the end kills nothing.
  shortOf: ({ killed = 0 }) => (killed < 18 ? [`only ${killed} kills fell into a run`] : []),
  report: ({ killed = 0, people = 0 }) => [
    `Kills of a server and a worker in mid-run: ${killed}; people: ${people}.`,
  ],
}
