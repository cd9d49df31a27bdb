/** `greengate collect`: the server that stations send their journals to. */
import { Command } from 'commander'
import { readBytes } from '../../edges/file.ts'
import { printError, printJson, printLine } from '../../edges/output.ts'
import { wholeNumber } from '../../bundle/commands/drafts.ts'
import { natsOptions, natsPlace, type NatsFlags } from '../../nats/options.ts'
import { OperatorError } from '../../operator-error.ts'
import { startCollector } from '../start-collector.ts'
import { Notice } from '../notice.ts'
import { Problem } from '../problem.ts'
import type { ServeOptions } from '../serve-collector.ts'
import { collectingOf, withCollectingFlags, type CollectingFlags } from './collecting-flags.ts'

interface Options extends CollectingFlags, NatsFlags {
  readonly listen: string
  readonly tlsCert?: string
  readonly tlsKey?: string
  readonly tlsClientCa?: string
  readonly fleetListen?: string
  readonly fleetName?: readonly string[]
  readonly keepDays?: string
  readonly json?: true
}

/** Builds it. */
export function serveCommand(): Command {
  const command = new Command('collect')
    .description('collect the journals of stations: a server, sticks, and what has come')
    // The commands below it have options of the same names.
    .enablePositionalOptions()
    .option('--listen <address>', 'host and port', '127.0.0.1:4810')
  return natsOptions(withCollectingFlags(command))
    .option('--tls-cert <file>', 'serve HTTPS itself: the certificate chain, PEM')
    .option('--tls-key <file>', 'and its private key, PEM')
    .option('--tls-client-ca <file>', 'and ask stations for certificates by this authority, PEM')
    .option('--fleet-listen <address>', 'serve the page of the fleet here, such as 127.0.0.1:4811')
    .option(
      '--fleet-name <name...>',
      'names by which that page may be asked for, beside its address',
    )
    .option('--keep-days <number>', 'take clear parts out after so many days; hashes stay')
    .option('--json', 'print the address as JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
Takes records of stations that it knows, checks check sums, chain and signatures, stores each once, and signs for it;
only then may a station forget. The same batch again gets the same receipt. Sealed parts are deleted when the time that
their receipt states has come. --stations and --bundle are read again every minute. GET /health answers 200.

It takes heartbeats besides: "greengate fleet" and the page at --fleet-listen say who is odd (docs/fleet.md). That page
has no login: let it listen on this machine, or put a server before it that asks who is there. With --tls-client-ca a
station must show a certificate whose common name or DNS name is its own. With --nats it takes the same over NATS, on
greengate.records.STATION and greengate.heartbeat.STATION, each only from the station that the subject names.

It listens on this machine alone unless --listen says otherwise; across a network use --tls-cert and --tls-key, or a
server such as nginx before it (docs/collect.md). Ctrl-c ends what is under way, and then it.

Exit code: 0 ended by ctrl-c, 2 usage or operator error.

Examples:
  greengate collect --db collector.db --key collector.jwk --bundle /srv/authority
  greengate collect --db c.db --key c.jwk --stations s.json --listen 0.0.0.0:4810 --tls-cert c.pem --tls-key k.pem
  greengate collect --db collector.db --key collector.jwk --bundle /srv/authority --fleet-listen 127.0.0.1:4811
  greengate collect status --db collector.db`

async function run(options: Options): Promise<void> {
  const { db, key, keys } = collectingOf('collect', options)
  const { host, port } = listenOf(options.listen, '--listen')
  const { fleetListen, fleetName } = options
  const tls = await tlsOf(options)
  const nats = await natsPlace(options)
  const ending = new Promise<void>((resolve) => {
    const end = (): void => {
      resolve()
    }
    process.once('SIGINT', end).once('SIGTERM', end)
  })
  await using collector = await startCollector({
    ...{ host, port, db, key, keys },
    ...(tls !== undefined && { tls }),
    ...(nats !== undefined && { nats }),
    ...(fleetListen !== undefined && {
      fleet: {
        ...listenOf(fleetListen, '--fleet-listen'),
        ...(fleetName !== undefined && { names: fleetName }),
      },
    }),
    ...(options.keepDays !== undefined && {
      keepDays: wholeNumber(options.keepDays, '--keep-days'),
    }),
    now: () => new Date(),
    tell: (error) => {
      printError(wordsOf(error))
    },
  })
  const { url, fleetUrl } = collector
  if (options.json === true) printJson({ url, ...(fleetUrl !== null && { fleet: fleetUrl }) })
  else for (const line of [url, ...(fleetUrl === null ? [] : [fleetUrl])]) printLine(line)
  await ending
}

/** A line of the log: the name of what went wrong, and nothing of what was sent. */
function wordsOf(error: unknown): string {
  if (error instanceof OperatorError || error instanceof Notice) return error.message
  if (error instanceof Problem) {
    const { segment } = error.details
    return `refused: ${error.problem}${segment === undefined ? '' : ` (${segment})`}`
  }
  const stack = process.env['GREENGATE_DEBUG'] && error instanceof Error ? error.stack : undefined
  return stack ?? 'a fault of its own; set GREENGATE_DEBUG=1 to see where, and report it'
}

function listenOf(text: string, flag: string): { readonly host: string; readonly port: number } {
  const { host, port } =
    /^(?:\[(?<six>[\da-f:]+)\]|(?<host>[^:\s]+)):(?<port>\d{1,5})$/.exec(text)?.groups ?? {}
  const name = host ?? /^\[([\da-f:]+)\]/.exec(text)?.[1]
  if (name === undefined || Number(port) > 65_535) {
    throw new OperatorError(`${flag}: must be a host and a port, such as 127.0.0.1:4810`)
  }
  return { host: name, port: Number(port) }
}

async function tlsOf({ tlsCert, tlsKey, tlsClientCa }: Options): Promise<ServeOptions['tls']> {
  if (tlsCert === undefined && tlsKey === undefined && tlsClientCa === undefined) return undefined
  if (tlsCert === undefined || tlsKey === undefined) {
    throw new OperatorError('--tls-cert and --tls-key: give both, also with --tls-client-ca')
  }
  const read = async (path: string): Promise<string> =>
    Buffer.from(await readBytes(path, 'a PEM file')).toString()
  return {
    cert: await read(tlsCert),
    key: await read(tlsKey),
    ...(tlsClientCa !== undefined && { clientCa: await read(tlsClientCa) }),
  }
}
