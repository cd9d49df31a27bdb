/** What the desk refuses: one class, one line, one code that stays. Prose is for logs; pages have their own words. */

/** Every code of a {@link DeskError}; a room adds its own. */
export type DeskErrorCode =
  // store
  | 'ERR_DESK_TAKEN'
  // people
  | 'ERR_DESK_ID_NUMBER'
  | 'ERR_DESK_ID_TYPE'
  | 'ERR_DESK_NAME_DIFFERS'
  | 'ERR_DESK_PERSON_UNKNOWN'
  | 'ERR_DESK_GUARDIAN_TAKEN'
  | 'ERR_DESK_GUARDIANS_FULL'
  | 'ERR_DESK_FAMILY_FULL'
  // issuing
  | 'ERR_DESK_NO_RULES'
  | 'ERR_DESK_IDENTITY'
  | 'ERR_DESK_BUSY'
  // paper
  | 'ERR_DESK_PAPER'
  // worklist
  | 'ERR_DESK_MATTER_UNKNOWN'
  | 'ERR_DESK_MATTER_FORBIDDEN'
  | 'ERR_DESK_MATTER_OWN'
  | 'ERR_DESK_MATTER_ANOTHER'
  | 'ERR_DESK_MATTER_DECIDED'
  | 'ERR_DESK_MATTER_NOT_NOW'
  | 'ERR_DESK_MATTER_STALE'
  | 'ERR_DESK_MATTER_MANY'
  | 'ERR_DESK_MATTER_ORDER'
  | 'ERR_DESK_MATTER_FORM'
  | 'ERR_DESK_CLAIM'
  | 'ERR_DESK_MATTER_NUMBER'
  | 'ERR_DESK_MATTER_TOLD'
  // orders
  | 'ERR_DESK_ORDER_FORM'
  | 'ERR_DESK_ORDER_AUTHORITY'
  | 'ERR_DESK_ORDER_SIGNATURE'
  | 'ERR_DESK_ORDER_TIME'
  | 'ERR_DESK_ORDER_BASIS'
  | 'ERR_DESK_ORDER_PERSON'
  | 'ERR_DESK_ORDER_RULE'
  | 'ERR_DESK_ORDER_OTHER'
  | 'ERR_DESK_ORDER_UNKNOWN'
  // sources
  | 'ERR_DESK_RECORDS_FORM'
  | 'ERR_DESK_RECORDS_TOO_LARGE'
  | 'ERR_DESK_RECORDS_TOO_MANY'
  | 'ERR_DESK_RECORDS_SIGNATURE'
  | 'ERR_DESK_FOLDER_LINK'

/** What is refused and why; branch on `code`. No message carries a claim, a code or a key. */
export class DeskError extends Error {
  override name = 'DeskError'
  readonly code: DeskErrorCode
  constructor(code: DeskErrorCode, message: string, options?: ErrorOptions) {
    super(message, options)
    this.code = code
  }
}
