/** Reads rule sets that must be sound: for commands that say what a set means, not what is wrong with it. */
import { compileRuleSet, GreengateError, type CompiledRuleSet } from 'greengate/rules'
import { OperatorError } from '../operator-error.ts'
import { refuseCountryRules } from './country/country-file.ts'
import { readRuleSetFile, type LookAround, type RuleSetFile } from './rule-set-file.ts'

/** A rule set that can be run. */
export interface CompiledFile {
  readonly file: RuleSetFile
  readonly compiled: CompiledRuleSet
}

/**
 * Reads and compiles a rule set.
 *
 * @throws {@link OperatorError} with the place of the first fault
 */
export async function readCompiled(path: string, around: LookAround): Promise<CompiledFile> {
  const file = await readRuleSetFile(path)
  const [fault] = file.faults
  const advice = 'see what greengate rules lint says'
  if (fault !== undefined) {
    const { line, column, message } = fault
    throw new OperatorError(`${path}:${line}:${column}: ${message}; ${advice}`)
  }
  refuseCountryRules(file)
  const { value, types, bases } = await around(file)
  try {
    return { file, compiled: compileRuleSet(value, types, bases) }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${path}: ${error.message} (${error.code}); ${advice}`)
  }
}
