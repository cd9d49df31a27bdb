/** Why an order was not taken; nothing was changed then. */
import { DeskError } from '../desk-error.ts'

/** Prose for logs; branch on the code. */
const reasons = {
  ERR_DESK_ORDER_FORM: 'the file is no order of this form',
  ERR_DESK_ORDER_AUTHORITY: 'no such authority may order here',
  ERR_DESK_ORDER_SIGNATURE: 'not enough keys of the authority signed it, or a signature is wrong',
  ERR_DESK_ORDER_TIME: 'it must state from and until, not be over, and not last too long',
  ERR_DESK_ORDER_BASIS: 'it must state its legal basis, in a line',
  ERR_DESK_ORDER_PERSON: 'nobody of that number is known here',
  ERR_DESK_ORDER_RULE: 'no rule in force reads such an order: it would do nothing',
  ERR_DESK_ORDER_OTHER: 'another one of that id was taken before',
  ERR_DESK_ORDER_UNKNOWN: 'there is no such order to revoke',
} as const

export type OrderErrorCode = keyof typeof reasons

/** Makes the error. */
export function orderRefused(code: OrderErrorCode): DeskError {
  return new DeskError(code, reasons[code])
}
