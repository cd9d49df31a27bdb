/** The whole command: its subcommands, its help, and what becomes of an error. */
import { Command, CommanderError } from 'commander'
import { GreengateError } from 'greengate'
import { printError } from './edges/output.ts'
import { packageVersion } from './edges/package-file.ts'
import { bundleCommand } from './bundle/command.ts'
import { collectCommand } from './collect/command.ts'
import { demoCommand } from './demo/command.ts'
import { holderCommand } from './holder/command.ts'
import { cardCommand } from './verify/card-command.ts'
import { inspectCommand } from './inspect/command.ts'
import { issueCommand } from './issue/command.ts'
import { journalCommand } from './journal/command.ts'
import { keysCommand } from './keys/command.ts'
import { liveCommand } from './live/command.ts'
import { exitCodes, OperatorError, type ExitCode } from './operator-error.ts'
import { peopleCommand } from './people/command.ts'
import { populationCommand } from './population/command.ts'
import { retireCommand } from './retire/command.ts'
import { rulesCommand } from './rules/command.ts'
import { scanCommand } from './scan/command.ts'
import { stationCommand } from './station/command.ts'
import { statusCommand } from './status/command.ts'
import { trustCommand } from './bundle/commands/trust.ts'
import { verifyCommand } from './verify/command.ts'

/**
 * Runs the command.
 *
 * @param args - What stands after `greengate`.
 * @returns The exit code: 0 pass or done, 1 any other outcome, 2 usage or operator error.
 */
export async function runGreengate(args: readonly string[]): Promise<ExitCode> {
  let code: ExitCode = exitCodes.done
  const program = build((outcome) => {
    code = outcome
  })
  try {
    await program.parseAsync(args, { from: 'user' })
    return code
  } catch (error) {
    return report(error)
  }
}

function build(finish: (code: ExitCode) => void): Command {
  const program = new Command('greengate')
    .description('Issue and verify offline QR health codes under versioned, signed rule sets.')
    .version(packageVersion(), '-V, --version', 'print the version')
    .helpCommand(false)
    // An option belongs to the command it stands behind: --version has another meaning there.
    .enablePositionalOptions()
    .addHelpText('after', overview)
  for (const command of [
    demoCommand(),
    keysCommand(),
    issueCommand(),
    holderCommand(),
    liveCommand(),
    verifyCommand(finish),
    cardCommand(finish),
    scanCommand(finish),
    inspectCommand(finish),
    rulesCommand(finish),
    bundleCommand(finish),
    // Also below `bundle`, where a publisher looks for it.
    trustCommand(),
    stationCommand(),
    collectCommand(finish),
    journalCommand(finish),
    statusCommand(),
    retireCommand(),
    populationCommand(finish),
    peopleCommand(),
  ])
    program.addCommand(command)
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
