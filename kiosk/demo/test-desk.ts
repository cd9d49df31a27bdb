/** A desk of the demo on a socket of its own, with everything of it in one folder; time is the test's. */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { makeDemo } from 'greengate-cli/demo'
import { settingsOfDemo, startDesk } from '../../desk/main.ts'
import { sourceClient, type SourceClient } from './source-client.ts'

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
