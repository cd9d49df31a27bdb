/** `greengate status`: an issuer's lists of codes that count no more (docs/status.md). */
import { Command } from 'commander'
import { allocateCommand, changeCommand } from './commands/changes.ts'
import { exportCommand, importCommand } from './commands/exchange.ts'
import { closeCommand, createCommand, publishCommand, showCommand } from './commands/lists.ts'

/** Builds the command. */
export function statusCommand(): Command {
  const status = new Command('status').description(
    'revoke, suspend and restore codes: lists by issuer and month, kept in a store',
  )
  for (const command of [
    createCommand(),
    allocateCommand(),
    changeCommand('revoke'),
    changeCommand('suspend'),
    changeCommand('restore'),
    showCommand(),
    publishCommand(),
    closeCommand(),
    importCommand(),
    exportCommand(),
  ])
    status.addCommand(command)
  return status
}
