/** `greengate population`: the sets by which an ID card alone is judged, with no phone and no network. */
import { Command } from 'commander'
import type { ExitCode } from '../operator-error.ts'
import { buildCommand } from './build-command.ts'
import { deltaCommand } from './delta-command.ts'
import { inspectPopulationCommand } from './inspect-command.ts'
import { lookupCommand } from './lookup-command.ts'

/** Builds the command. */
export function populationCommand(finish: (code: ExitCode) => void): Command {
  const population = new Command('population').description(
    "sets of a whole population's outcomes: make them, change them, look into them",
  )
  population.addCommand(buildCommand(finish))
  population.addCommand(deltaCommand(finish))
  population.addCommand(lookupCommand(finish))
  population.addCommand(inspectPopulationCommand())
  return population
}
