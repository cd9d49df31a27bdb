/** `greengate desk source`: departments and laboratories that state facts, and the secrets that they push with. */
import { Command } from 'commander'
import { printJson, printLine } from '../edges/output.ts'
import { readKeyFile } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { idOf, listOf, openNamedStore, withStoreFlags, type StoreFlags } from './store-flags.ts'

/** Builds it. */
export function sourceCommand(): Command {
  const source = new Command('source').description(
    'departments that state facts: add them, change their secrets, end them',
  )
  for (const command of [addCommand(), rotateCommand(), endCommand()]) source.addCommand(command)
  return source
}

interface AddOptions extends StoreFlags {
  readonly zh: string
  readonly en: string
  readonly states: string
  readonly covers?: string
  readonly regions: string
  readonly signedBy?: string
}

function addCommand(): Command {
  const command = new Command('add')
    .description('add a source, or change what one may say')
    .argument('<id>', 'what its facts are named after: a-z, 0-9 and -')
    .requiredOption('--zh <name>', 'its name in Chinese')
    .requiredOption('--en <name>', 'its name in English')
    .requiredOption('--states <kinds>', 'kinds of facts that it may state, with commas; * is all')
    .option('--covers <kinds>', 'kinds of which it says until when it knows everything')
    .option('--regions <codes>', 'regions that its facts may speak of', '*')
    .option('--signed-by <files>', 'public keys that it signs deliveries with, with commas')
  return withStoreFlags(command).action(add).addHelpText('after', addHelp)
}

const addHelp = `
A source that is new gets a secret, which is printed once and kept nowhere: hand it over on a safe way. A running desk
knows it at once. A kind is covered only as far as every source that covers it has said: one that covers a kind and
never says until when leaves everybody without a pass that needs it.

Exit code: 0 done, 2 usage or operator error.

Examples:
  greengate desk source add hospital-1 --zh 第一医院 --en 'First Hospital' --states test,vaccination --covers test
  greengate desk source add bureau --zh 疾控中心 --en 'Disease Control' --states contact --covers contact --json`

/** Under these names the desk writes down what people declare, what two officers add, and what it knows itself. */
const ownNames: readonly string[] = ['holder', 'office', 'desk']

async function add(id: string, options: AddOptions): Promise<void> {
  const { zh, en, signedBy } = options
  idOf(id, 'id')
  if (ownNames.includes(id)) throw new OperatorError(`${id}: is the desk's own; name it otherwise`)
  const { handOutSecret, hasSecret, registerSource, setSigningKeys } =
    await import('../../desk/main.ts')
  const lists = {
    states: listOf(options.states, '--states'),
    covers: options.covers === undefined ? [] : listOf(options.covers, '--covers'),
    regions: listOf(options.regions, '--regions'),
  }
  const keys = await Promise.all((signedBy?.split(',') ?? []).map((file) => readKeyFile(file)))
  const now = new Date()
  using store = await openNamedStore(options, true)
  registerSource(store, { id, zh, en, ...lists }, now)
  if (signedBy !== undefined) setSigningKeys(store, id, keys)
  const secret = hasSecret(store, id)
    ? undefined
    : handOutSecret(store, id, { now, random, overlap: 0 })
  tell(id, secret, options)
}

function rotateCommand(): Command {
  const command = new Command('rotate')
    .description('give a source another secret')
    .argument('<id>', 'of the source')
    .option('--overlap-hours <number>', 'so long the one before still works', '24')
  return withStoreFlags(command)
    .action(async (id: string, options: StoreFlags & { readonly overlapHours: string }) => {
      const hours = /^\d{1,4}$/.test(options.overlapHours) ? Number(options.overlapHours) : NaN
      if (Number.isNaN(hours)) {
        throw new OperatorError('--overlap-hours: must be a whole number; 0 ends the old one now')
      }
      const { handOutSecret, sourceOf } = await import('../../desk/main.ts')
      using store = await openNamedStore(options, false)
      if (sourceOf(store, id) === undefined) throw unknown(id)
      const handing = { now: new Date(), random, overlap: hours * 3600 }
      tell(id, handOutSecret(store, id, handing), options)
    })
    .addHelpText('after', rotateHelp)
}

const rotateHelp = `
Prints the new secret once. After a leak give --overlap-hours 0: the one before is refused at once.

Exit code: 0 done, 2 usage or operator error.

Examples:
  greengate desk source rotate hospital-1
  greengate desk source rotate hospital-1 --overlap-hours 0`

function endCommand(): Command {
  const command = new Command('end').description('end a source').argument('<id>', 'of the source')
  return withStoreFlags(command)
    .action(async (id: string, options: StoreFlags) => {
      const { endSource } = await import('../../desk/main.ts')
      using store = await openNamedStore(options, false)
      if (!endSource(store, id, new Date())) throw unknown(id)
      if (options.json === true) printJson({ source: id, ended: true })
      else printLine(`${id}: is over`)
    })
    .addHelpText('after', endHelp)
}

const endHelp = `
What it pushes is refused from now on, and its coverage counts for nobody and against nobody. Its facts stay.

Exit code: 0 done, 2 usage or operator error.

Examples:
  greengate desk source end hospital-1`

const random = (length: number): Uint8Array => crypto.getRandomValues(new Uint8Array(length))

function unknown(id: string): OperatorError {
  return new OperatorError(`${id}: there is no such source, or it is over; add it first`)
}

function tell(id: string, secret: string | undefined, { json }: StoreFlags): void {
  if (json === true) printJson({ source: id, ...(secret === undefined ? {} : { secret }) })
  else printLine(secret === undefined ? `${id}: changed; its secret stays` : `${id}: ${secret}`)
}
