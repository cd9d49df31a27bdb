/** Reads the clear part of a receipt that somebody brought: every member that a decision is made again from has its form. */
import { reasons, type Receipt } from 'greengate'
import { isAppealNumber } from '../../kiosk/station/presentations/appeal-number.ts'
import { findInstant } from '../edges/instant.ts'
import { asObject } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

/** What must be brought, for errors. */
export const whatReceipt = 'a receipt as JSON (docs/receipt.md 1)'
/** The five. */
export const outcomes: readonly string[] = ['pass', 'check', 'stop', 'invalid', 'unreadable']

const text = (value: unknown): boolean => typeof value === 'string'
const number = (value: unknown): boolean => Number.isSafeInteger(value)
const instant = (value: unknown): boolean => text(value) && findInstant(String(value)) !== undefined
const orNull =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === null || is(value)
const oneOf =
  (...values: readonly unknown[]) =>
  (value: unknown): boolean =>
    values.includes(value)

type Form = Readonly<Record<string, (value: unknown) => boolean>>
const may =
  (is: (value: unknown) => boolean) =>
  (value: unknown): boolean =>
    value === undefined || is(value)

function has(value: unknown, form: Form): boolean {
  const members = asObject(value)
  return members !== undefined && Object.entries(form).every(([name, is]) => is(members[name]))
}

const named: Form = { version: number, sha256: text }
const isNamed = orNull((value) => has(value, named))
const isSet = orNull((value) => has(value, { ...named, id: text }))
const isRule = (value: unknown): boolean => has(value, { set: text, version: number, no: number })
const isList = (value: unknown): boolean => Array.isArray(value) && value.every(text)
const isNumbers = (value: unknown): boolean =>
  Object.values(asObject(value) ?? { not: '' }).every((each) => typeof each === 'number')

function isReason(value: unknown): boolean {
  const code = String(asObject(value)?.['code'])
  if (!Object.hasOwn(reasons, code)) return false
  const isOfRule = /^(?:rule|assessed)-/.test(code)
  const isOfKinds = code === 'fact-missing' || code === 'fact-type-unknown'
  return has(value, {
    rule: isOfRule ? isRule : may(isRule),
    kinds: isOfKinds ? isList : may(isList),
  })
}

const lookUps: Form = {
  source: oneOf('chip', 'mrz', 'typed'),
  validity: oneOf('valid', 'expired', 'not-yet-valid'),
  turnsAt: may(instant),
  covered: oneOf(true, false, null),
  notGreen: (value) =>
    value === null ||
    value === 'green' ||
    has(value, { outcome: oneOf('check', 'stop'), rule: number }),
}

const context: Form = {
  ruleSet: orNull(text),
  station: orNull(text),
  lane: orNull(text),
  requireLive: oneOf(true, false),
  requireCard: oneOf(true, false, null),
  card: (value) => oneOf('match', 'mismatch', 'no-key', 'absent')(value) || has(value, lookUps),
  onSite: isNumbers,
  seenBefore: oneOf('no', 'code', 'proof', 'unknown', null),
  startedAt: may(instant),
}

const receipt: Form = {
  format: oneOf('greengate-receipt-1'),
  seq: number,
  at: instant,
  station: text,
  lane: text,
  outcome: oneOf(...outcomes),
  reasons: (value) => Array.isArray(value) && value.every(isReason),
  holdsUntil: orNull(instant),
  subject: orNull(text),
  appeal: orNull((value) => isAppealNumber(String(value))),
  sealed: orNull((value) => has(value, { sha256: text, deleteAfter: instant })),
  basis: (value) =>
    has(value, {
      now: instant,
      context: (each) => has(each, context),
      bundle: isNamed,
      ruleSet: isSet,
      trust: isNamed,
      facts: isNamed,
      status: orNull(Array.isArray),
      engine: number,
    }),
}

/**
 * Reads a receipt; nothing shows yet that it is one of a journal.
 *
 * @throws {@link OperatorError}
 */
export function parseReceipt(value: unknown): Receipt {
  const isWhole = has(value, receipt)
  const read = value as Receipt
  if (isWhole && saysTheSameTwice(read)) return read
  throw new OperatorError(`SLIP: is neither a slip nor ${whatReceipt}; copy it whole`)
}

/** Instant and place stand in the receipt and in its basis; where they differ one alone was changed. */
function saysTheSameTwice({ at, station, lane, basis: { now, context } }: Receipt): boolean {
  const isHere = (said: string | null, own: string): boolean => said === null || said === own
  return at === now && isHere(context.station, station) && isHere(context.lane, lane)
}
