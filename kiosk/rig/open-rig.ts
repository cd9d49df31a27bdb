/** A lane to be measured or tormented: cables, the devices simulated at their far ends, and a station that is started and killed. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { rmSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { setTimeout as wait } from 'node:timers/promises'
import { build } from 'esbuild'
import { makeDemo, type Demo } from '../../cli/demo/main.ts'
import { openSerialLine, type Line } from '../station/devices/line/line.ts'
import { layCable, type Cable } from '../station/devices/line/test-pty.ts'
import {
  simulateLcus,
  simulateModbus,
  type SimulatedRelays,
} from '../station/devices/gate/simulated-relays.ts'
import type { Ask, StationSetting, Told } from './station-messages.ts'

/** What a lane is made of. */
export interface RigOptions {
  /** How many people may pass. */
  readonly crowd: number
  readonly board: 'lcus' | 'modbus'
  readonly inputs: readonly ('scanner' | 'reader' | 'printer')[]
  readonly pulseMs: number
  readonly gapMs: number
}

/** The lane. */
export interface Rig {
  readonly demo: Demo
  /** Of the demo, the journals and everything else. */
  readonly folder: string
  readonly relays: SimulatedRelays
  readonly gateLine: Line
  /** The device's end of a cable. */
  line(input: RigOptions['inputs'][number]): Line
  /** Takes what a dead station did not read out of its cables: what it would decide next is nobody's any more. */
  drain(): Promise<void>
  /** Starts the station; resolves once all its devices are ready. */
  start(journalFolder: string): Promise<Life>
  close(): Promise<void>
}

/** A station from its start to its end. */
export interface Life {
  readonly pid: number
  listen(onTold: (told: Told) => void): () => void
  ask(asked: Ask): void
  /** The next of a kind that it tells. */
  next<K extends Told['told']>(told: K): Promise<Extract<Told, { readonly told: K }>>
  /** As the power goes: it says no more. */
  kill(): Promise<void>
  end(): Promise<void>
}

/** In so long everything has come that is under way on a cable. */
const drainMs = 150
const baud = { scanner: 9_600, reader: 115_200, printer: 9_600 }

/** Lays the cables and makes the demo. */
export async function openRig(options: RigOptions): Promise<Rig> {
  const { board, inputs, pulseMs, gapMs } = options
  const folder = await mkdtemp(join(tmpdir(), 'greengate-rig-'))
  const program = await bundled()
  const demoFolder = join(folder, 'demo')
  const demo = await makeDemo({ folder: demoFolder, now: new Date(), crowd: options.crowd })
  const cables: Cable[] = []
  const lines: Line[] = []
  const plug = async (baudRate: number) => {
    const cable = await layCable()
    cables.push(cable)
    const line = openSerialLine({ path: cable.device, baudRate })
    lines.push(line)
    while (line.state() !== 'ready') await wait(5)
    return { cable, line }
  }
  const gate = await plug(9_600)
  const relays =
    board === 'lcus'
      ? simulateLcus(gate.line)
      : simulateModbus(gate.line, { address: 1, timesPulses: true })
  const plugged = new Map<RigOptions['inputs'][number], Awaited<ReturnType<typeof plug>>>()
  for (const input of inputs) plugged.set(input, await plug(baud[input]))
  const lives = new Set<Life>()

  return {
    ...{ demo, folder, relays, gateLine: gate.line },
    line(input) {
      const found = plugged.get(input)
      if (found === undefined) throw new TypeError(`this lane has no ${input}`)
      return found.line
    },
    async drain() {
      for (const [input, { cable }] of plugged) {
        const line = openSerialLine({ path: cable.station, baudRate: baud[input] })
        while (line.state() !== 'ready') await wait(5)
        await wait(drainMs)
        await line.close()
      }
    },
    async start(journalFolder) {
      const ends = [...plugged].map(([input, { cable }]) => [input, cable.station] as const)
      const setting: StationSetting = {
        ...{ bundleFolder: demo.folder, journalFolder, stationFolder: demo.stationFolder },
        ...{ ruleSet: demo.ruleSet, gate: { board, path: gate.cable.station }, pulseMs, gapMs },
        ...Object.fromEntries(ends),
      }
      const life = live(program, setting)
      lives.add(life)
      await life.next('open')
      return life
    },
    async close() {
      for (const life of lives) await life.kill()
      relays.close()
      for (const line of lines) await line.close()
      for (const cable of cables) await cable.close()
      await rm(folder, { recursive: true, force: true, maxRetries: 5 })
    },
  }
}

let stationProcess: Promise<string> | undefined

/** One file for all rigs of this process: a station that is started two hundred times must not be compiled as often. */
const bundled = (): Promise<string> => (stationProcess ??= bundle())

async function bundle(): Promise<string> {
  // Where the packages are found that are not bundled.
  const outfile = join(import.meta.dirname, '../../artifacts/rig', `${String(process.pid)}.mjs`)
  await build({
    entryPoints: [join(import.meta.dirname, 'station-process.ts')],
    ...{ bundle: true, format: 'esm', platform: 'node', conditions: ['source'], outfile },
    external: ['idb', 'serialport', 'node-hid', 'modbus-serial', 'sharp'],
    banner: {
      js: `import { createRequire } from 'node:module'; const require = createRequire(import.meta.url)`,
    },
  })
  process.once('exit', () => {
    rmSync(outfile, { force: true })
  })
  return outfile
}

function live(program: string, setting: StationSetting): Life {
  const child = spawn(process.execPath, [program, JSON.stringify(setting)], {
    stdio: ['pipe', 'pipe', 'inherit'],
  })
  const ended = once(child, 'exit')
  const listeners = new Set<(told: Told) => void>()
  createInterface({ input: child.stdout }).on('line', (line) => {
    const told = JSON.parse(line) as Told
    for (const listener of [...listeners]) listener(told)
  })
  // Who is dead hears nothing.
  child.stdin.on('error', () => undefined)
  const ask = (asked: Ask) => child.stdin.write(`${JSON.stringify(asked)}\n`)
  const listen = (onTold: (told: Told) => void) => {
    listeners.add(onTold)
    return () => {
      listeners.delete(onTold)
    }
  }
  return {
    pid: child.pid ?? 0,
    listen,
    ask,
    next: <K extends Told['told']>(wanted: K) =>
      new Promise<Extract<Told, { readonly told: K }>>((resolve, reject) => {
        const unlisten = listen((told) => {
          if (told.told !== wanted) return
          unlisten()
          resolve(told as Extract<Told, { readonly told: K }>)
        })
        void ended.then(() => {
          reject(new Error('the station has ended'))
        })
      }),
    async kill() {
      child.kill('SIGKILL')
      await ended
    },
    async end() {
      ask({ ask: 'end' })
      await ended
    },
  }
}
