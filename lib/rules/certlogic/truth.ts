/** CertLogic's notion of true and false, narrower than that of JavaScript and of JsonLogic. */
import { spend, type Budget } from './budget.ts'

/**
 * Whether a value is truthy or falsy; undefined where it is neither (a fraction, a date-time).
 *
 * Specification, "Truthy and falsy values".
 */
export function truthOf(value: unknown, budget: Budget): boolean | undefined {
  switch (typeof value) {
    case 'boolean':
      return value
    case 'string':
      return value !== ''
    case 'number':
      return Number.isInteger(value) ? value !== 0 : undefined
    case 'object': {
      if (value === null) return false
      if (Array.isArray(value)) return value.length > 0
      if (value instanceof Date) return undefined
      const members = Object.keys(value).length
      // To know that there is a member, all are listed.
      if (members > 8) spend(budget, members)
      return members > 0
    }
    default:
      return undefined
  }
}
