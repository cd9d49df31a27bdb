/** `greengate bundle`: what a publisher does, from the founding of an authority to a timestamp by a timer. */
import { Command } from 'commander'
import type { ExitCode } from '../operator-error.ts'
import { exportCommand, importCommand } from './commands/carry.ts'
import { addCommand, countCommand, rotateCommand } from './commands/drafts.ts'
import { statusCommand, verifyBundleCommand } from './commands/look.ts'
import { publishCommand, refreshCommand } from './commands/publish.ts'
import { showCommand, signCommand } from './commands/sign.ts'
import { trustCommand } from './commands/trust.ts'
import { initCommand } from './init/command.ts'

/** Builds the command. */
export function bundleCommand(finish: (code: ExitCode) => void): Command {
  const bundle = new Command('bundle').description(
    'found an authority, sign its documents, publish them, see what is published',
  )
  // In the order in which a publisher needs them.
  bundle.addCommand(initCommand())
  bundle.addCommand(addCommand())
  bundle.addCommand(trustCommand())
  bundle.addCommand(showCommand())
  bundle.addCommand(signCommand())
  bundle.addCommand(countCommand())
  bundle.addCommand(publishCommand())
  bundle.addCommand(refreshCommand())
  bundle.addCommand(statusCommand(finish))
  bundle.addCommand(verifyBundleCommand())
  bundle.addCommand(exportCommand())
  bundle.addCommand(importCommand())
  bundle.addCommand(rotateCommand())
  return bundle
}
