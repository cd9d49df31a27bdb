/** A paper code as a slip: the same as the sheet, for the printer that stands at the counter. */
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import type { SlipPart } from '../../kiosk/station/devices/printer/slip-lines.ts'
import { DeskError } from '../desk-error.ts'
import { fitQr, quietZone } from './fit-qr.ts'
import type { PaperContents } from './paper-contents.ts'
import { localParts, paperWords, ruleName } from './paper-words.ts'

/** Whatever prints slips: the station's driver does. */
export interface PaperPrinter {
  /** Characters of a line. */
  readonly columns: number
  printParts(parts: readonly SlipPart[]): Promise<void>
}

/** Heads of slip printers have 203 dots an inch: seven are 0.88 mm, six were too few. */
const moduleDots = 7
/** A character of a line. */
const columnDots = 12
/** Paper is wider than what is printed on it: so much of the quiet zone is white by itself. */
const paperMarginDots = 2 * 28

/**
 * The parts of the slip.
 *
 * @param columns - Characters of the printer's lines: 32 on paper of 58 mm, 48 on 80 mm.
 * @throws {@link DeskError} `ERR_DESK_PAPER` for a code that is too long for this paper.
 */
export function paperSlip(contents: PaperContents, columns: number): readonly SlipPart[] {
  const printed = columns * columnDots
  // Within what is printed, and with its quiet zone within the paper.
  const most = Math.min(
    printed / moduleDots + 2 * quietZone,
    (printed + paperMarginDots) / moduleDots,
  )
  const qr = fitQr(contents.text, Math.floor(most))
  if (qr === undefined) {
    throw new DeskError('ERR_DESK_PAPER', 'code: too long for the paper of this printer')
  }
  const text = (line: string, size: 'plain' | 'bold' | 'large' = 'plain'): SlipPart => ({
    ...{ part: 'text', text: line, size },
  })
  const { title, name, lastFour, outcome, validUntil, rule, issuer, issued } = paperWords
  const said = (words: { readonly zh: string; readonly en: string }): readonly SlipPart[] => [
    text(words.zh),
    text(words.en),
  ]
  const labelled = (words: { readonly zh: string; readonly en: string }, value: string): SlipPart =>
    text(`${words.zh} ${words.en}: ${value}`)
  const word = outcomeWord[contents.outcome]
  const [date, time] = localParts(contents.validUntil, contents.offsetMinutes)
  return [
    text(title.zh, 'bold'),
    text(title.en),
    { part: 'rule' },
    { part: 'qr', text: contents.text, dots: moduleDots, level: qr.level },
    { part: 'rule' },
    ...(contents.name === undefined ? [] : [labelled(name, contents.name)]),
    labelled(lastFour, contents.lastFour),
    labelled(outcome, `${word.zh} ${word.en}`),
    text(`${validUntil.zh} ${validUntil.en}`),
    text(date, 'large'),
    text(time, 'bold'),
    { part: 'rule' },
    text(contents.reason.zh, 'bold'),
    text(contents.reason.en),
    labelled(rule, ruleName(contents)),
    labelled(issuer, contents.issuer),
    labelled(issued, localParts(contents.issuedAt, contents.offsetMinutes).join(' ')),
    { part: 'rule' },
    ...said(paperWords.purpose),
    ...said(paperWords.end),
    ...said(paperWords.appeal),
  ]
}
