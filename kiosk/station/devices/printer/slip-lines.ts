/** A slip as lines of text: what it says, before any printer is thought of. */
import { reasons } from 'greengate'
import type { Slip } from '../device.ts'
import { outcomeWord } from '../../../../verifier-web/elements/outcome-words.ts'
import { nextSteps, slipLabels } from './slip-words.ts'

/** How the printer draws a QR code. */
export interface QrManner {
  /** The side of a module; eight are a millimetre, on most heads. */
  readonly dots: number
  readonly level: 'L' | 'M' | 'Q' | 'H'
}

/** One part of a slip. */
export type SlipPart =
  | { readonly part: 'text'; readonly text: string; readonly size: 'plain' | 'bold' | 'large' }
  | ({ readonly part: 'qr'; readonly text: string } & Partial<QrManner>)
  | { readonly part: 'rule' }

/** What a column is: half of what a Chinese character takes. */
export const widthOf = (text: string): number =>
  Array.from(text).reduce(
    (sum, character) => sum + (/[\u1100-\u{10ffff}]/u.test(character) ? 2 : 1),
    0,
  )

/** Breaks a text so that no line is wider than `columns`: at spaces where it can, within Chinese anywhere. */
export function wrap(text: string, columns: number): readonly string[] {
  const lines: string[] = []
  let line = ''
  for (const piece of text.match(/[\u1100-\u{10ffff}]|[^\s\u1100-\u{10ffff}]+|\s+/gu) ?? []) {
    if (widthOf(line + piece) <= columns) {
      line += piece
      continue
    }
    if (line.trim() !== '') lines.push(line.trimEnd())
    line = /^\s/.test(piece) ? '' : piece
    // Longer than a whole line: a word that has to be cut.
    while (widthOf(line) > columns) {
      lines.push(line.slice(0, columns))
      line = line.slice(columns)
    }
  }
  if (line.trim() !== '') lines.push(line.trimEnd())
  return lines
}

/** `4829137056` as it is shown and spoken: `482 913 7056`. */
export const groupAppeal = (appeal: string): string =>
  [appeal.slice(0, 3), appeal.slice(3, 6), appeal.slice(6)].join(' ').trim()

/** An instant by the clock on the station's wall, and how far that is from UTC. */
export function localTime(at: string, offsetMinutes: number): string {
  const local = new Date(Date.parse(at) + offsetMinutes * 60_000).toISOString()
  const ahead = Math.abs(offsetMinutes)
  const two = (number: number) => String(number).padStart(2, '0')
  const zone = `${offsetMinutes < 0 ? '-' : '+'}${two(Math.floor(ahead / 60))}:${two(ahead % 60)}`
  return `${local.slice(0, 10)} ${local.slice(11, 19)} UTC${zone}`
}

/** The slip in its parts. Nothing of it says whose it is. */
export function slipParts(slip: Slip, offsetMinutes: number): readonly SlipPart[] {
  const { outcome, rule } = slip
  const text = (line: string, size: 'plain' | 'bold' | 'large' = 'plain'): SlipPart => ({
    part: 'text',
    text: line,
    size,
  })
  const labelled = ({ zh, en }: { zh: string; en: string }, value: string) =>
    text(`${zh} ${en}: ${value}`)
  const codes = [...new Set(slip.reasons.map(({ code }) => code))]
  return [
    text(slip.purpose.zh, 'bold'),
    text(slip.purpose.en),
    labelled(slipLabels.lane, `${slip.station} / ${slip.lane}`),
    labelled(slipLabels.time, localTime(slip.at, offsetMinutes)),
    { part: 'rule' },
    text(`${outcomeWord[outcome].zh}  ${outcomeWord[outcome].en}`, 'large'),
    ...codes.flatMap((code) => [text(reasons[code].zh), text(reasons[code].en)]),
    ...(rule === null
      ? []
      : [labelled(slipLabels.rule, `${rule.set} v${String(rule.version)} #${String(rule.no)}`)]),
    { part: 'rule' },
    text(`${slipLabels.appeal.zh} ${slipLabels.appeal.en}`),
    text(groupAppeal(slip.appeal), 'large'),
    { part: 'qr', text: slip.appeal },
    { part: 'rule' },
    text(`${slipLabels.next.zh} ${slipLabels.next.en}`, 'bold'),
    text(nextSteps[outcome].zh),
    text(nextSteps[outcome].en),
    text(`${slipLabels.nobody.zh} ${slipLabels.nobody.en}`),
  ]
}
