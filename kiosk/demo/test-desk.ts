/** A desk of the demo on a socket of its own, with everything of it in one folder; time is the test's. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { keySigner } from 'greengate-cli/bundle'
import { makeDemo } from 'greengate-cli/demo'
import { settingsOfDemo } from '../../desk/demo-settings.ts'
import { makeOrder, signOrder } from '../../desk/orders/sign-order.ts'
import { startDesk } from '../../desk/start-desk.ts'
import { sourceClient, type SourceClient } from './source-client.ts'

/** It, until it is disposed of. */
export type TestDesk = Awaited<ReturnType<typeof openTestDesk>>

/** Opens it. */
export async function openTestDesk(now: () => Date) {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-desk-'))
  const demo = await makeDemo({ folder: join(folder, 'demo'), now: now() })
  const shown = new Map<string, string>()
  const logged: string[] = []
  const settings = await settingsOfDemo(demo, {
    ...{ folder: join(folder, 'desk'), port: 0, now, log: (line) => logged.push(line) },
    showCode: (contact, code) => shown.set(contact, code),
  })
  const running = await startDesk(settings)
  const { url, desk, keeper, sources } = running
  const clientOf = (id: string): SourceClient => sourceClient(url, sources.get(id) ?? '')
  return {
    ...{ url, now, demo, desk, keeper, logged },
    hospital: clientOf('demo-hospital'),
    control: clientOf('demo-control'),
    /** What the demo's command orders, with so many of its two signatures. */
    order: async (paper: Parameters<typeof makeOrder>[0], signatures = 2) => {
      let file = makeOrder(paper)
      for (const key of demo.keys.orders.slice(0, signatures)) {
        file = await signOrder(file, await keySigner(key, 'key'), 'demo', now())
      }
      return new TextDecoder().decode(file)
    },
    codeFor: (contact: string) => shown.get(contact),
    /** Everything that was touched is assessed and published. */
    settled: async () => {
      await desk.idle()
      return keeper.settled()
    },
    async [Symbol.asyncDispose]() {
      await running.close()
      await rm(folder, { recursive: true, force: true })
    },
  }
}
