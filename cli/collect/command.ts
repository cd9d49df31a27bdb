/** `greengate collect`: the collector of journals, what comes on sticks, and what it has (docs/collect.md). */
import type { Command } from 'commander'
import type { ExitCode } from '../operator-error.ts'
import { importCommand } from './commands/import.ts'
import { keyCommand } from './commands/key.ts'
import { serveCommand } from './commands/serve.ts'
import { statusCommand } from './commands/status.ts'

/** Builds the command. */
export function collectCommand(finish: (code: ExitCode) => void): Command {
  const collect = serveCommand()
  for (const command of [keyCommand(), importCommand(finish), statusCommand()])
    collect.addCommand(command)
  return collect
}
