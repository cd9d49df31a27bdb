/** The same batch on JetStream with two workers against two threads: the built command from beginning to end, a nats-server beside it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { natsIsMissing, startNats } from '../cli/nats/test-nats.ts'
import { preparePeople, runNode } from './batch.ts'
import { figure, medianCell, medianFigure, targetCell, type Measured } from './measured.ts'
import { medianOf } from './statistics.ts'

const target = 1.5
const workers = 2
const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))
const command = path('cli/bin/greengate.js')

/** What it needs. */
export const hasNats = (): boolean => !natsIsMissing

const digestsOf = (out: string): string => {
  const text = readFileSync(join(out, 'manifest.json'), 'utf8')
  return JSON.stringify((JSON.parse(text) as { readonly sha256: unknown }).sha256)
}

/** Both sides take turns over the same file; what they write is the same, or there is no figure. */
export const measureBatchStream = async (
  name: string,
  people: number,
  rounds: number,
): Promise<Measured> => {
  const folder = mkdtempSync(join(tmpdir(), 'greengate-bench-'))
  const running: ChildProcess[] = []
  await using nats = await startNats({ jetstream: true })
  try {
    const { input, key } = await preparePeople(folder, people)
    const ctiKey = join(folder, 'cti.key')
    writeFileSync(ctiKey, randomBytes(32).toString('base64url'), { mode: 0o600 })
    const keys = ['--key', key, '--cti-key', ctiKey]
    for (let n = 0; n < workers; n++) {
      const args = [command, 'batch', 'worker', '--nats', nats.url, ...keys]
      running.push(spawn(process.execPath, args, { stdio: 'ignore' }))
    }
    const batch = (out: string, ...how: string[]): readonly string[] => [
      ...[command, 'batch', 'issue', '--in', input, '--out', out, ...keys, ...how],
      ...['--rules', path('test-vectors/rule-sets/hangzhou/14/cn-3301.json')],
      ...['--now', '2020-03-18T21:30:00Z', '--issuer', 'cn-3301', '--json'],
    ]
    const [here, there] = [join(folder, 'here'), join(folder, 'there')]
    const runs = {
      threads: batch(here, '--workers', String(workers)),
      stream: batch(there, '--nats', nats.url),
    }
    const ran: { readonly threads: number; readonly stream: number }[] = []
    for (let round = 0; round < rounds; round++) {
      const isFirst = round % 2 === 0
      const before = isFirst ? await runNode(runs.threads) : undefined
      const stream = await runNode(runs.stream)
      const threads = before ?? (await runNode(runs.threads))
      if (digestsOf(here) !== digestsOf(there)) throw new Error('the two runs differ')
      for (const out of [here, there]) rmSync(out, { recursive: true })
      ran.push({ threads: threads.seconds, stream: stream.seconds })
    }
    const ratio = medianOf(ran.map((each) => each.stream / each.threads))
    const isMissed = ratio.median > target
    const seconds = (side: 'threads' | 'stream'): number =>
      medianOf(ran.map((each) => each[side])).median
    const cells = [medianCell(ratio), targetCell(target.toFixed(2), isMissed)]
    return {
      rows: [
        [
          people.toLocaleString('en'),
          ...cells,
          String(rounds),
          `${seconds('stream').toFixed(1)} / ${seconds('threads').toFixed(1)}`,
        ],
      ],
      // That both wrote the same is asked in every round: otherwise there is no figure.
      figures: { people: figure(people), ratio: medianFigure(ratio), differing: figure(0) },
      said: `${cells[0] ?? ''}, at most ${target.toFixed(2)}  ${name}`,
      isMissed,
    }
  } finally {
    for (const worker of running) {
      worker.kill('SIGTERM')
      if (worker.exitCode === null) await once(worker, 'close')
    }
    rmSync(folder, { recursive: true, force: true })
  }
}
