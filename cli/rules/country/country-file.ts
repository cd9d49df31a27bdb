/** Country rules among the files that rule authors name: another engine, so that other commands apply to them. */
import { compileCountryRules, GreengateError, type CompiledCountryRules } from 'greengate/rules'
import { asObject } from '../../edges/json-file.ts'
import { OperatorError } from '../../operator-error.ts'
import type { RuleSetFile } from '../rule-set-file.ts'

/** Whether a document was meant to be country rules. */
export function isCountryRules(value: unknown): boolean {
  return asObject(value)?.['engine'] === 'certlogic-1'
}

/** @throws {@link OperatorError} that names the commands for country rules, where a file has such */
export function refuseCountryRules({ path, value }: Pick<RuleSetFile, 'path' | 'value'>): void {
  if (!isCountryRules(value)) return
  throw new OperatorError(
    `${path}: country rules (engine certlogic-1); for these there are rules lint, explain, diff and import-eu --check`,
  )
}

/**
 * Compiles country rules.
 *
 * @throws {@link OperatorError} with the place of the first fault
 */
export function compiledCountry({
  path,
  value,
}: Pick<RuleSetFile, 'path' | 'value'>): CompiledCountryRules {
  try {
    return compileCountryRules(value)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(
      `${path}: ${error.message} (${error.code}); see what greengate rules lint says`,
    )
  }
}
