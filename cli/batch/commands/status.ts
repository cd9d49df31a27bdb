/** `greengate batch status`: how far a batch is, and whether its files are what was written. */
import { Command } from 'commander'
import { printJson, printLine } from '../../edges/output.ts'
import { exitCodes, OperatorError, type ExitCode } from '../../operator-error.ts'
import { readState, type BatchState } from '../read-state.ts'

/** Builds the command. */
export function statusCommand(finish: (code: ExitCode) => void): Command {
  return new Command('status')
    .description('how far a batch is')
    .argument('<out>', 'the folder of the batch')
    .option('--check', 'read every file, and hold it against its digest')
    .option('--json', 'print it as one line of JSON')
    .action(async (out: string, flags: { readonly check?: true; readonly json?: true }) => {
      const state = await readState(out, flags.check === true)
      if (state === undefined) {
        throw new OperatorError(`${out}: holds no batch; name the --out of one`)
      }
      if (flags.json === true) printJson(state)
      else for (const line of linesOf(state)) printLine(line)
      finish(state.isDone ? exitCodes.done : exitCodes.otherOutcome)
    })
    .addHelpText('after', help)
}

const help = `
Asks nobody but the folder, so that it can be asked while the batch runs.

Exit code: 0 the batch is done, 1 it is not, 2 usage or operator error, or with --check a file that is not what was
written.

Examples:
  greengate batch status issued
  greengate batch status issued --check --json`

function linesOf(state: BatchState): readonly string[] {
  const count = (of: number): string => of.toLocaleString('en')
  const share = Math.floor((100 * state.bytesDone) / state.bytes)
  return [
    `${state.job}: ${state.verb} under ${state.rules.id} ${state.rules.version}, as of ${state.now}`,
    `${count(state.people)} people, ${count(state.rejected)} rejected, ${count(state.codes)} codes`,
    state.isDone
      ? `done${state.isChecked ? ', every file as it was written' : ''}`
      : `${share} % of the input is done${state.isRunning ? ', and it runs' : ''}`,
  ]
}
