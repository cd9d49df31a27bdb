/** Starts nats-server with the configuration that is shipped: a copy in a temporary folder, its variables set, keys made. */
import { execFileSync, spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { cpSync, mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { generateKey, publicJwk, type PrivateJwk } from 'greengate/issue'
import { connectTo, type ConnectionWishes } from '../cli/nats/connect.ts'
import { nkeyOf } from '../cli/nats/nkey.ts'
import { freePorts } from '../cli/nats/test-nats.ts'
import { writeKeyFile } from '../cli/keys/key-file.ts'
import { fleetUsers, usersFile } from '../cli/fleet/nats-users.ts'
import { scratch } from '../cli/test-process.ts'

/** Who is known to it: those of the fleet, and those of batches. */
const offices = ['collector', 'publisher'] as const
const people = ['coordinator', 'worker', 'signer', 'watcher'] as const

/** A server as it is shipped. */
export interface Shipped extends AsyncDisposable {
  readonly url: string
  readonly monitor: string
  /** The folder of its configuration. */
  readonly folder: string
  /** Connects by the key of a station, of a person, or by one of a stranger. */
  as(name: string, wishes?: Partial<ConnectionWishes>): ReturnType<typeof connectTo>
  /** Puts other stations in the place of those that there are, as an operator does. */
  reload(stations: readonly string[]): Promise<void>
  log(): string
}

/** A certificate for this machine alone, that vouches for itself. */
function writeCertificate(folder: string): void {
  const to = ['-keyout', join(folder, 'server.key'), '-out', join(folder, 'server.pem')]
  const subject = ['-subj', '/CN=localhost', '-addext', 'subjectAltName=IP:127.0.0.1']
  const kind = ['-x509', '-newkey', 'ed25519', '-nodes', '-days', '2']
  execFileSync('openssl', ['req', ...kind, ...to, ...subject], { stdio: 'ignore' })
}

/** Starts one. */
export async function startShipped(stations: readonly string[]): Promise<Shipped> {
  const home = scratch()
  const folder = home.at('nats')
  cpSync(join(import.meta.dirname, 'nats'), folder, { recursive: true })
  mkdirSync(home.at('keys'))
  writeCertificate(folder)
  const keys = new Map<string, PrivateJwk>()
  const keyOf = async (name: string): Promise<PrivateJwk> => {
    const key = keys.get(name) ?? (await generateKey('Ed25519'))
    if (!keys.has(name)) await writeKeyFile(home.at(`keys/${name}.jwk`), key)
    keys.set(name, key)
    return key
  }
  const publicOf = async <Name extends string>(names: readonly Name[]) =>
    new Map(
      await Promise.all(names.map(async (name) => [name, publicJwk(await keyOf(name))] as const)),
    )
  const writeUsers = async (present: readonly string[]): Promise<void> => {
    const users = fleetUsers(await publicOf(present), await publicOf(offices))
    writeFileSync(join(folder, 'stations.conf'), usersFile(users))
  }
  await writeUsers(stations)
  const known = await publicOf(people)
  const named = people.map((name): [string, string] => {
    const key = known.get(name)
    return [`NATS_${name.toUpperCase()}`, (key && nkeyOf(key)) ?? '']
  })
  const [port = 0, monitor = 0] = await freePorts(2)
  const env = {
    PATH: process.env['PATH'],
    ...Object.fromEntries(named),
    NATS_NAME: 'nats-1',
    NATS_LISTEN: `127.0.0.1:${String(port)}`,
    NATS_MONITOR: `127.0.0.1:${String(monitor)}`,
    NATS_CERT: join(folder, 'server.pem'),
    NATS_KEY: join(folder, 'server.key'),
    NATS_CA: join(folder, 'server.pem'),
    NATS_STORE: home.at('store'),
    NATS_STORE_BYTES: '1G',
    NATS_STORE_KEY: 'k0123456789abcdef0123456789abcdef',
    NATS_BATCH_BYTES: '1G',
  }
  const child = spawn('/usr/sbin/nats-server', ['-c', join(folder, 'nats-server.conf')], {
    env,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  const log = logOf(child)
  const url = `tls://127.0.0.1:${String(port)}`
  const stop = async (): Promise<void> => {
    if (child.exitCode === null && child.signalCode === null) {
      child.kill('SIGKILL')
      await once(child, 'close')
    }
    await home[Symbol.asyncDispose]()
  }
  try {
    await log.seen(/Server is ready/)
  } catch (error) {
    await stop()
    throw error
  }
  return {
    url,
    monitor: `http://127.0.0.1:${String(monitor)}`,
    folder,
    log: log.text,
    async as(name, wishes = {}) {
      await keyOf(name)
      const isStation = !offices.includes(name as never) && !people.includes(name as never)
      return connectTo(
        { servers: [url], nkey: home.at(`keys/${name}.jwk`), tls: { ca: env.NATS_CA } },
        { name, ...(isStation && { inboxPrefix: `_INBOX_${name}` }), ...wishes },
      )
    },
    async reload(present) {
      await writeUsers(present)
      const from = log.text().length
      execFileSync('/usr/sbin/nats-server', ['--signal', `reload=${String(child.pid)}`])
      await log.seen(/Reloaded server configuration/, from)
    },
    [Symbol.asyncDispose]: stop,
  }
}

function logOf(child: ChildProcess) {
  let text = ''
  child.stderr?.on('data', (part: Buffer) => {
    text += part.toString()
  })
  return {
    text: () => text,
    seen: (pattern: RegExp, from = 0): Promise<void> =>
      new Promise((resolve, reject) => {
        const look = (): void => {
          if (!pattern.test(text.slice(from))) return
          child.stderr?.off('data', look)
          child.off('close', fail)
          resolve()
        }
        const fail = (): void => {
          reject(new Error(`nats-server ended:\n${text}`))
        }
        child.stderr?.on('data', look)
        child.once('close', fail)
        look()
      }),
  }
}
