/** A fault of a rule set with its place, so that whoever wrote it can go there. */
import { GreengateError, type ErrorCode } from '../errors.ts'

/** What more a fault may say. */
export interface FaultDetails extends ErrorOptions {
  readonly code?: ErrorCode
  /** Names that would be right here, where a wrong one stands. */
  readonly known?: Iterable<string>
  /** The names that nobody knows. */
  readonly names?: readonly string[]
}

/**
 * What is wrong with a rule set, and where: thrown by `compileRuleSet` and `resolveRuleSet` for what its author can mend.
 *
 * @example
 * ```ts
 * import { compileRuleSet, parseFactTypes, RuleSetFault } from 'greengate/rules'
 *
 * const factTypes = parseFactTypes({ version: 1, expires: '2021-01-01T00:00:00Z', types: [], onSite: {} })
 * try {
 *   compileRuleSet({ id: 'demo', version: 0 }, factTypes)
 * } catch (error) {
 *   if (!(error instanceof RuleSetFault)) throw error
 *   console.log(error.at, error.expectation, error.code)
 * }
 * ```
 */
export class RuleSetFault extends GreengateError {
  /** The path in the set's JSON, such as `rules[3].when.of[0].left`. */
  readonly at: string
  /** What the place must be, for people. */
  readonly expectation: string
  readonly known: readonly string[]
  readonly names: readonly string[]
  constructor(at: string, expectation: string, details: FaultDetails = {}) {
    const { code = 'ERR_RULE_SET_MALFORMED', known = [], names = [], ...options } = details
    super(code, `${at}: ${expectation}`, options)
    this.at = at
    this.expectation = expectation
    this.known = [...known]
    this.names = names
  }
}
