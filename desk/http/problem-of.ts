/** What an error of a room is to whoever called. */
import { GreengateError } from 'greengate'
import { OperatorError } from 'greengate-cli/bundle'
import { DeskError, type DeskErrorCode } from '../desk-error.ts'
import { DeskProblem, type ProblemCode } from '../shared/problems.ts'

const ofDesk: Partial<Record<DeskErrorCode, ProblemCode>> = {
  ERR_DESK_ID_NUMBER: 'number-refused',
  ERR_DESK_ID_TYPE: 'number-refused',
  ERR_DESK_NAME_DIFFERS: 'name-differs',
  ERR_DESK_PERSON_UNKNOWN: 'not-found',
  ERR_DESK_CLAIM: 'claim-unknown',
  ERR_DESK_GUARDIAN_TAKEN: 'guarded-already',
  ERR_DESK_GUARDIANS_FULL: 'guarded-already',
  ERR_DESK_FAMILY_FULL: 'too-many-people',
  ERR_DESK_NO_RULES: 'unavailable',
  ERR_DESK_IDENTITY: 'identity-needed',
  ERR_DESK_BUSY: 'not-assessed',
  ERR_DESK_PAPER: 'no-code',
  ERR_DESK_MATTER_UNKNOWN: 'not-found',
  ERR_DESK_MATTER_FORBIDDEN: 'forbidden',
  ERR_DESK_MATTER_OWN: 'own-matter',
  ERR_DESK_MATTER_ANOTHER: 'another-officer',
  ERR_DESK_MATTER_DECIDED: 'decided',
  ERR_DESK_MATTER_NOT_NOW: 'not-now',
  ERR_DESK_MATTER_STALE: 'stale',
  ERR_DESK_MATTER_MANY: 'too-many-matters',
  ERR_DESK_MATTER_ORDER: 'order-stands',
  ERR_DESK_MATTER_FORM: 'malformed',
  ERR_DESK_MATTER_NUMBER: 'appeal-number-refused',
  ERR_DESK_MATTER_TOLD: 'told-missing',
  ERR_DESK_ORDER_FORM: 'order-refused',
  ERR_DESK_ORDER_AUTHORITY: 'order-refused',
  ERR_DESK_ORDER_BASIS: 'order-refused',
  ERR_DESK_ORDER_SIGNATURE: 'order-unsigned',
  ERR_DESK_ORDER_TIME: 'order-time',
  ERR_DESK_ORDER_PERSON: 'order-person',
  ERR_DESK_ORDER_RULE: 'order-rule',
  ERR_DESK_ORDER_OTHER: 'order-other',
  ERR_DESK_ORDER_UNKNOWN: 'order-other',
  ERR_DESK_RECORDS_FORM: 'media-type',
  ERR_DESK_RECORDS_TOO_LARGE: 'too-large',
  ERR_DESK_RECORDS_TOO_MANY: 'too-many-lines',
  ERR_DESK_RECORDS_SIGNATURE: 'wrong-key',
}

/** The refusal; what nobody foresaw is a fault of ours, and says no more. */
export function problemOf(error: unknown): DeskProblem {
  if (error instanceof DeskProblem) return error
  return new DeskProblem(codeOf(error), { cause: error })
}

function codeOf(error: unknown): ProblemCode {
  if (error instanceof DeskError) {
    return ofDesk[error.code] ?? 'fault'
  }
  // No list for the month, a full disk: the operator's to mend, and then it can be asked again.
  if (error instanceof OperatorError) return 'unavailable'
  // Of the library's errors a caller can cause those of a request for a code.
  const isRequest = error instanceof GreengateError && /^ERR_(?:REQUEST|KEY)_/.test(error.code)
  return isRequest ? 'request-refused' : 'fault'
}
