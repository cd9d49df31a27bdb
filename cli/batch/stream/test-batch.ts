/** A batch for tests, small in every measure, with some people of little whose codes are many times as long as they are; and workers of it. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomBytes } from 'node:crypto'
import { once } from 'node:events'
import { writeFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { generateKey } from 'greengate/issue'
import { describeKey, writeKeyFile } from '../../keys/key-file.ts'
import type { NatsPlace } from '../../nats/connect.ts'
import { people } from '../../people/main.ts'
import type { Scratch } from '../../test-process.ts'
import { idKeyName } from '../code-ids.ts'
import { digestInput } from '../digest-input.ts'
import { namedJob } from '../job-id.ts'
import type { Shard } from '../job.ts'
import { runBatch, type BatchRun } from '../local/run-batch.ts'
import type { Finished } from '../manifest.ts'
import { cutPeople } from '../people/main.ts'
import { readOrder } from '../read-order.ts'
import { openByKeys } from './open-offer.ts'
import type { StreamTerms } from './run-stream.ts'
import { runWorker } from './run-worker.ts'

/** What is run. */
export interface TestBatch {
  readonly run: Omit<BatchRun, 'out'>
  readonly keyFile: string
  readonly ctiFile: string
}

const vectors = fileURLToPath(new URL('../../../test-vectors/rule-sets/', import.meta.url))
const main = fileURLToPath(new URL('../../main.ts', import.meta.url))
/** The rules, and the instant. */
const asked = {
  rules: `${vectors}hangzhou/14/cn-3301.json`,
  facts: `${vectors}fact-types.json`,
  versions: `${vectors}hangzhou`,
  now: '2020-03-18T21:30:00Z',
}
/** The same for the command. */
export const askedFlags: readonly string[] = Object.entries(asked).flatMap(([name, value]) => [
  `--${name}`,
  value,
])

const language = 'en'

/** How large it is. */
export interface TestSize {
  readonly count: number
  /** People of whom nothing is known. */
  readonly plain?: number
  readonly seed?: number
  readonly shardBytes?: number
  readonly partBytes?: number
}

/** Makes people, keys and order. */
export async function makeTestBatch(folder: Scratch, size: TestSize): Promise<TestBatch> {
  const { count, plain = 0, seed = 1, shardBytes = 110_000, partBytes = 98_304 } = size
  const made = [
    ...people({ seed, now: Date.parse(asked.now) / 1000, faultsPerMillion: 50_000 }, count),
  ]
  const plainLine = (_: unknown, n: number): string =>
    JSON.stringify({ id: `p${n}`, region: '330106', facts: [], covers: [] })
  const lines = [
    ...made.map((person) => JSON.stringify(person)),
    'no person',
    ...Array.from({ length: plain }, plainLine),
  ]
  const input = folder.at('people.ndjson')
  await writeFile(input, `${lines.join('\n')}\n`)
  const key = await generateKey('Ed25519')
  const [keyFile, ctiFile] = [folder.at('issuer.jwk'), folder.at('cti.key')]
  await writeKeyFile(keyFile, key)
  const idKey = new Uint8Array(randomBytes(32))
  await writeFile(ctiFile, Buffer.from(idKey).toString('base64url'), { mode: 0o600 })
  const { kid, alg } = await describeKey(key)
  const out = folder.at('none')
  const { job } = await readOrder({ ...asked, in: input, out }, 'issue', () =>
    Promise.resolve({
      ...{ issuer: 'cn-3301', class: 'app', profile: 'both', validForSeconds: 86_400 },
      ...{ commits: false, tags: false, hasStatus: true, kid, alg, idKey: idKeyName(idKey) },
    }),
  )
  const { format: _, id: __, ...whole } = job
  const cut = cutPeople(input, job.input.form, shardBytes)
  const { shards } = await digestInput(input, cut)
  const order = { job: namedJob({ ...whole, shardBytes, partBytes }), shards }
  const reserve = ({ shard }: Shard): Promise<readonly number[]> =>
    Promise.resolve(Array.from({ length: 20_000 }, (_of, n) => 20_000 * shard + n))
  const keys = { signer: { key: keyFile }, idKey }
  const reserving = { reserve, knows: () => undefined }
  return { run: { order, input, keys, reserving, workers: '1', language }, keyFile, ctiFile }
}

/** The same people and keys in shorter parts: another job, and the same outcomes and codes. */
export function inShorterParts(batch: TestBatch, partBytes: number): TestBatch {
  const { order } = batch.run
  const { format: _, id: __, ...whole } = order.job
  const job = namedJob({ ...whole, partBytes })
  return { ...batch, run: { ...batch.run, order: { ...order, job } } }
}

/** Runs it here. */
export const runHere = ({ run }: TestBatch, out: string): Promise<Finished | undefined> =>
  runBatch({ ...run, out })

/** Assesses the same people here, as the command would. */
export async function assessHere({ run }: TestBatch, out: string): Promise<Finished | undefined> {
  const { input } = run
  const flags = { ...asked, in: input, out }
  const order = await readOrder(flags, 'assess', () => Promise.resolve(undefined))
  return runBatch({ order, input, out, workers: '1', language })
}

/** Runs it on NATS. */
export const runOn = (
  { run }: TestBatch,
  out: string,
  stream: StreamTerms,
): Promise<Finished | undefined> => runBatch({ ...run, out, stream })

/** A worker in this process. */
export interface TestWorker {
  readonly said: readonly string[]
  parts(): number
  end(): Promise<void>
}

/** Starts one. */
export function startWorker(
  place: NatsPlace,
  keys: { readonly key?: string; readonly ctiKey?: string },
): TestWorker {
  const ended = new AbortController()
  const said: string[] = []
  let parts = 0
  const running = runWorker({
    ...{ place, width: 1, signal: ended.signal },
    open: (offer) => openByKeys(offer, keys, 1),
    say: (line) => said.push(line),
    onPart: () => parts++,
  })
  running.catch(() => undefined)
  return {
    said,
    parts: () => parts,
    async end() {
      ended.abort()
      await running
    },
  }
}

/** The command in a process of its own, which can be killed. */
export interface KilledCommand {
  /** Resolved at its end. */
  readonly ended: Promise<number | null>
  stderr(): string
  kill(signal?: NodeJS.Signals): Promise<void>
}

/** Starts `greengate batch …`. */
export function startBatchCommand(args: readonly string[]): KilledCommand {
  const child: ChildProcess = spawn(
    process.execPath,
    ['--conditions=source', main, 'batch', ...args],
    {
      stdio: ['ignore', 'ignore', 'pipe'],
      env: { ...process.env, NODE_OPTIONS: '' },
      detached: true,
    },
  )
  let stderr = ''
  child.stderr?.on('data', (part: Buffer) => {
    stderr += part.toString()
  })
  const ended = once(child, 'close').then(() => child.exitCode)
  return {
    ended,
    stderr: () => stderr,
    async kill(signal = 'SIGKILL') {
      child.kill(signal)
      await ended
    },
  }
}
