/** Checks JSON that came from outside, member by member; every room names its own error code. */
import { GreengateError, type ErrorCode } from '../errors.ts'
import { parseInstant } from './instant.ts'

/** Words for people, in the two languages that every document carries. */
export interface Words {
  readonly zh: string
  readonly en: string
}

type Members = Readonly<Record<string, unknown>>

/** Readers that take a value and where it stands, and give it typed or throw. */
export interface Shape {
  /** An object with all the required members and none but the known ones. */
  readonly record: (
    value: unknown,
    where: string,
    required: readonly string[],
    optional?: readonly string[],
  ) => Members
  /** An object with any members, each of one kind. */
  readonly entries: <T>(
    value: unknown,
    where: string,
    each: (item: unknown, at: string) => T,
  ) => Map<string, T>
  readonly list: <T>(value: unknown, where: string, each: (item: unknown, at: string) => T) => T[]
  /** Text that is not empty and at most 4,096 characters. */
  readonly text: (value: unknown, where: string) => string
  readonly oneOf: <T extends string>(value: unknown, where: string, choices: readonly T[]) => T
  /** A safe integer of at least `least`. */
  readonly integer: (value: unknown, where: string, least?: number) => number
  readonly number: (value: unknown, where: string) => number
  /** RFC 3339 text as unix seconds. */
  readonly instant: (value: unknown, where: string) => number
  readonly words: (value: unknown, where: string) => Words
  /** `member`: the name that is not known; it came from outside, so that only rooms without secrets repeat it. */
  readonly refuse: (where: string, expectation: string, member?: string) => GreengateError
}

const maxText = 4096

/**
 * The readers of a room. Called as pure, so that a bundler leaves out those of rooms that an import has no use for.
 *
 * @param code - What they throw.
 * @param refuse - Makes the error, where a room's own says more.
 */
export function shapeOf(
  code: ErrorCode,
  refuse: Shape['refuse'] = (where, expectation) =>
    new GreengateError(code, `${where}: ${expectation}`),
): Shape {
  function members(value: unknown, where: string): Members {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) {
      throw refuse(where, 'must be an object')
    }
    return value as Members
  }

  function text(value: unknown, where: string): string {
    if (typeof value !== 'string' || value === '' || value.length > maxText) {
      throw refuse(where, 'must be text')
    }
    return value
  }

  function record(
    value: unknown,
    where: string,
    required: readonly string[],
    optional: readonly string[] = [],
  ): Members {
    const found = members(value, where)
    const names = Object.keys(found)
    // As it is nearly always: all that is required, and nothing else.
    if (names.length === required.length && required.every((name) => Object.hasOwn(found, name))) {
      return found
    }
    const strange = names.find((name) => !required.includes(name) && !optional.includes(name))
    if (strange !== undefined) {
      const known = [...required, ...optional].join(', ')
      throw refuse(where, `members must be of ${known}`, strange)
    }
    const missing = required.find((name) => !names.includes(name))
    if (missing !== undefined) throw refuse(where, `must have ${missing}`)
    return found
  }

  return {
    refuse,
    text,
    record,
    entries(value, where, each) {
      const pairs = Object.entries(members(value, where))
      return new Map(pairs.map(([name, item]) => [name, each(item, `${where}.${name}`)]))
    },
    list(value, where, each) {
      if (!Array.isArray(value)) throw refuse(where, 'must be an array')
      return value.map((item: unknown, i) => each(item, `${where}[${String(i)}]`))
    },
    oneOf(value, where, choices) {
      const choice = choices.find((known) => known === value)
      if (choice === undefined) throw refuse(where, `must be one of ${choices.join(', ')}`)
      return choice
    },
    integer(value, where, least = 0) {
      if (typeof value !== 'number' || !Number.isSafeInteger(value) || value < least) {
        throw refuse(where, `must be a whole number of at least ${String(least)}`)
      }
      return value
    },
    number(value, where) {
      if (typeof value !== 'number' || !Number.isFinite(value)) {
        throw refuse(where, 'must be a number')
      }
      return value
    },
    instant(value, where) {
      const seconds = parseInstant(text(value, where))
      if (seconds === undefined) throw refuse(where, 'must be an instant in UTC')
      return seconds
    },
    words(value, where) {
      const { zh, en } = record(value, where, ['zh', 'en'])
      return { zh: text(zh, `${where}.zh`), en: text(en, `${where}.en`) }
    },
  }
}
