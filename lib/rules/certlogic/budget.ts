/** What a CertLogic expression may cost: how large and deep it is, and how much one evaluation may do. */
import { GreengateError } from '../../errors.ts'

/** Limits far above any rule in use: the largest of the 194 published rules of the EU states is 15 deep and has 70 parts. */
export const limits = {
  /** How deep expressions may stand in each other. */
  depth: 128,
  /** How many expressions and path fragments one expression may have. */
  parts: 10_000,
  /** How many steps one evaluation may take; a step is about as long as reading one member. */
  steps: 5_000_000,
  /** How many values a result may hold, itself included, and how deep they may stand in each other. */
  resultValues: 1_000_000,
  resultDepth: 512,
} as const

/** What is left of the steps of the evaluation under way. */
export interface Budget {
  left: number
}

/** The one error of this engine; the message speaks of the expression, never of the data. */
export function malformed(message: string): GreengateError {
  return new GreengateError('ERR_CERTLOGIC_MALFORMED', message)
}

/** Counts steps off. Without it, reductions inside reductions over long arrays would hold the thread for hours. */
export function spend(budget: Budget, steps: number): void {
  budget.left -= steps
  if (budget.left < 0) throw malformed(`evaluation takes more than ${limits.steps} steps`)
}

/**
 * Refuses a result that could not be written down.
 *
 * A reduction that puts its accumulator into an array twice makes a value of few objects and 2^n members.
 */
export function checkResult(result: unknown): void {
  if (typeof result !== 'object' || result === null) return
  const waiting: { readonly value: object; readonly depth: number }[] = [
    { value: result, depth: 1 },
  ]
  let count = 1
  for (let next = waiting.pop(); next !== undefined; next = waiting.pop()) {
    const { value, depth } = next
    const items: readonly unknown[] = Array.isArray(value) ? value : Object.values(value)
    count += items.length
    if (count > limits.resultValues) {
      throw malformed(`the result holds more than ${limits.resultValues} values`)
    }
    for (const item of items) {
      if (typeof item !== 'object' || item === null) continue
      if (depth === limits.resultDepth) {
        throw malformed(`the result is more than ${limits.resultDepth} deep`)
      }
      waiting.push({ value: item, depth: depth + 1 })
    }
  }
}
