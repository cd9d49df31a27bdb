/** `greengate rules`: what is done with rules apart from any code. */
import { Command } from 'commander'
import type { ExitCode } from '../operator-error.ts'
import { buildCommand } from './build.ts'
import { evalCommand } from './eval.ts'
import { fmtCommand } from './fmt.ts'
import { impactCommand } from './impact.ts'
import { replayCommand } from './replay/command.ts'
import { zoneCommand } from './zone.ts'

/** Builds the command. */
export function rulesCommand(finish: (code: ExitCode) => void): Command {
  const rules = new Command('rules').description(
    'write, build and evaluate rules, measure changes, replay decisions, make zone tables',
  )
  rules.addCommand(buildCommand(finish))
  rules.addCommand(evalCommand(finish))
  rules.addCommand(fmtCommand(finish))
  rules.addCommand(impactCommand(finish))
  rules.addCommand(replayCommand(finish))
  rules.addCommand(zoneCommand())
  return rules
}
