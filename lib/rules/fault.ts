/** A fault of a rule set with its place, so that whoever wrote it can go there. */
import { GreengateError, type ErrorCode } from '../errors.ts'

/** What is wrong, where, and what would be right. */
export class RuleSetFault extends GreengateError {
  override name = 'GreengateError'
  /** The path in the set's JSON, such as `rules[3].when.of[0].left`. */
  readonly at: string
  /** What the place must be, for people. */
  readonly expectation: string
  /** Names that would be right here, where a wrong one stands. */
  readonly known: readonly string[]
  constructor(
    at: string,
    expectation: string,
    code: ErrorCode = 'ERR_RULE_SET_MALFORMED',
    known: Iterable<string> = [],
  ) {
    super(code, `${at}: ${expectation}`)
    this.at = at
    this.expectation = expectation
    this.known = [...known]
  }
}
