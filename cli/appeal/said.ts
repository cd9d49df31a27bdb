/** What the gate said of somebody: from the number with what the screen showed, from the slip, or from the receipt. */
import type { Outcome, ReasonCode, Receipt, RuleReference } from 'greengate'
import { isAppealNumber } from '../../kiosk/station/presentations/appeal-number.ts'
import { decidingRule } from '../../kiosk/station/presentations/shown-decision.ts'
import { instantText, parseInstant } from '../edges/instant.ts'
import { parseJson } from '../edges/json-file.ts'
import { readPresented } from '../edges/presented.ts'
import { OperatorError } from '../operator-error.ts'
import { outcomes, parseReceipt, whatReceipt } from './parse-receipt.ts'
import { parseSlip } from './slip-text.ts'

/** What is known of the gate's answer; null: nobody said. */
export interface GateSaid {
  readonly source: 'number' | 'slip' | 'receipt'
  readonly number: string | null
  /** RFC 3339, UTC. */
  readonly at: string | null
  readonly station: string | null
  readonly lane: string | null
  readonly outcome: Outcome | null
  readonly reasons: readonly ReasonCode[] | null
  /** The rule that made the outcome; undefined: not said, null: none did. */
  readonly rule: RuleReference | null | undefined
  readonly receipt?: Receipt
}

/** What a screen showed, typed beside a number. */
export interface ScreenFlags {
  readonly at?: string
  readonly outcome?: string
  readonly rule?: string
}

/**
 * Reads NUMBER or SLIP.
 *
 * @throws {@link OperatorError}
 */
export async function readSaid(argument: string, flags: ScreenFlags): Promise<GateSaid> {
  const text = (await readPresented(argument)).trim()
  const name = argument === '-' ? 'stdin' : 'SLIP'
  if (/^[\d\s-]+$/.test(text)) return ofNumber(checkNumber(text), flags)
  if (Object.values(flags).some((flag) => flag !== undefined)) {
    throw new OperatorError('--at, --outcome, --rule: go with a number; a slip says them itself')
  }
  if (!text.startsWith('{')) return { source: 'slip', ...parseSlip(text, name) }
  return saidInReceipt(parseReceipt(parseJson(new TextEncoder().encode(text), name, whatReceipt)))
}

/**
 * Takes blanks out of a number and checks its last digit.
 *
 * @throws {@link OperatorError}
 */
export function checkNumber(text: string): string {
  const digits = text.replace(/[\s-]/g, '')
  if (isAppealNumber(digits)) return digits
  throw new OperatorError(
    'NUMBER: has ten digits of which the last checks the others, and this one does not fit; read it again',
  )
}

function ofNumber(number: string, { at, outcome, rule }: ScreenFlags): GateSaid {
  if (outcome !== undefined && !outcomes.includes(outcome)) {
    throw new OperatorError(`--outcome: must be one of ${outcomes.join(', ')}`)
  }
  return {
    ...{ source: 'number', number, station: null, lane: null, reasons: null },
    at: at === undefined ? null : instantText(parseInstant(at, '--at')),
    outcome: (outcome ?? null) as Outcome | null,
    rule: rule === undefined ? undefined : parseRule(rule),
  }
}

function parseRule(text: string): RuleReference {
  const [, set = '', version, no] = /^(\S{1,100})\s+v?(\d{1,15})\s+#?(\d{1,15})$/.exec(text) ?? []
  if (set !== '') return { set, version: Number(version), no: Number(no) }
  throw new OperatorError('--rule: write it as the slip does, such as "cn-3301 v13 #7"')
}

/** What a receipt says. */
export function saidInReceipt(receipt: Receipt): GateSaid {
  const { appeal, at, station, lane, outcome } = receipt
  return {
    ...{ source: 'receipt', number: appeal, at, station, lane, outcome, receipt },
    reasons: [...new Set(receipt.reasons.map(({ code }) => code))],
    rule: decidingRule(receipt),
  }
}
