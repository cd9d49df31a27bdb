/** The impact of version 13 to 14: what counting adds to the bare evaluation of both versions on all cores, and what the command takes. */
import { spawnSync } from 'node:child_process'
import { availableParallelism } from 'node:os'
import { fileURLToPath } from 'node:url'
import { Worker } from 'node:worker_threads'
import { figure, medianCell, medianFigure, targetCell, type Measured } from './measured.ts'
import { medianOf } from './statistics.ts'

/** What one worker is asked. */
export interface ImpactShare {
  readonly from: number
  readonly count: number
  /** People in one batch: they are made before the clock runs. */
  readonly batch: number
}

/** Milliseconds that a worker spent on the same people, batch by batch, either way. */
export interface ImpactTimes {
  readonly bare: readonly number[]
  readonly impact: readonly number[]
}

const batch = 1000
const target = 1.5

/** Shares people among as many workers as there are cores; each judges its people both ways, in turns. */
export const measureImpact = async (name: string, people: number): Promise<Measured> => {
  const workers = availableParallelism()
  const each = Math.ceil(people / workers / batch) * batch
  const times = await Promise.all(
    Array.from({ length: workers }, (_, i) => timesOf({ from: i * each, count: each, batch })),
  )
  const ratio = medianOf(
    times.flatMap(({ bare, impact }) => bare.map((ms, i) => (impact[i] ?? Number.NaN) / ms)),
  )
  // All are done when the slowest worker is.
  const seconds = (side: keyof ImpactTimes): number =>
    Math.max(...times.map((of) => of[side].reduce((sum, ms) => sum + ms, 0))) / 1000
  const whole = seconds('impact') / seconds('bare')
  const isMissed = Math.max(ratio.median, whole) > target
  const command = runCommand(people)
  const cells = [whole.toFixed(3), medianCell(ratio), targetCell(target.toFixed(2), isMissed)]
  return {
    rows: [
      [
        (each * workers).toLocaleString('en'),
        String(workers),
        ...cells,
        `${seconds('impact').toFixed(1)} / ${seconds('bare').toFixed(1)}`,
        command.seconds.toFixed(0),
        command.peakMegabytes.toFixed(0),
      ],
    ],
    figures: {
      people: figure(each * workers),
      whole: figure(whole),
      batches: medianFigure(ratio),
      peak: figure(command.peakMegabytes),
    },
    said: `${cells.slice(0, 2).join(', batch by batch ')}, at most ${target.toFixed(2)}; peak ${command.peakMegabytes.toFixed(0)} MB  ${name}`,
    isMissed,
  }
}

const timesOf = (share: ImpactShare): Promise<ImpactTimes> => {
  const worker = new Worker(new URL('impact-worker.ts', import.meta.url), { workerData: share })
  return new Promise((resolve, reject) => {
    worker.once('message', resolve)
    worker.once('error', reject)
  })
}

/** Says in the end how much memory the process took at most; workers are a part of it. */
const tellPeak = `data:text/javascript,${encodeURIComponent(`
import { isMainThread } from 'node:worker_threads'
if (isMainThread) process.on('exit', () => {
  process.stderr.write('peak ' + process.resourceUsage().maxRSS)
})`)}`

/** The built command as anyone runs it, once, people made on the way. */
const runCommand = (
  people: number,
): { readonly seconds: number; readonly peakMegabytes: number } => {
  const path = (name: string): string => fileURLToPath(new URL(`../${name}`, import.meta.url))
  const set = (version: string): string =>
    path(`test-vectors/rule-sets/hangzhou/${version}/cn-3301.json`)
  const begun = performance.now()
  const { status, stderr } = spawnSync(
    process.execPath,
    [
      ...['--import', tellPeak, path('cli/bin/greengate.js'), 'rules', 'impact'],
      ...[set('13'), set('14'), '--synthetic', String(people), '--json'],
    ],
    { encoding: 'utf8', maxBuffer: 1 << 28 },
  )
  const [, kilobytes] = /peak (\d+)$/.exec(stderr) ?? []
  if (status !== 0 || kilobytes === undefined) throw new Error('the command did not run')
  return {
    seconds: (performance.now() - begun) / 1000,
    peakMegabytes: Number(kilobytes) / 1024,
  }
}
