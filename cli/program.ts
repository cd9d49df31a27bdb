/** The whole command: its subcommands, its help, and what becomes of an error. */
import { Command, CommanderError } from 'commander'
import { GreengateError } from 'greengate'
import { printError } from './edges/output.ts'
import { packageVersion } from './edges/package-file.ts'
import { exitCodes, OperatorError, type ExitCode } from './operator-error.ts'

type Finish = (code: ExitCode) => void

/** What loads each of them, in the order of --help: only the one that is named is loaded, which halves the start. */
const commands: Readonly<Record<string, (finish: Finish) => Promise<Command>>> = {
  demo: async () => (await import('./demo/command.ts')).demoCommand(),
  keys: async () => (await import('./keys/command.ts')).keysCommand(),
  issue: async () => (await import('./issue/command.ts')).issueCommand(),
  holder: async () => (await import('./holder/command.ts')).holderCommand(),
  live: async () => (await import('./live/command.ts')).liveCommand(),
  verify: async (finish) => (await import('./verify/command.ts')).verifyCommand(finish),
  card: async (finish) => (await import('./verify/card-command.ts')).cardCommand(finish),
  scan: async (finish) => (await import('./scan/command.ts')).scanCommand(finish),
  inspect: async (finish) => (await import('./inspect/command.ts')).inspectCommand(finish),
  rules: async (finish) => (await import('./rules/command.ts')).rulesCommand(finish),
  bundle: async (finish) => (await import('./bundle/command.ts')).bundleCommand(finish),
  // Also below `bundle`, where a publisher looks for it.
  trust: async () => (await import('./bundle/commands/trust.ts')).trustCommand(),
  station: async () => (await import('./station/command.ts')).stationCommand(),
  collect: async (finish) => (await import('./collect/command.ts')).collectCommand(finish),
  fleet: async (finish) => (await import('./fleet/command.ts')).fleetCommand(finish),
  journal: async (finish) => (await import('./journal/command.ts')).journalCommand(finish),
  appeal: async (finish) => (await import('./appeal/command.ts')).appealCommand(finish),
  status: async () => (await import('./status/command.ts')).statusCommand(),
  retire: async () => (await import('./retire/command.ts')).retireCommand(),
  desk: async (finish) => (await import('./desk/command.ts')).deskCommand(finish),
  population: async (finish) => (await import('./population/command.ts')).populationCommand(finish),
  conformance: async (finish) =>
    (await import('./conformance/command.ts')).conformanceCommand(finish),
  batch: async (finish) => (await import('./batch/command.ts')).batchCommand(finish),
  people: async () => (await import('./people/command.ts')).peopleCommand(),
}

/**
 * Runs the command.
 *
 * @param args - What stands after `greengate`.
 * @returns The exit code: 0 pass or done, 1 any other outcome, 2 usage or operator error.
 */
export async function runGreengate(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done
  const program = await build(args[0] ?? '', (outcome) => {
    code = outcome
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    return report(error)
  }
}

async function build(name: string, finish: Finish): Promise<Command> {
  const program = new Command('greengate')
    .description('Issue and verify offline QR health codes under versioned, signed rule sets.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpCommand(false)
    // An option belongs to the command it stands behind: --version has another meaning there.
    .enablePositionalOptions()
    .addHelpText('after', overview)
  const named = Object.hasOwn(commands, name) ? commands[name] : undefined
  for (const load of named === undefined ? Object.values(commands) : [named])
    program.addCommand(await load(finish))
  return quiet(program)
}

const overview = `
Every command takes --json and --help. Exit code: 0 pass or done, 1 any other outcome, 2 usage or operator error.

Try it:
  greengate demo --out demo                          make an authority, a bundle and a dozen people
  cd demo
  greengate verify people/pass.png                   decide about one of them
  greengate verify people/stop-contact.txt --explain --lang zh
  greengate inspect people/altered.svg --bundle .    see what a code says, whoever made it`

/** Errors come to us as exceptions, and only our own line is printed. */
function quiet(command: Command): Command {
  command.exitOverride().configureOutput({ outputError: () => undefined })
  for (const sub of command.commands) quiet(sub)
  return command
}

/** Says what went wrong in one line, and gives the exit code. */
function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) {
    // --help, --version; a command without its subcommand has printed its help to stderr.
    if (error.exitCode === 0) return exitCodes.done
    if (error.code !== 'commander.help') printError(usageError(error))
  } else if (error instanceof OperatorError) {
    printError(error.message)
  } else if (error instanceof GreengateError) {
    printError(`${error.message} (${error.code})`)
  } else {
    // Its message may hold what was being worked on; only who asks for it gets to see it.
    printError('a fault of its own; set GREENGATE_DEBUG=1 to see where, and report it')
    if (process.env['GREENGATE_DEBUG'] && error instanceof Error) {
      process.stderr.write(`${error.stack ?? error.message}\n`)
    }
  }
  return exitCodes.operatorError
}

/** The parser's message without what was typed in: an argument may be a code, an option may hold a key. */
function usageError({ code, message }: CommanderError): string {
  const line = message
    .replace(/^error: /, '')
    .replace(/\s*\n\s*/g, ' ')
    .replace(/^unknown command '.*?'/s, 'there is no such command')
    .replace(/^unknown option '(-{1,2}[\w-]{1,32})?.*?'/s, "unknown option '$1'")
    .replace(/(argument|value) '.*' is invalid/s, '$1 is invalid')
    .replace(/(but got \d+): .*$/s, '$1')
    .replace(/\.$/, '')
  const advice =
    code === 'commander.unknownCommand' ? 'see greengate --help' : 'add --help to see how'
  return `${line}; ${advice}`
}
