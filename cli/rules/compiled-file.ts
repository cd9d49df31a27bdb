/** Reads rule sets that must be sound: for commands that say what a set means, not what is wrong with it. */
import { compileRuleSet, GreengateError, type CompiledRuleSet } from 'greengate/rules'
import { OperatorError } from '../operator-error.ts'
import { refuseCountryRules } from './country/country-file.ts'
import { readRuleSetFile, type Around, type LookAround, type RuleSetFile } from './rule-set-file.ts'

/** A rule set that can be run. */
export interface CompiledFile {
  readonly file: RuleSetFile
  readonly around: Around
  readonly compiled: CompiledRuleSet
}

/**
 * Reads and compiles a rule set.
 *
 * @throws {@link OperatorError} with the place of the first fault
 */
export async function readCompiled(path: string, around: LookAround): Promise<CompiledFile> {
  return compileFile(await readRuleSetFile(path), around)
}

/** Compiles what was read. */
export async function compileFile(file: RuleSetFile, around: LookAround): Promise<CompiledFile> {
  const { path } = file
  const [fault] = file.faults
  const advice = 'see what greengate rules lint says'
  if (fault !== undefined) {
    const { line, column, message } = fault
    throw new OperatorError(`${path}:${line}:${column}: ${message}; ${advice}`)
  }
  refuseCountryRules(file)
  const found = await around(file)
  const { value, types, bases } = found
  try {
    return { file, around: found, compiled: compileRuleSet(value, types, bases) }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${path}: ${error.message} (${error.code}); ${advice}`)
  }
}

/** Compiles a set that may be unsound: then undefined, and the checker says why. */
export function compileIfSound({ value, types, bases }: Around): CompiledRuleSet | undefined {
  try {
    return compileRuleSet(value, types, bases)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return undefined
  }
}
