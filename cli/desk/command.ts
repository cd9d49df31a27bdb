/** `greengate desk`: the issuing desk (docs/desk.md), and what its operator does beside it. */
import type { Command } from 'commander'
import type { ExitCode } from '../operator-error.ts'
import { auditCommand } from './audit.ts'
import { checkCommand } from './check.ts'
import { initCommand } from './init.ts'
import { officerCommand } from './officer.ts'
import { orderCommand } from './order.ts'
import { runCommand } from './run.ts'
import { sourceCommand } from './source.ts'

/** Builds the command. */
export function deskCommand(finish: (code: ExitCode) => void): Command {
  const desk = runCommand()
  for (const command of [
    initCommand(),
    checkCommand(finish),
    sourceCommand(),
    officerCommand(),
    orderCommand(),
    auditCommand(finish),
  ])
    desk.addCommand(command)
  return desk
}
