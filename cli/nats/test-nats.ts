/** Starts nats-servers for tests: free ports of loopback, a temporary folder, JetStream and a cluster where asked; each may be killed and started again. */
import { spawn, type ChildProcess } from 'node:child_process'
import { randomInt } from 'node:crypto'
import { once } from 'node:events'
import { existsSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createServer, type AddressInfo, type Server } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { setTimeout as wait } from 'node:timers/promises'
import { jetstreamManager } from '@nats-io/jetstream'
import { connect } from '@nats-io/transport-node'

const program = '/usr/sbin/nats-server'
/** After it a cluster without a leader is started anew. */
const leaderMs = 30_000

/** For `ctx.skip(natsIsMissing, natsReason)`; names of such tests begin with `NATS: `. */
export const natsIsMissing = !existsSync(program)
export const natsReason = 'nats-server is not here and may not be installed'

/** What is started. */
export interface NatsOptions {
  readonly jetstream?: boolean
  /** How many servers make a cluster; default: one server by itself. */
  readonly cluster?: number
  /** Goes into every server's configuration as it stands: `authorization {…}`, `tls {…}`, `accounts {…}`. */
  readonly config?: string
  /** Of the URLs; default `nats`. */
  readonly scheme?: 'nats' | 'tls'
}

/** One server, by its process. */
export interface NatsServer {
  readonly url: string
  readonly port: number
  /** What it has logged since it was last started. */
  log(): string
  /** kill -9. */
  kill(): Promise<void>
  /** Ends it as an operator does. */
  stop(): Promise<void>
  /** Starts it again at the same port, with what its folder holds; one that runs is killed first. */
  restart(): Promise<void>
  /** Reads its configuration again: `config` replaces what was given. */
  reload(config: string): Promise<void>
}

interface Started extends NatsServer {
  /** Resolved once the log holds it. */
  logged(pattern: RegExp): Promise<void>
}

/** All servers that were started together. */
export interface Nats extends AsyncDisposable {
  /** Of all servers, with commas between. */
  readonly url: string
  readonly servers: readonly NatsServer[]
  /** The temporary folder: configurations, and what JetStream stores. */
  readonly folder: string
}

/** A test that ends badly leaves no server behind. */
const running = new Set<ChildProcess>()
const killAll = (): void => {
  for (const child of running) child.kill('SIGKILL')
}

/**
 * Ports that nobody listened at a moment ago; of those that no system gives out by itself (Linux: from 32768 on), or
 * another's connection could have one while its server is being started, or started again.
 */
export async function freePorts(count: number): Promise<readonly number[]> {
  const held: Server[] = []
  while (held.length < count) {
    const server = createServer().listen(randomInt(15_000, 32_000), '127.0.0.1')
    const isFree = await once(server, 'listening').then(
      () => true,
      () => false,
    )
    if (isFree) held.push(server)
  }
  const ports = held.map((server) => (server.address() as AddressInfo).port)
  for (const server of held) server.close()
  return ports
}

/** Starts servers; resolved once they take clients, and where they store, once they have a leader. */
export async function startNats(options: NatsOptions = {}): Promise<Nats> {
  const { cluster: count = 1 } = options
  const folder = await mkdtemp(join(tmpdir(), 'greengate-nats-'))
  for (let tries = 3; ; tries--) {
    const ports = await freePorts(2 * count)
    const servers = Array.from({ length: count }, (_, n) => serverOf(n, ports, folder, options))
    try {
      await Promise.all(servers.map((server) => server.restart()))
      if (options.jetstream === true && count > 1)
        await Promise.all(servers.map(({ url }) => knowsLeader(url)))
      return {
        url: servers.map(({ url }) => url).join(','),
        servers,
        folder,
        async [Symbol.asyncDispose]() {
          await Promise.all(servers.map((server) => server.kill()))
          await rm(folder, { recursive: true, force: true, maxRetries: 3 })
        },
      }
    } catch (error) {
      await Promise.all(servers.map((server) => server.kill()))
      // Somebody else took one of the ports meanwhile.
      if (tries === 1) throw error
    }
  }
}

/** The log of a server that joins late tells of no leader: it is asked until it says that it has one. */
async function knowsLeader(url: string): Promise<void> {
  const connection = await connect({ servers: url })
  try {
    const jsm = await jetstreamManager(connection, { checkAPI: false, timeout: 1_000 })
    for (const endsMs = performance.now() + leaderMs; ;) {
      try {
        await jsm.getAccountInfo()
        return
      } catch (error) {
        if (performance.now() > endsMs) throw error
      }
      await wait(50)
    }
  } finally {
    await connection.close()
  }
}

function configOf(
  n: number,
  ports: readonly number[],
  folder: string,
  { jetstream = false, cluster = 1, config = '' }: NatsOptions,
): string {
  const routes = ports.slice(cluster).map((port) => `nats-route://127.0.0.1:${port}`)
  const lines = [`server_name: s${n + 1}`, `listen: "127.0.0.1:${ports[n]}"`]
  if (jetstream) lines.push(`jetstream { store_dir: ${JSON.stringify(join(folder, `s${n + 1}`))} }`)
  if (cluster > 1) {
    lines.push(`cluster { name: test, listen: "127.0.0.1:${ports[cluster + n]}"`)
    lines.push(`  routes: ${JSON.stringify(routes)} }`)
  }
  return [...lines, config, ''].join('\n')
}

function serverOf(
  n: number,
  ports: readonly number[],
  folder: string,
  options: NatsOptions,
): Started {
  const { scheme = 'nats' } = options
  const port = ports[n] ?? 0
  const file = join(folder, `s${n + 1}.conf`)
  let config = options.config ?? ''
  let child: ChildProcess | undefined
  let log = ''

  const end = async (signal: NodeJS.Signals): Promise<void> => {
    const ending = child
    child = undefined
    if (ending === undefined || ending.exitCode !== null || ending.signalCode !== null) return
    const ended = once(ending, 'close')
    ending.kill(signal)
    await ended
  }

  const logged = (pattern: RegExp, from = 0): Promise<void> =>
    new Promise((resolve, reject) => {
      const started = child
      const look = (): void => {
        if (!pattern.test(log.slice(from))) return
        started?.off('close', fail)
        started?.stderr?.off('data', look)
        resolve()
      }
      const fail = (): void => {
        reject(new Error(`nats-server ended:\n${log}`))
      }
      started?.once('close', fail)
      started?.stderr?.on('data', look)
      look()
    })

  return {
    url: `${scheme}://127.0.0.1:${port}`,
    port,
    log: () => log,
    logged,
    kill: () => end('SIGKILL'),
    stop: () => end('SIGTERM'),
    async restart() {
      await end('SIGKILL')
      await writeFile(file, configOf(n, ports, folder, { ...options, config }))
      log = ''
      // Ctrl-c is for the test, not for its servers.
      const started = spawn(program, ['-c', file], {
        detached: true,
        stdio: ['ignore', 'ignore', 'pipe'],
      })
      child = started
      if (running.size === 0) process.on('exit', killAll)
      running.add(started)
      started.once('close', () => {
        running.delete(started)
        if (running.size === 0) process.off('exit', killAll)
      })
      started.stderr.on('data', (part: Buffer) => {
        log += part.toString()
      })
      await logged(/Server is ready/)
    },
    async reload(next) {
      config = next
      await writeFile(file, configOf(n, ports, folder, { ...options, config }))
      if (child === undefined) return
      const from = log.length
      child.kill('SIGHUP')
      await logged(/Reloaded server configuration|Failed to reload/, from)
    },
  }
}
