/** `greengate batch`: whole populations, on all cores. */
import { Command } from 'commander'
import type { ExitCode } from '../operator-error.ts'
import { assessCommand } from './commands/assess.ts'
import { issueCommand } from './commands/issue.ts'
import { signerCommand } from './commands/signer.ts'
import { statusCommand } from './commands/status.ts'
import { workerCommand } from './commands/worker.ts'

/** Builds the command. */
export function batchCommand(finish: (code: ExitCode) => void): Command {
  return new Command('batch')
    .description('assess whole populations, and issue their codes')
    .addCommand(assessCommand(finish))
    .addCommand(issueCommand(finish))
    .addCommand(statusCommand(finish))
    .addCommand(workerCommand())
    .addCommand(signerCommand())
}
