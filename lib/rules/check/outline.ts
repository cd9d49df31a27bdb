/** Checks of JSON that go on after a fault, so that all faults of a document are found at once. */
import { parseInstant } from '../../encoding/instant.ts'
import { parseDuration } from '../duration.ts'
import type { Notes } from './notes.ts'
import { suggest } from './suggest.ts'

/** Notes what is wrong with a value at a place. */
export type Outline = (value: unknown, at: string, notes: Notes) => void

/** The members of an object; undefined where it is none. */
export function membersOf(value: unknown): Readonly<Record<string, unknown>> | undefined {
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value)
  return isObject ? (value as Readonly<Record<string, unknown>>) : undefined
}

/** The path of a member. */
function under(at: string, member: string): string {
  return at === '' ? member : `${at}.${member}`
}

/** Notes members that are not known, and required ones that are not there. */
export function noteMembers(
  members: Readonly<Record<string, unknown>>,
  at: string,
  required: readonly string[],
  optional: readonly string[],
  notes: Notes,
): void {
  const known = [...required, ...optional]
  const absent = known.filter((name) => !Object.hasOwn(members, name))
  for (const name of Object.keys(members)) {
    if (known.includes(name)) continue
    const suggestion = suggest(name, absent)
    notes.add('unknown-member', under(at, name), 'is no member here', { suggestion })
  }
  for (const name of required) {
    if (Object.hasOwn(members, name)) continue
    notes.add('missing-member', under(at, name), 'must be there')
  }
}

/** An object with these members and no others. */
export function record(
  required: Readonly<Record<string, Outline>>,
  optional: Readonly<Record<string, Outline>> = {},
): Outline {
  const outlines = new Map([...Object.entries(required), ...Object.entries(optional)])
  return (value, at, notes) => {
    const members = membersOf(value)
    if (members === undefined) {
      notes.add('malformed', at, 'must be an object')
      return
    }
    noteMembers(members, at, Object.keys(required), Object.keys(optional), notes)
    for (const [name, outline] of outlines) {
      if (Object.hasOwn(members, name)) outline(members[name], under(at, name), notes)
    }
  }
}

/** An object with members of any names, each of one outline. */
export function entries(each: Outline): Outline {
  return (value, at, notes) => {
    const members = membersOf(value)
    if (members === undefined) {
      notes.add('malformed', at, 'must be an object')
      return
    }
    for (const [name, item] of Object.entries(members)) each(item, under(at, name), notes)
  }
}

/** An array of things of one outline. */
export function list(each: Outline): Outline {
  return (value, at, notes) => {
    if (!Array.isArray(value)) {
      notes.add('malformed', at, 'must be an array')
      return
    }
    for (const [i, item] of value.entries()) each(item, `${at}[${String(i)}]`, notes)
  }
}

function rejecting(isRight: (value: unknown) => boolean, expectation: string): Outline {
  return (value, at, notes) => {
    if (!isRight(value)) notes.add('malformed', at, expectation)
  }
}

function isText(value: unknown): value is string {
  return typeof value === 'string' && value !== '' && value.length <= 4096
}

export const text = rejecting(isText, 'must be text')

export const number = rejecting(Number.isFinite, 'must be a number')

export const instant = rejecting(
  (value) => isText(value) && parseInstant(value) !== undefined,
  'must be an instant in UTC, such as 2020-02-11T00:00:00Z',
)

export const duration = rejecting(
  (value) => isText(value) && parseDuration(value) !== undefined,
  'must be a duration, such as P14D or PT72H',
)

export const words = record({ zh: text, en: text })

/** A whole number of at least `least`. */
export function integer(least: number): Outline {
  return rejecting(
    (value) => Number.isSafeInteger(value) && (value as number) >= least,
    `must be a whole number of at least ${String(least)}`,
  )
}

/** One of some texts. */
export function oneOf(...choices: readonly string[]): Outline {
  return (value, at, notes) => {
    if (choices.some((choice) => choice === value)) return
    const suggestion = choices.length === 1 ? (choices[0] ?? null) : suggest(value, choices)
    notes.add('malformed', at, `must be one of ${choices.join(', ')}`, { suggestion })
  }
}
