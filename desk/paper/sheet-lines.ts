/** The lines of a sheet: what they say, where, how large. */
import { outcomeWord } from '../../verifier-web/elements/outcome-words.ts'
import type { Weight } from './font-parts.ts'
import type { PaperContents } from './paper-contents.ts'
import { localParts, paperWords, ruleName } from './paper-words.ts'

/** One line, or a paragraph. */
export interface SheetLine {
  readonly text: string
  /** Above the code, beside it, below it. */
  readonly place: 'head' | 'side' | 'foot'
  /** In points. */
  readonly size: number
  readonly weight: Weight
  /** Room above it, in millimetres. */
  readonly before: number
}

/** All of them, in the order in which they are read. */
export function sheetLines(contents: PaperContents): readonly SheetLine[] {
  const { name, lastFour, outcome, reason, issuer, offsetMinutes } = contents
  const line =
    (place: SheetLine['place'], size: number, weight: Weight, before = 0) =>
    (text: string): SheetLine => ({ text, place, size, weight, before })
  const label = (words: { readonly zh: string; readonly en: string }): SheetLine =>
    line('side', 7, 400, 2)(`${words.zh} ${words.en}`)
  const [date, time] = localParts(contents.validUntil, offsetMinutes)
  const [issuedDate, issuedTime] = localParts(contents.issuedAt, offsetMinutes)
  const foot = line('foot', 7, 400)
  return [
    line('head', 13, 700)(paperWords.title.zh),
    line('head', 9, 400)(paperWords.title.en),
    ...(name === undefined ? [] : [label(paperWords.name), line('side', 13, 700)(name)]),
    label(paperWords.lastFour),
    line('side', 15, 700)(lastFour),
    label(paperWords.outcome),
    line('side', 11, 700)(outcomeWord[outcome].zh),
    line('side', 9, 700)(outcomeWord[outcome].en),
    label(paperWords.issuer),
    line('side', 8, 400)(issuer),
    label(paperWords.issued),
    line('side', 7, 400)(`${issuedDate} ${issuedTime}`),
    line('foot', 8, 400)(`${paperWords.validUntil.zh} ${paperWords.validUntil.en}`),
    line('foot', 30, 700)(date),
    line('foot', 10, 700)(time),
    line('foot', 9, 700, 1.5)(reason.zh),
    line('foot', 8, 400)(reason.en),
    line(
      'foot',
      7.5,
      400,
      0.5,
    )(`${paperWords.rule.zh} ${paperWords.rule.en}: ${ruleName(contents)}`),
    { ...foot(paperWords.purpose.zh), before: 1.5 },
    foot(paperWords.purpose.en),
    { ...foot(paperWords.end.zh), before: 0.5 },
    foot(paperWords.end.en),
    { ...foot(paperWords.appeal.zh), before: 0.5 },
    foot(paperWords.appeal.en),
  ]
}
