/** Compiles the rules of a job. */
import {
  compileRuleSet,
  GreengateError,
  parseFactTypes,
  type CompiledRuleSet,
} from 'greengate/rules'
import { instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import type { BatchJob } from './job.ts'

/**
 * Compiles them.
 *
 * @throws {@link OperatorError} for rules that cannot be run, or are not in force at the instant of the job
 */
export function openRules({
  rules: { value, bases },
  factTypes,
  now,
}: Pick<BatchJob, 'rules' | 'factTypes' | 'now'>): CompiledRuleSet {
  const set = compiled(value, factTypes, bases)
  if (now >= set.from && now < set.until) return set
  const { id, version, effective } = set.set
  const at = instantText(new Date(now * 1000))
  throw new OperatorError(
    `--now: ${id} ${version} is not in force at ${at}, but from ${effective.from} until ${effective.until}; name an instant of those`,
  )
}

function compiled(
  value: unknown,
  factTypes: unknown,
  bases: BatchJob['rules']['bases'],
): CompiledRuleSet {
  try {
    return compileRuleSet(value, parseFactTypes(factTypes), (id, version) =>
      bases.find((base) => base.id === id && base.version === version),
    )
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(
      `the rules of the job: ${error.message} (${error.code}); see what greengate rules lint says`,
    )
  }
}
