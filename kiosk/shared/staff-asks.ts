/** What a screen may send for staff: every act by its members, and nothing else gets through. */
import type { StaffAsk } from './kiosk-api.ts'
import type { OverrideReason, SignIn, StaffActName } from './staff-api.ts'

/** Every reason for an override, for screens that offer them. */
export const overrideReasons: readonly OverrideReason[] = [
  'document-checked',
  'paper-checked',
  'guardian-present',
  'medical-need',
  'device-fault',
  'instructed',
]

/** An operator's name, as in the file of operators. */
export const operatorPattern = /^[a-z0-9][a-z0-9-]{0,39}$/
/** Six digits at least; longer ones are welcome. */
export const pinPattern = /^\d{6,32}$/
/** Nine digits and their check digit. */
const appealPattern = /^\d{10}$/

type Test = (value: unknown) => boolean

const matches =
  (pattern: RegExp): Test =>
  (value) =>
    typeof value === 'string' && pattern.test(value)
const isOneOf =
  (...known: readonly unknown[]): Test =>
  (value) =>
    known.includes(value)
const isSwitch = isOneOf(true, false)
const isReason = isOneOf(...overrideReasons)
const isAppeal = matches(appealPattern)
const hasInstantForm = matches(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/)
/** In the form, and on the calendar: what is journalled as an instant must be one. */
const isInstant: Test = (value) => {
  if (!hasInstantForm(value)) return false
  const ms = Date.parse(String(value))
  return !Number.isNaN(ms) && new Date(ms).toISOString() === String(value).replace('Z', '.000Z')
}

/** The members of every act but its name. */
const acts: { readonly [A in StaffActName]: Readonly<Record<string, Test>> } = {
  look: {},
  receipt: { appeal: isAppeal },
  override: { appeal: (value) => value === null || isAppeal(value), reason: isReason },
  'second-check': {
    appeal: isAppeal,
    found: isOneOf('may-pass', 'may-not-pass'),
    reason: isReason,
  },
  hold: { on: isSwitch },
  emergency: { on: isSwitch },
  'close-lane': { on: isSwitch },
  test: { device: matches(operatorPattern) },
  import: {},
  export: {},
  'set-clock': { at: isInstant },
  'fleet-code': {},
  'sign-out': {},
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const has = (value: unknown, members: Readonly<Record<string, Test>>): boolean =>
  isObject(value) &&
  Object.keys(value).length === Object.keys(members).length &&
  Object.entries(members).every(([name, test]) => Object.hasOwn(value, name) && test(value[name]))

/** Tells whether a value may be a sign-in. */
export const isSignIn = (value: unknown): value is SignIn =>
  has(value, { operator: matches(operatorPattern), pin: matches(pinPattern) })

/** Tells whether a value is an act of a session. */
export function isStaffAsk(value: unknown): value is StaffAsk {
  if (!has(value, { session: matches(/^[\w-]{20,64}$/), act: isObject })) return false
  const { act } = value as { readonly act: Readonly<Record<string, unknown>> }
  const { act: name } = act
  if (typeof name !== 'string' || !Object.hasOwn(acts, name)) return false
  return has(act, { ...acts[name as StaffActName], act: isOneOf(name) })
}
