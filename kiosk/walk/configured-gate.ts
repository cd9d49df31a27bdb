/** A gate as an operator writes it: its screen, its devices and its staff from a configuration. */
import { mkdir, mkdtemp } from 'node:fs/promises'
import { join } from 'node:path'
import type { ScreenSettings } from '../shared/screen-settings.ts'
import { parseConfiguration } from '../station/configuration/read-configuration.ts'
import { openDevices } from '../station/devices/open-devices.ts'
import { openSerialLine, type OpenLine } from '../station/devices/line/line.ts'
import type { StationDevices } from '../station/devices/station-devices.ts'
import { readEnrolled } from '../station/enrolled-station.ts'
import { addOperator, staffRights } from '../station/operators/operators-file.ts'
import { openGate, type Gate, type Yard } from './gate.ts'

/** What is in the file. */
export interface Configured {
  /** The members of `screen`, in YAML's flow style. */
  readonly screen: string
  /** The members of `devices`, a line each. */
  readonly devices: readonly string[]
  /** Instead of the demo's own. */
  readonly bundle?: Uint8Array | undefined
  /** Lines that are no serial ports, by their paths. */
  readonly wires?: Readonly<Record<string, OpenLine>>
}

/** The gate. */
export interface ConfiguredGate extends Gate {
  readonly devices: StationDevices
  /** What the operator chose of the screen. */
  readonly settings: ScreenSettings
  readonly stickFolder: string
  /** For a station that has run for a while already: its clocks of durations go on by so much. */
  age(ms: number): void
}

/** The station's clock of durations is so much slower than the one on the wall: a busy machine is in time all the same. */
const slowness = 10

/** Who may sign in at it. */
export const operator = { id: 'li-wei', pin: '135791' } as const

/** Opens the station as its configuration says. */
export async function openConfigured(
  yard: Yard,
  { screen, devices: lines, bundle, wires = {} }: Configured,
): Promise<ConfiguredGate> {
  const folder = await mkdtemp(join(yard.folder, 'lane-'))
  const operatorsFile = join(folder, 'operators.json')
  const stickFolder = join(folder, 'stick')
  await mkdir(stickFolder)
  await addOperator(operatorsFile, { ...operator, rights: staffRights })
  const { configuration, findings } = await parseConfiguration(
    `
bundle: { folder: ${yard.demo.folder}, worlds: [demo] }
rules: ${yard.demo.ruleSet}
screen: { ${screen} }
devices:
${lines.map((line) => `  ${line}\n`).join('')}
staff: { operators: ${operatorsFile}, stick: ${stickFolder} }
`,
    folder,
  )
  if (configuration?.staff === undefined) throw new Error(JSON.stringify(findings))
  let olderMs = 0
  const monotonicMs = () => performance.now() / slowness + olderMs
  const logged: string[] = []
  const devices = openDevices(configuration.devices, {
    now: () => new Date(),
    monotonicMs: () => performance.now() + olderMs,
    log: (line) => logged.push(line),
    openLine: (options) => (wires[options.path] ?? openSerialLine)(options),
  })
  const { operatorsFile: file, idleMs } = configuration.staff
  const { settings } = configuration.screen
  const gate = await openGate(yard, {
    ...(bundle !== undefined && { bundle }),
    opened: {
      ...{ devices, monotonicMs, settings },
      passSeconds: configuration.devices.gate?.passSeconds,
      enrolled: await readEnrolled(yard.demo.stationFolder),
      staff: { operatorsFile: file, idleMs, stickFolder },
    },
  })
  return {
    ...{ ...gate, devices, settings, stickFolder },
    age(ms) {
      olderMs += ms
    },
  }
}
