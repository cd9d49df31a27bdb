/** A desk for a walk: the demo's, with its pages as they ship and its departments at hand, by the clock of the walk. */
import { join } from 'node:path'
import { settingsOfDemo } from '../../desk/demo-settings.ts'
import { startDesk } from '../../desk/start-desk.ts'
import { builtPages } from '../../house/built-pages.ts'
import { instantText, sourceClient, type PushedRecord } from '../demo/source-client.ts'
import type { Yard } from './gate.ts'
import type { WalkClock } from './walk-clock.ts'

/** It, until it is closed. */
export type DeskPlace = Awaited<ReturnType<typeof openDeskPlace>>

const departments = {
  hospital: { source: 'demo-hospital', covers: ['test', 'vaccination', 'recovery'] },
  control: { source: 'demo-control', covers: ['contact', 'quarantine', 'stay'] },
} as const

/** Opens it. */
export async function openDeskPlace({ folder, demo }: Yard, { now }: WalkClock) {
  const codes = new Map<string, string>()
  const logged: string[] = []
  const settings = await settingsOfDemo(demo, {
    ...{ folder: join(folder, 'desk'), port: 0, now, pages: await builtPages('cli/dist/desk') },
    log: (line) => logged.push(line),
    showCode: (contact, code) => codes.set(contact, code),
  })
  const running = await startDesk(settings)
  const { url, desk, keeper, sources } = running
  const clients = Object.entries(departments).map(([name, { source }]) => [
    name,
    sourceClient(url, sources.get(source) ?? ''),
  ])
  const client = Object.fromEntries(clients) as Record<
    keyof typeof departments,
    ReturnType<typeof sourceClient>
  >
  let records = 0
  const push = async (
    of: keyof typeof departments,
    number: string,
    kind: string,
    fields: PushedRecord['fields'],
  ) => {
    const person = { idType: 'cn-resident-id', number }
    const said = { kind, recordedAt: instantText(now()), person, fields }
    const { taken } = await client[of].records([{ id: `r${String(++records)}`, ...said }])
    if (taken !== 1) throw new Error(`the desk did not take what ${of} pushed`)
  }
  return {
    ...{ url, now, logged, codeFor: (contact: string) => codes.get(contact) },
    /** The departments say that they have told everything. */
    async covers() {
      for (const name of ['hospital', 'control'] as const)
        await client[name].covers(departments[name].covers, now())
    },
    negative: (number: string) =>
      push('hospital', number, 'test', {
        ...{ sampledAt: instantText(now()), method: 'pcr', result: 'negative' },
      }),
    contact: (number: string) =>
      push('control', number, 'contact', {
        ...{ at: instantText(now()).slice(0, 10), closeness: 'close' },
      }),
    /** What was touched is assessed, and published with all else, as every hour. */
    async settled() {
      await desk.idle()
      keeper.changed()
      const { failure } = await keeper.settled()
      if (failure !== undefined) throw new Error(`the desk did not publish: ${failure.why}`)
    },
    close: () => running.close(),
  }
}
