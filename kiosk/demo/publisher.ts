/** The demo's publisher: publishes the bundle again every hour, so that a kiosk that runs for days does not go stale. */
import { rename, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { publish, type Demo } from 'greengate-cli/demo'

const hourMs = 3_600_000

/**
 * Publishes the demo's bundle once more, in place of the one before.
 *
 * @returns The version of the new snapshot.
 */
export async function publishAgain(demo: Demo, version: number, now: Date): Promise<number> {
  const bytes = await publish({ ...demo.publication, version, signedAt: now })
  // Whoever reads the folder finds the old one or the new one, never half of it.
  await writeFile(join(demo.folder, 'bundle.part'), bytes)
  await rename(join(demo.folder, 'bundle.part'), join(demo.folder, 'bundle.ggb'))
  return version
}

/** Publishes every hour until the returned function is called. */
export function keepPublishing(demo: Demo, log: (line: string) => void): () => void {
  let { version } = demo.publication
  const timer = setInterval(() => {
    publishAgain(demo, version + 1, new Date()).then(
      (published) => {
        version = published
      },
      (error: unknown) => {
        log(`the bundle was not published again (${error instanceof Error ? error.name : 'fault'})`)
      },
    )
  }, hourMs)
  return () => {
    clearInterval(timer)
  }
}
