/** `greengate journal`: what stations recorded, checked, exported and opened (docs/collect.md). */
import { Command } from 'commander'
import type { ExitCode } from '../operator-error.ts'
import { exportCommand } from './commands/export.ts'
import { keyCommand } from './commands/key.ts'
import { openCommand } from './commands/open.ts'
import { verifyCommand } from './commands/verify.ts'

/** Builds the command. */
export function journalCommand(finish: (code: ExitCode) => void): Command {
  const journal = new Command('journal').description(
    'check, export and open what stations recorded: their folders, sticks, or the store of a collector',
  )
  for (const command of [
    verifyCommand(finish),
    exportCommand(finish),
    openCommand(finish),
    keyCommand(),
  ])
    journal.addCommand(command)
  return journal
}
