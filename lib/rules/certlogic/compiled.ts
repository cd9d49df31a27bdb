/** What a part of a CertLogic expression is compiled to, and what the compilers of the operations share. */
import { malformed, type Budget } from './budget.ts'

/**
 * Evaluates a part.
 *
 * @param data - What paths are read from.
 * @param base - What lies at the beginning that most paths of the expression share, read once for all of them.
 */
export type Run<T = unknown> = (data: unknown, base: unknown) => T

/** A part of an expression, ready to run. */
export interface Compiled {
  readonly run: Run
  /** The same for a part that can only be a date-time: its milliseconds, without an object around them. */
  readonly time?: Run<number>
  /** Of a literal: its value. */
  readonly literal?: boolean | number | string
  /** Of a path that is a plain name after the base: the name, so that an operation can read it without a call. */
  readonly member?: string
  /** Of the path that is the base. */
  readonly isBase?: true
}

/** The compilation under way. */
export interface Compiling {
  readonly budget: Budget
  /** Compiles an operand. */
  readonly part: (logic: unknown) => Compiled
  /** Compiles an operand that is evaluated over `{ accumulator, current }`, with `current` as the base. */
  readonly lambda: (logic: unknown) => Compiled
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
export function ofTime(time: Run<number>): Compiled {
  return { run: (data, base) => new Date(time(data, base)), time }
}

/** Whether a value is a literal: a boolean, an integer or a text. */
export function isLiteral(value: unknown): value is boolean | number | string {
  return typeof value === 'boolean' || typeof value === 'string' || Number.isInteger(value)
}
