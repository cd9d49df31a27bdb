/** Reads the text of a printed slip back into what it says; whatever is not as a station prints it is refused. */
import { reasons, type Outcome, type ReasonCode, type RuleReference } from 'greengate'
import { nextSteps, slipLabels } from '../../kiosk/station/devices/printer/slip-words.ts'
import { isAppealNumber } from '../../kiosk/station/presentations/appeal-number.ts'
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import { findInstant, instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import { asPrinted } from './compare.ts'

/** What a slip says. */
export interface SlipText {
  readonly number: string
  /** RFC 3339, UTC. */
  readonly at: string
  readonly station: string
  readonly lane: string
  readonly outcome: Outcome
  /** `rule-…` stands for `assessed-…` too: they are printed alike. */
  readonly reasons: readonly ReasonCode[]
  readonly rule: RuleReference | null
}

type Words = Readonly<Record<'zh' | 'en', string>>

/** A printer breaks lines where its paper ends, so that blanks say nothing. */
const bare = (text: string): string => text.replace(/\s+/g, '')
const label = ({ zh, en }: Words): string => bare(zh + en)
const outcomes = Object.keys(outcomeWord) as readonly Outcome[]

/**
 * Reads a slip.
 *
 * @param path - Where it comes from, for the error, which says which part and never what stands there.
 * @throws {@link OperatorError}
 */
export function parseSlip(text: string, path: string): SlipText {
  const rest = { text: bare(text) }
  const take = (pattern: RegExp, what: string): readonly string[] => {
    const found = pattern.exec(rest.text)
    if (found === null) throw refuse(path, what)
    rest.text = rest.text.slice(found.index + found[0].length)
    return found.slice(1).map(String)
  }
  // What the station is for stands before; it is the operator's own text.
  const [station = '', lane = ''] = take(
    new RegExp(`${label(slipLabels.lane)}:([^/]+)/(.+?)(?=${label(slipLabels.time)}:)`, 'u'),
    'lane',
  )
  const [date = '', time = '', offset = ''] = take(
    new RegExp(
      `^${label(slipLabels.time)}:(\\d{4}-\\d\\d-\\d\\d)(\\d\\d:\\d\\d:\\d\\d)UTC([+-]\\d\\d:\\d\\d)`,
      'u',
    ),
    'time',
  )
  const at = findInstant(`${date}T${time}${offset}`)
  if (at === undefined) throw refuse(path, 'time')
  // A row of dashes or a line of the printer's own.
  take(/^[-–—─=_]*/u, 'line')
  const outcome = outcomes.find((each) => rest.text.startsWith(label(outcomeWord[each])))
  if (outcome === undefined) throw refuse(path, 'outcome')
  rest.text = rest.text.slice(label(outcomeWord[outcome]).length)
  const codes = takeReasons(rest)
  const rule = takeRule(rest)
  take(/^[-–—─=_]*/u, 'line')
  const [number = ''] = take(
    new RegExp(`^${label(slipLabels.appeal)}(\\d{10})(?!\\d)`, 'u'),
    codes.length === 0 ? 'reasons' : 'appeal number',
  )
  if (codes.length === 0) throw refuse(path, 'reasons')
  if (!isAppealNumber(number)) throw refuse(path, 'appeal number')
  if (!rest.text.includes(bare(nextSteps[outcome].en))) throw refuse(path, 'what to do')
  return { number, at: instantText(at), station, lane, outcome, reasons: codes, rule }
}

/** Of texts that begin alike the longest is meant. */
const byLength = (Object.keys(reasons) as readonly ReasonCode[])
  .map((code) => ({ code, text: label(reasons[code]) }))
  .sort((a, b) => b.text.length - a.text.length)

function takeReasons(rest: { text: string }): readonly ReasonCode[] {
  const codes: ReasonCode[] = []
  for (;;) {
    const found = byLength.find(({ text }) => rest.text.startsWith(text))
    if (found === undefined) return codes
    codes.push(asPrinted(found.code))
    rest.text = rest.text.slice(found.text.length)
  }
}

function takeRule(rest: { text: string }): RuleReference | null {
  const pattern = new RegExp(`^${label(slipLabels.rule)}:(.{1,100}?)v(\\d{1,15})#(\\d{1,15})`, 'u')
  const found = pattern.exec(rest.text)
  if (found === null) return null
  rest.text = rest.text.slice(found[0].length)
  const [, set = '', version, no] = found
  return { set, version: Number(version), no: Number(no) }
}

function refuse(path: string, what: string): OperatorError {
  return new OperatorError(
    `${path}: its ${what} is not as a station prints it; copy the slip whole, or give number, --at and --outcome`,
  )
}
