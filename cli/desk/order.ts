/** `greengate desk order`: at an authority, makes and signs orders; at the desk, takes them. */
import { Command } from 'commander'
import type { DeskError } from '../../desk/main.ts'
import {
  isSignerNamed,
  withSignerFlags,
  type SignerFlags,
} from '../bundle/commands/signer-flags.ts'
import { openSigner } from '../bundle/signer.ts'
import { readBytes, writeWhole } from '../edges/file.ts'
import { instantText, parseInstant } from '../edges/instant.ts'
import { printJson, printLine } from '../edges/output.ts'
import { readCardNumber } from '../issue/card-file.ts'
import { OperatorError } from '../operator-error.ts'
import { openNamedStore } from './store-flags.ts'

/** Builds it. */
export function orderCommand(): Command {
  const order = new Command('order').description(
    'orders of an authority about a person: make, sign, take them',
  )
  for (const command of [makeCommand(), signCommand(), takeCommand()]) order.addCommand(command)
  return order
}

interface MakeOptions {
  readonly authority: string
  readonly id: string
  readonly basis: string
  readonly out: string
  readonly cardType: string
  readonly cardNumberFile?: string
  readonly outcome?: string
  readonly from?: string
  readonly until?: string
  readonly revoke?: true
  readonly json?: true
}

function makeCommand(): Command {
  return new Command('make')
    .description('write an order, or the revocation of one, that nobody has signed yet')
    .requiredOption('--authority <id>', 'as the desk has it in its configuration')
    .requiredOption('--id <id>', "the order's own number")
    .requiredOption('--basis <text>', 'the law and its article')
    .requiredOption('--out <file>', 'the new file')
    .option('--card-type <type>', 'whom it is about: the type of the card', 'cn-resident-id')
    .option('--card-number-file <file>', 'a file with the number of the card; - is stdin')
    .option('--outcome <outcome>', 'check or stop')
    .option('--from <instant>', 'when it begins (default: now)')
    .option('--until <instant>', 'the first instant at which it no longer holds')
    .option('--revoke', 'end the order of this number before its time')
    .option('--json', 'print the file as JSON')
    .action(make)
    .addHelpText('after', makeHelp)
}

const makeHelp = `
An order is the one colour by hand. It names a legal basis and an end, and becomes a fact that a rule of the set reads:
so this colour has the number of a rule too. Sign it with "order sign", by as many keys as the desk asks for.

Exit code: 0 written, 2 usage or operator error.

Examples:
  greengate desk order make --authority health-bureau --id 2026-17 --basis 'Decree 1, article 5' --outcome stop
    --until 2026-12-10T00:00:00Z --card-number-file number.txt --out order.json
  greengate desk order make --authority health-bureau --id 2026-17 --basis 'Decree 1, article 6' --revoke --out end.json`

async function make(options: MakeOptions): Promise<void> {
  const { authority, id, basis, outcome, until, cardNumberFile, cardType } = options
  const { makeOrder } = await import('../../desk/main.ts')
  const common = { authority, id, basis }
  let bytes: Uint8Array
  if (options.revoke === true) {
    bytes = await refusing(() => makeOrder({ format: 'greengate-order-revocation-1', ...common }))
  } else {
    if ((outcome !== 'check' && outcome !== 'stop') || until === undefined) {
      throw new OperatorError('order make: give --outcome check or stop, and --until')
    }
    if (cardNumberFile === undefined) {
      throw new OperatorError('order make: give --card-number-file, whom it is about')
    }
    const { type, number } = await readCardNumber(cardNumberFile, cardType)
    const from = options.from === undefined ? new Date() : parseInstant(options.from, '--from')
    const times = {
      from: instantText(from),
      until: instantText(parseInstant(until, '--until')),
    }
    const person = { idType: type, number }
    bytes = await refusing(() =>
      makeOrder({ format: 'greengate-order-1', ...common, person, outcome, ...times }),
    )
  }
  await writeWhole(options.out, bytes, { fresh: true, mode: 0o600 })
  if (options.json === true) printJson({ file: options.out })
  else printLine(options.out)
}

interface SignOptions extends SignerFlags {
  readonly world: string
  readonly json?: true
}

function signCommand(): Command {
  const command = new Command('sign')
    .description('add a signature to an order')
    .argument('<file>', 'the order')
    .option('--world <world>', 'production, demo or test: an order is good in one', 'production')
    .option('--json', 'print the key as JSON')
  return withSignerFlags(command).action(sign).addHelpText('after', signHelp)
}

const signHelp = `
Each hand signs with its own key, one after another; the desk counts keys that are different. Read the file first.

Exit code: 0 signed, 2 usage or operator error.

Examples:
  greengate desk order sign order.json --key director.jwk
  greengate desk order sign order.json --pkcs11 /usr/lib/softhsm/libsofthsm2.so --token orders --label deputy`

async function sign(file: string, options: SignOptions): Promise<void> {
  const { world } = options
  if (world !== 'production' && world !== 'demo' && world !== 'test') {
    throw new OperatorError('--world: must be production, demo or test')
  }
  if (!isSignerNamed(options)) throw new OperatorError('order sign: name a key with --key')
  const signer = await openSigner(options)
  const { signOrder } = await import('../../desk/main.ts')
  const before = await readBytes(file, 'an order, made by "greengate desk order make"')
  const signed = await refusing(() => signOrder(before, signer, world, new Date()))
  await writeWhole(file, signed, { mode: 0o600 })
  if (options.json === true) printJson({ file, signer: signer.thumbprint })
  else printLine(`${file}: signed by ${signer.name}`)
}

function takeCommand(): Command {
  return new Command('take')
    .description('take a signed order into the desk')
    .argument('<file>', 'the order')
    .option('--config <file>', 'the desk.yaml', 'desk.yaml')
    .option('--json', 'print what came of it as JSON')
    .action(take)
    .addHelpText('after', takeHelp)
}

const takeHelp = `
The same as an officer with the role "orders" does in the office. A running desk assesses whom it touches within
seconds; the person must be known to the desk, and a rule in force must read orders of this outcome.

Exit code: 0 taken, 2 usage or operator error.

Examples:
  greengate desk order take order.json --config desk.yaml`

async function take(
  file: string,
  { config, json }: { readonly config: string; readonly json?: true },
): Promise<void> {
  const { inForce, rulesOf, settingsOfConfiguration, takeOrder } =
    await import('../../desk/main.ts')
  const bytes = await readBytes(file, 'a signed order')
  const settings = await settingsOfConfiguration(config, { log: () => undefined })
  const now = new Date()
  const ruleSet = inForce(rulesOf(settings.bundle, settings.ruleSet), now)
  using store = await openNamedStore({ config, store: settings.store }, true)
  const { authorities } = settings
  const { state } = await refusing(() =>
    takeOrder(store, bytes, { authorities, ruleSet, who: 'desk' }, now),
  )
  if (json === true) printJson({ file, state })
  else printLine(`${file}: ${state}`)
}

/** What the desk refuses is the operator's to correct. */
async function refusing<T>(work: () => T | Promise<T>): Promise<T> {
  try {
    return await work()
  } catch (error) {
    const { DeskError: Refused } = await import('../../desk/main.ts')
    if (!(error instanceof Refused)) throw error
    throw new OperatorError(linesOf(error))
  }
}

const linesOf = ({ message, code }: DeskError): string => `${message} (${code})`
