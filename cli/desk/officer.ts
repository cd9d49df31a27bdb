/** `greengate desk officer`: who works in the office, and what they may do there. */
import { Command } from 'commander'
import { printJson, printLine } from '../edges/output.ts'
import { OperatorError } from '../operator-error.ts'
import { idOf, openNamedStore, withStoreFlags, type StoreFlags } from './store-flags.ts'

const allRoles = ['counter', 'worklist', 'orders', 'sources', 'audit'] as const

/** Builds it. */
export function officerCommand(): Command {
  const officer = new Command('officer').description('who works in the office: add and change them')
  officer.addCommand(addCommand())
  return officer
}

interface Options extends StoreFlags {
  readonly name: string
  readonly provider: string
  readonly subject: string
  readonly roles: string
}

function addCommand(): Command {
  const command = new Command('add')
    .description('add an officer, or change name and roles of one')
    .argument('<id>', 'what the audit trail calls them: a-z, 0-9 and -')
    .requiredOption('--name <name>', 'their name, as colleagues see it')
    .requiredOption('--subject <text>', 'what their sign-in calls them: the sub, or the contact')
    .option('--provider <issuer>', 'of the sign-in: the address of a provider', 'one-time-code')
    .requiredOption('--roles <roles>', `with commas: ${allRoles.join(', ')}; none: out of office`)
  return withStoreFlags(command).action(add).addHelpText('after', help)
}

const help = `
  counter   applies for who stands before them, prints on paper     worklist  decides matters, two of them each time
  orders    takes orders that an authority signed                   sources   sees what sources push
  audit     reads who did what

An id keeps its sign-in for ever, and a sign-in its id: whoever came back under another name could agree with
themselves. A running desk knows the change at once.

Exit code: 0 done, 2 usage or operator error.

Examples:
  greengate desk officer add li --name 李警官 --subject li@desk.example --roles counter,worklist
  greengate desk officer add zhao --name Zhao --provider https://login.example --subject 8f3a --roles worklist,audit
  greengate desk officer add li --name 李警官 --subject li@desk.example --roles none`

async function add(id: string, options: Options): Promise<void> {
  idOf(id, 'id')
  const roles = options.roles === 'none' ? [] : options.roles.split(',').map(roleOf)
  const { registerOfficer } = await import('../../desk/main.ts')
  using store = await openNamedStore(options, true)
  const { name, provider, subject } = options
  if (!registerOfficer(store, { id, name, provider, subject, roles }, new Date())) {
    throw new OperatorError(`${id}: an id keeps its sign-in, and a sign-in its id; name another`)
  }
  if (options.json === true) printJson({ officer: id, roles })
  else printLine(`${id}: ${roles.length === 0 ? 'out of office' : roles.join(', ')}`)
}

function roleOf(text: string): (typeof allRoles)[number] {
  const role = allRoles.find((one) => one === text.trim())
  if (role !== undefined) return role
  throw new OperatorError(`--roles: must be of ${allRoles.join(', ')}, or none`)
}
