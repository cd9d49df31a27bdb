/** Kills a process that keeps bundles, again and again, and says what was lost by it. */
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { build } from 'esbuild'
import { fileStore } from '../update/file-store.ts'
import { openBundle } from '../update/open-bundle.ts'
import { release, rootBytes } from './releases.ts'
import { clock } from './world.ts'

/** Containers for a process to take up, and a store for it to be killed over. */
export interface Victim {
  /** Starts the process, kills it after so long, opens the store. Gives the versions before and after. */
  kill(afterMs: number): Promise<{ readonly said: number; readonly found: number }>
  close(): Promise<void>
}

/** In one file, since starting it is nearly all that a kill costs. */
async function buildWriter(folder: string): Promise<string> {
  const outfile = join(folder, 'killed-writer.mjs')
  await build({
    entryPoints: [join(import.meta.dirname, 'killed-writer.ts')],
    bundle: true,
    format: 'esm',
    platform: 'node',
    conditions: ['source'],
    external: ['idb'],
    outfile,
  })
  return outfile
}

/** Makes so many containers, which are taken up from the first again in a store of its own each time they are used up. */
export async function openVictim(releases: number): Promise<Victim> {
  const folder = await mkdtemp(join(tmpdir(), 'greengate-killed-'))
  const writer = await buildWriter(folder)
  const root = await rootBytes()
  await writeFile(join(folder, 'root.ggb'), root)
  await writeFile(join(folder, 'now.json'), JSON.stringify({ now: clock.toISOString() }))
  for (let version = 1; version <= releases; version++)
    await writeFile(
      join(folder, `${version}.ggb`),
      await release(version, { signedAt: 1_583_060_400 + version }),
    )
  let turn = 0
  let before = 0
  const nextStore = async () => {
    before = 0
    const path = join(folder, `store-${++turn}`)
    await mkdir(path)
    return path
  }
  let store = await nextStore()
  return {
    async kill(afterMs) {
      // Some dozen are taken up before a process is dead.
      if (before > releases / 2) store = await nextStore()
      const args = [writer, folder, store]
      const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] })
      let said = before
      child.stdout.setEncoding('utf8').on('data', (text: string) => {
        said = Math.max(said, ...text.trim().split('\n').map(Number))
      })
      await once(child.stdout, 'data')
      setTimeout(() => child.kill('SIGKILL'), afterMs)
      await once(child, 'close')
      const opened = await openBundle({ root, store: fileStore(store), worlds: ['test'] })
      before = opened.bundle.snapshot?.version ?? 0
      return { said, found: before }
    },
    close: () => rm(folder, { recursive: true }),
  }
}
