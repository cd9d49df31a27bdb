/** The flags that say where NATS is and who we are there, the same in every command that speaks to it. */
import type { Command } from 'commander'
import { kindAt } from '../edges/file.ts'
import { printError } from '../edges/output.ts'
import { OperatorError } from '../operator-error.ts'
import type { NatsPlace } from './connect.ts'

/** What they said. */
export interface NatsFlags {
  readonly nats?: string
  readonly natsNkey?: string
  readonly natsCreds?: string
  readonly natsCa?: string
  readonly natsCert?: string
  readonly natsKey?: string
}

/** Adds them. */
export function natsOptions(command: Command): Command {
  return command
    .option('--nats <urls>', 'a NATS server, or several with commas: nats:// or tls://')
    .option('--nats-nkey <file>', 'who we are: the seed of an nkey, or an Ed25519 key file')
    .option('--nats-creds <file>', 'who we are: credentials, a JWT with its seed')
    .option('--nats-ca <file>', 'who signed the certificate of the server, PEM')
    .option('--nats-cert <file>', 'our certificate, PEM')
    .option('--nats-key <file>', 'the key of our certificate, PEM')
}

/**
 * Where NATS is, by the flags; undefined without `--nats`. A way to another machine that everybody on it can read is said.
 *
 * @throws {@link OperatorError}
 */
export async function natsPlace(flags: NatsFlags): Promise<NatsPlace | undefined> {
  const { nats, natsNkey: nkey, natsCreds: creds, natsCa: ca } = flags
  const { natsCert: cert, natsKey: key } = flags
  if (nats === undefined) {
    if ([nkey, creds, ca, cert, key].every((given) => given === undefined)) return undefined
    throw new OperatorError('--nats-…: where is NATS? Give --nats nats://HOST:4222 too')
  }
  if (nkey !== undefined && creds !== undefined)
    throw new OperatorError('--nats-nkey, --nats-creds: give one of them')
  if ((cert === undefined) !== (key === undefined))
    throw new OperatorError('--nats-cert, --nats-key: give both, or neither')
  const servers = nats.split(',').map((url) => url.trim())
  for (const url of servers) {
    if (!/^(nats|tls):\/\/[^\s/]+$/.test(url))
      throw new OperatorError('--nats: a URL is nats://HOST:PORT or tls://HOST:PORT')
  }
  for (const file of [ca, cert, key]) {
    if (file !== undefined && (await kindAt(file)) !== 'file')
      throw new OperatorError(`${file}: there is no such file; name a file in PEM`)
  }
  const isSecured = ca !== undefined || cert !== undefined || nats.includes('tls://')
  if (!isSecured) warnOfReaders(servers)
  return {
    servers,
    ...(nkey === undefined ? {} : { nkey }),
    ...(creds === undefined ? {} : { creds }),
    ...(isSecured
      ? { tls: { ...(ca && { ca }), ...(cert && { cert }), ...(key && { key }) } }
      : {}),
  }
}

/** What goes to other machines as it is; only the host is said, for a URL may hold a password. */
function warnOfReaders(servers: readonly string[]): void {
  const open = servers.map((url) => URL.parse(url)?.hostname ?? '').filter((host) => !isHere(host))
  if (open.length === 0) return
  printError(
    `NATS at ${open.join(', ')}: without TLS all that goes there can be read and changed on its way; give tls:// or --nats-ca`,
  )
}

/** Whether a host is this machine by its very name. */
function isHere(host: string): boolean {
  return host === 'localhost' || host === '[::1]' || /^127\.\d+\.\d+\.\d+$/.test(host)
}
