/** The demo's departments say until when they know everything: over HTTP with their keys, as real ones do. */
import { demoSources } from './demo-settings.ts'
import type { RunningDesk } from './start-desk.ts'

const everyMs = 60_000
/** A department is a little behind. */
const behindMs = 30_000

/**
 * Pushes now, and every minute.
 *
 * @returns What ends it; a push that is under way ends first.
 */
export async function pushCoverage(
  { url, sources }: Pick<RunningDesk, 'url' | 'sources'>,
  now: () => Date,
  log: (line: string) => void,
): Promise<() => Promise<void>> {
  const push = async (): Promise<void> => {
    const until = new Date(now().getTime() - behindMs).toISOString().replace(/\.\d+Z$/, 'Z')
    for (const { id, covers } of demoSources) {
      const { status, ok } = await fetch(`${url}/api/sources/coverage`, {
        method: 'POST',
        headers: {
          Authorization: `Bearer ${sources.get(id) ?? ''}`,
          'Content-Type': 'application/json',
        },
        body: JSON.stringify({ covers: covers.map((kind) => ({ kind, until })) }),
      })
      if (!ok) log(`${id}: its coverage was not taken (${String(status)})`)
    }
  }
  let running = push()
  await running
  const timer = setInterval(() => {
    running = push().catch((error: unknown) => {
      log(`coverage was not pushed (${error instanceof Error ? error.name : 'fault'})`)
    })
  }, everyMs)
  return async () => {
    clearInterval(timer)
    await running
  }
}
