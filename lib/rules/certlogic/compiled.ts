/** What a part of a CertLogic expression is compiled to, and what the compilers of the operations share. */
import { malformed, type Budget } from './budget.ts'

/** A part of an expression, ready to run. */
export interface Compiled {
  readonly run: (data: unknown) => unknown
  /** The same for a part that can only be a date-time: its milliseconds, without an object around them. */
  readonly time?: (data: unknown) => number
}

/** The compilation under way. */
export interface Compiling {
  readonly budget: Budget
  /** Compiles an operand. */
  readonly part: (logic: unknown) => Compiled
  /** How many parts there are so far. */
  readonly count: () => number
}

/** Compiles one operation, whose number of operands is known to be right. */
export type CompileOperation = (operands: readonly unknown[], compiling: Compiling) => Compiled

/**
 * A part that is no CertLogic: it throws when it is reached, and not before.
 *
 * The guard of an `if` may keep it from ever being reached, and the reference then gives an answer.
 */
export function failing(message: string): Compiled {
  const fail = (): never => {
    throw malformed(message)
  }
  return { run: fail }
}

/** A date-time, as an object for whoever needs one. */
export function ofTime(time: (data: unknown) => number): Compiled {
  return { run: (data) => new Date(time(data)), time }
}

/** Whether a value is a literal: a boolean, an integer or a text. */
export function isLiteral(value: unknown): value is boolean | number | string {
  return typeof value === 'boolean' || typeof value === 'string' || Number.isInteger(value)
}
