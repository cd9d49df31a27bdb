/** The station of the demo: enrolled, with its lane, an operator who may do everything, and a journal that seals. */
import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateSealingKey, publicSealingKey } from 'greengate/issue'
import type { Demo } from 'greengate-cli/demo'
import { readEnrolled } from '../station/enrolled-station.ts'
import { openStation, type OpenStation } from '../station/open-station.ts'
import { addOperator, staffRights } from '../station/operators/operators-file.ts'
import { demoPassSeconds, type DemoLane } from './demo-lane.ts'
import { demoOperator } from './lane-page.ts'

/** What differs from demo to demo. */
export interface DemoStationOptions {
  readonly demo: Demo
  readonly lane: DemoLane
  readonly journalFolder: string
  readonly log: (line: string) => void
  /** The clock on the wall; a test pins it. */
  readonly now?: () => Date
}

/** Opens it; the lane's devices are the station's from here on. */
export async function openDemoStation({
  demo,
  lane,
  ...rest
}: DemoStationOptions): Promise<OpenStation> {
  const { folder, stationFolder, ruleSet } = demo
  const operatorsFile = join(folder, 'operators.json')
  const stickFolder = join(folder, 'stick')
  const operator = await generateSealingKey()
  await addOperator(operatorsFile, { ...demoOperator, rights: staffRights })
  await mkdir(stickFolder)
  await writeFile(join(folder, 'keys/operator.jwk'), JSON.stringify(operator), { mode: 0o600 })
  const opened = await openStation({
    ...{ name: 'demo', lane: '1', ruleSet, bundleFolder: folder, ...rest },
    // Published every hour, as over a network: the folder is no stick.
    ...{ worlds: ['demo'], class: 'poll', handover: true },
    enrolled: await readEnrolled(stationFolder),
    devices: lane.devices,
    passSeconds: demoPassSeconds,
    seal: {
      recipient: publicSealingKey(operator),
      ...{ outcomes: ['check', 'stop'], what: 'both', days: 14 },
    },
    staff: { operatorsFile, stickFolder, idleMs: 120_000 },
  })
  lane.follow(opened.station)
  return opened
}
