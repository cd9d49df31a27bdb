/** Measures the impact of version 13 to 14: what counting adds to the bare evaluation of both versions on all cores, and how much memory it takes. */
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { Worker } from 'node:worker_threads'

/** What one worker is asked, and what it answers. */
export interface ImpactShare {
  readonly from: number
  readonly count: number
  /** People in one batch: prepared first, outside the clock. */
  readonly batch: number
}

/** Milliseconds that a worker spent on the same people, batch by batch, either way. */
export interface ImpactTimes {
  readonly bare: readonly number[]
  readonly impact: readonly number[]
  /** Bytes of the worker's heap after its last batch, for each tenth of its people. */
  readonly heap: readonly number[]
}

/** What was measured of so many people. */
export interface ImpactMeasured {
  readonly people: number
  readonly workers: number
  /** Sums over all batches of a worker, the slowest worker. */
  readonly bareMs: number
  readonly impactMs: number
  /** One for each pair of batches. */
  readonly pairs: readonly { readonly subject: number; readonly bare: number }[]
  /** Of the whole command over as many synthetic people, one run. */
  readonly command: { readonly seconds: number; readonly peakMegabytes: number }
}

const batch = 1000

/** Shares people among as many workers as there are cores; each judges its people in both ways, in turns. */
export async function measureImpactBench(people: number): Promise<ImpactMeasured> {
  const workers = availableParallelism()
  const each = Math.ceil(people / workers / batch) * batch
  const times = await Promise.all(
    Array.from({ length: workers }, (_, i) => timesOf({ from: i * each, count: each, batch })),
  )
  const slowest = (side: 'bare' | 'impact'): number =>
    Math.max(...times.map((of) => of[side].reduce((sum, ms) => sum + ms, 0)))
  return {
    people: each * workers,
    workers,
    bareMs: slowest('bare'),
    impactMs: slowest('impact'),
    pairs: times.flatMap(({ bare, impact }) =>
      bare.map((ms, i) => ({ bare: ms, subject: impact[i] ?? Number.NaN })),
    ),
    command: runCommand(people),
  }
}

function timesOf(share: ImpactShare): Promise<ImpactTimes> {
  const worker = new Worker(new URL('impact-worker.ts', import.meta.url), {
    workerData: share,
    execArgv: ['--conditions=source'],
  })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** The command as anyone runs it, and the most memory that the system saw it take. */
function runCommand(people: number): ImpactMeasured['command'] {
  const folder = 'test-vectors/rule-sets/hangzhou'
  const script = `
    import { runGreengate } from './cli/program.ts'
    await runGreengate(process.argv.slice(1))
    process.stderr.write(String(process.resourceUsage().maxRSS))`
  const begun = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--conditions=source', '--input-type=module', '--eval', script, '--'],
      ...['rules', 'impact', `${folder}/13/cn-3301.json`, `${folder}/14/cn-3301.json`],
      ...['--synthetic', String(people), '--json'],
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  const kilobytes = Number(stderr.trim().split('\n').at(-1))
  if (status !== 0 || !Number.isFinite(kilobytes)) throw new Error('the command did not run')
  return { seconds: (performance.now() - begun) / 1000, peakMegabytes: kilobytes / 1024 }
}
