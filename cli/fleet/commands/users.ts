/** `greengate fleet users`: writes who may do what at a NATS server, from the roster of stations. */
import { Command, Option } from 'commander'
import type { PublicJwk } from 'greengate/issue'
import { withStationFlags } from '../../collect/commands/collecting-flags.ts'
import { readStationKeys, type StationKeyFlags } from '../../collect/station-keys.ts'
import { kindAt, readBytes, writeWhole } from '../../edges/file.ts'
import { printJson, printLine } from '../../edges/output.ts'
import { readKeyFile } from '../../keys/key-file.ts'
import { OperatorError } from '../../operator-error.ts'
import { fleetUsers, usersFile, usersIn, type FleetOffice, type KnownBy } from '../nats-users.ts'

interface Options extends StationKeyFlags {
  readonly out?: string
  readonly collector?: string
  readonly publisher?: string
  readonly by: KnownBy
  readonly json?: true
}

/** Builds it. */
export function usersCommand(): Command {
  const command = new Command('users').description(
    'write the users of a NATS server: every station of the roster by its own key',
  )
  return withStationFlags(command)
    .option('--collector <file>', 'the key of the collector at NATS, public or private')
    .option('--publisher <file>', 'the key of whoever pushes updates, public or private')
    .addOption(
      new Option('--by <what>', 'what a server knows its users by')
        .choices(['key', 'certificate'])
        .default('key'),
    )
    .option('--out <file>', 'the file to write; deploy/nats/accounts.conf includes stations.conf')
    .option('--json', 'print who was added, removed or given another key as JSON')
    .action(run)
    .addHelpText('after', help)
}

const help = `
A station is known to NATS by the Ed25519 key that it was enrolled with, and may publish greengate.records.ITSELF and
greengate.heartbeat.ITSELF, and listen to greengate.update and its own answers. The collector listens to all stations
and may only answer; the publisher may only push. The file is replaced at once or not at all, in the same order each
time. Then tell the server: nats-server --signal reload. Whoever was removed is cut off by that.

--by certificate is for a server that asks for client certificates (deploy/nats/certificates.conf): then users are the
DNS names in them, those of stations, "collector" and "publisher".

Exit code: 0 written or unchanged, 2 usage or operator error; what was there stays.

Examples:
  greengate fleet users --bundle /srv/authority --collector collector-nats.jwk --out stations.conf
  greengate fleet users --stations stations.json --publisher push.public.jwk --out stations.conf --json`

async function run(options: Options): Promise<void> {
  const { out } = options
  if (out === undefined || (options.bundle === undefined && options.stations === undefined))
    throw new OperatorError('fleet users: give --out, and --bundle or --stations; see --help')
  const stations = await readStationKeys(options, new Date())
  const users = fleetUsers(stations, await officesOf(options), options.by)
  const text = usersFile(users)
  const old = (await kindAt(out)) === 'file' ? await textAt(out) : ''
  const before = usersIn(old)
  const after = new Map(users.map(({ name, shows }) => [name, shows]))
  const added = [...after.keys()].filter((name) => !before.has(name))
  const removed = [...before.keys()].filter((name) => !after.has(name))
  const rekeyed = [...after].flatMap(([name, shows]) => {
    const had = before.get(name)
    return had === undefined || had === shows ? [] : [name]
  })
  if (text !== old) await writeWhole(out, text)
  if (options.json === true) {
    printJson({ file: out, users: users.length, added, removed, rekeyed })
    return
  }
  const changes = { added, removed, 'given another key': rekeyed }
  for (const [what, names] of Object.entries(changes))
    for (const name of names) printLine(`${what}: ${name}`)
  printLine(`${out}: ${String(users.length)} users${text === old ? ', as before' : ''}`)
}

async function officesOf(
  options: Options,
): Promise<ReadonlyMap<FleetOffice, PublicJwk | undefined>> {
  const offices = new Map<FleetOffice, PublicJwk | undefined>()
  for (const office of ['collector', 'publisher'] as const) {
    const file = options[office]
    if (file !== undefined) offices.set(office, await readKeyFile(file))
    else if (options.by === 'certificate') offices.set(office, undefined)
  }
  return offices
}

async function textAt(path: string): Promise<string> {
  return Buffer.from(await readBytes(path, 'a file that "fleet users" wrote')).toString()
}
