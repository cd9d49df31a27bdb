/** `greengate rules`: what is done with rules apart from any code. */
import { Command } from 'commander'
import type { ExitCode } from '../operator-error.ts'
import { buildCommand } from './build.ts'
import { convertCommand } from './convert.ts'
import { diffCommand } from './diff/command.ts'
import { evalCommand } from './eval.ts'
import { explainCommand } from './explain/command.ts'
import { fmtCommand } from './fmt.ts'
import { impactCommand } from './impact.ts'
import { importEuCommand } from './import-eu/command.ts'
import { lintCommand } from './lint/command.ts'
import { newCommand } from './new/command.ts'
import { studioCommand } from '../studio/command.ts'
import { replayCommand } from './replay/command.ts'
import { openCommand } from './replay/open-code.ts'
import { revertCommand } from './revert.ts'
import { shadowCommand } from './shadow/command.ts'
import { testCommand } from './test/command.ts'
import { zoneCommand } from './zone.ts'

/** Builds the command. */
export function rulesCommand(finish: (code: ExitCode) => void): Command {
  const rules = new Command('rules').description(
    'write, check, try and build rules, say what they mean, measure changes, replay decisions',
  )
  // In the order in which an author needs them.
  rules.addCommand(newCommand())
  rules.addCommand(convertCommand(finish))
  rules.addCommand(studioCommand())
  rules.addCommand(fmtCommand(finish))
  rules.addCommand(lintCommand(finish))
  rules.addCommand(testCommand(finish))
  rules.addCommand(explainCommand(finish))
  rules.addCommand(diffCommand(finish))
  rules.addCommand(impactCommand(finish))
  rules.addCommand(buildCommand(finish))
  rules.addCommand(importEuCommand(finish))
  rules.addCommand(revertCommand())
  rules.addCommand(zoneCommand())
  rules.addCommand(replayCommand(finish))
  rules.addCommand(openCommand(finish))
  rules.addCommand(shadowCommand(finish))
  rules.addCommand(evalCommand(finish))
  return rules
}
