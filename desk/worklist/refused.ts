/** Why an act on a matter was not done; nothing was changed then. */
import { DeskError } from '../desk-error.ts'

/** Prose for logs; branch on the code. */
const reasons = {
  ERR_DESK_MATTER_UNKNOWN: 'there is no such matter, record or person',
  ERR_DESK_MATTER_FORBIDDEN:
    'that is for an officer of the worklist, or for who acts for the person',
  ERR_DESK_MATTER_OWN: 'nobody decides about themselves or their family',
  ERR_DESK_MATTER_ANOTHER: 'another officer must agree',
  ERR_DESK_MATTER_DECIDED: 'the matter is decided',
  ERR_DESK_MATTER_NOT_NOW: 'the matter is not in the state for that',
  ERR_DESK_MATTER_STALE: 'what was proposed, or what it is about, is not what it was',
  ERR_DESK_MATTER_MANY: 'too many matters of this person are undecided',
  ERR_DESK_MATTER_ORDER: 'an order is ended by its authority, an assessment by its issuer',
  ERR_DESK_MATTER_FORM: 'what is asked for has not its form',
  ERR_DESK_MATTER_NUMBER: 'no gate showed this number: a digit of it is wrong',
  ERR_DESK_MATTER_TOLD: 'neither the number of a gate, nor all of what the page told',
} as const

export type MatterErrorCode = keyof typeof reasons

/** Makes the error. */
export function refused(code: MatterErrorCode): DeskError {
  return new DeskError(code, reasons[code])
}
