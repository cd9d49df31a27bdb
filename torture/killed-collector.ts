/** A collector as a process of its own, which can be killed and started again at the same address. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { createServer, type AddressInfo } from 'node:net'
import { join } from 'node:path'

/** What it is started with. */
export interface CollectorFiles {
  readonly db: string
  readonly keyFile: string
  readonly stationsFile: string
  /** More of the command line. */
  readonly more?: readonly string[]
}

export interface KilledCollector {
  readonly url: string
  /** Resolved once it listens. */
  start(): Promise<void>
  /** kill -9. */
  kill(): Promise<void>
}

const freePort = async (): Promise<number> => {
  const server = createServer().listen(0, '127.0.0.1')
  await once(server, 'listening')
  const { port } = server.address() as AddressInfo
  server.close()
  await once(server, 'close')
  return port
}

/** Node keeps here what it made of the sources: a process starts in a third of the time. */
const compiled = join(import.meta.dirname, '../artifacts/compile-cache')

/** Finds it a port; it is not started yet. */
export const killedCollector = async (files: CollectorFiles): Promise<KilledCollector> => {
  const { db, keyFile, stationsFile, more = [] } = files
  const listen = `127.0.0.1:${await freePort()}`
  const main = join(import.meta.dirname, '../cli/main.ts')
  const args = ['collect', '--listen', listen, '--db', db, '--key', keyFile]
  let child: ChildProcess | undefined
  return {
    url: `http://${listen}`,
    async start() {
      const command = ['--conditions=source', main, ...args, '--stations', stationsFile, ...more]
      const started = spawn(process.execPath, command, {
        stdio: ['ignore', 'pipe', 'ignore'],
        // Ctrl-c stops the trial after its step, and not the collector in the middle of it.
        detached: true,
        env: { ...process.env, NODE_OPTIONS: '', NODE_COMPILE_CACHE: compiled },
      })
      child = started
      const end = (): void => void started.kill('SIGKILL')
      process.once('exit', end)
      started.once('close', () => process.off('exit', end))
      const ended = once(started, 'close').then(() => {
        throw new Error('the collector did not start')
      })
      await Promise.race([once(started.stdout, 'data'), ended])
      ended.catch(() => undefined)
    },
    async kill() {
      if (child === undefined || child.exitCode !== null || child.signalCode !== null) return
      const ended = once(child, 'close')
      child.kill('SIGKILL')
      await ended
    },
  }
}
