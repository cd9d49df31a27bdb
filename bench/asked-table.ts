/** The table of what was asked and what came of it: each figure from the ledger, judged here, nothing by hand. */
import type { Asked } from './asked-line.ts'
import { toldOf, type Dated, type LedgerRow } from './ledger.ts'
import type { Figure } from './measured.ts'
import type { SectionName } from './sections.ts'

/** What came of one thing that was asked. */
export interface Came {
  readonly figure: string
  /** Absent where nothing was measured, or nothing bounded. */
  readonly verdict: 'met' | 'missed' | 'not at that size' | undefined
  /** The verdict in words, with what limits it. */
  readonly words: string
  /** Whether an older build than this one gave it. */
  readonly isOlder: boolean
}

const inWords = ({ unit = '', digits = 3 }: Asked, { value, low, high }: Figure): string => {
  const shown = (each: number): string =>
    each.toLocaleString('en', { minimumFractionDigits: digits, maximumFractionDigits: digits })
  const interval =
    low === undefined || high === undefined ? '' : ` (${shown(low)} to ${shown(high)})`
  return `${shown(value)}${unit === '' ? '' : ` ${unit}`}${interval}`
}

const isWithin = ([kind, limit]: NonNullable<Asked['bound']>, value: number): boolean =>
  kind === 'at most' ? value <= limit : value >= limit

/** Whether the true median may well be on the other side of the bound. */
const isUnsure = (bound: NonNullable<Asked['bound']>, { value, low, high }: Figure): boolean =>
  low !== undefined &&
  high !== undefined &&
  [low, high].some((end) => isWithin(bound, end) !== isWithin(bound, value))

const ofBuild = ({ isOlder, row }: Dated): string =>
  isOlder ? `, by an older build of ${row.date}` : ''

const judged = (asked: Asked, told: Dated, found: Figure): Pick<Came, 'verdict' | 'words'> => {
  const { bound, size, small, why } = asked
  const older = ofBuild(told)
  const isSmall = size !== undefined && !told.row.full
  const form = isSmall ? ' in the quick form' : ''
  if (bound === undefined) return { verdict: undefined, words: `measured${form}${older}` }
  if (isSmall && small !== undefined) {
    const words = `not measured ${size}; the quick form says nothing of it${older}: ${small}`
    return { verdict: 'not at that size', words }
  }
  const unsure = isUnsure(bound, found) ? '; its interval reaches over the bound' : ''
  if (!isWithin(bound, found.value)) {
    const reason = why ?? 'Nobody has found out why.'
    return { verdict: 'missed', words: `**missed**${form}${older}${unsure}. ${reason}` }
  }
  if (isSmall) {
    const words = `not measured ${size}; within the bound in the quick form${older}${unsure}`
    return { verdict: 'not at that size', words }
  }
  return { verdict: 'met', words: `met${older}${unsure}` }
}

/**
 * What came of it, by the ledger.
 *
 * @param build - The build that is here, of the section of its benchmark.
 */
export const cameOf = (
  asked: Asked,
  rows: readonly LedgerRow[],
  build: (section: SectionName) => string,
): Came => {
  const section = rows.find(({ name }) => name === asked.bench)?.section
  const [told, other] = section === undefined ? [] : toldOf(rows, asked.bench, build(section))
  const found = told?.row.figures[asked.figure]
  // In JSON what is no number is null, which would be below every bound.
  if (told === undefined || found === undefined || !Number.isFinite(found.value)) {
    return { figure: '', verdict: undefined, words: 'not measured here', isOlder: false }
  }
  const { verdict, words } = judged(asked, told, found)
  const whole = other?.row.figures[asked.figure]
  const besideIt =
    asked.size === undefined ||
    other?.row.full !== true ||
    whole === undefined ||
    !Number.isFinite(whole.value)
      ? ''
      : `; in full${ofBuild(other)}: ${inWords(asked, whole)}`
  return {
    figure: inWords(asked, found),
    ...{ verdict, isOlder: told.isOlder },
    words: `${besideIt === '' ? words : words.replace(/\.$/, '')}${besideIt}`,
  }
}

/** A bound as it is written. */
export const boundWords = ({ bound, unit = '', size }: Asked): string => {
  if (bound === undefined) return 'none'
  const [kind, value] = bound
  const most = `${kind} ${value.toLocaleString('en')}${unit === '' ? '' : ` ${unit}`}`
  return size === undefined ? most : `${most}, ${size}`
}

/** The lines of the part of docs/benchmarks.md. */
export const askedTable = (
  asked: readonly Asked[],
  rows: readonly LedgerRow[],
  build: (section: SectionName) => string,
): readonly string[] => {
  const all = asked.map((each) => ({ each, came: cameOf(each, rows, build) }))
  const bounded = all.filter(({ each }) => each.bound !== undefined)
  const count = (verdict: Came['verdict']): string =>
    String(bounded.filter(({ came }) => came.verdict === verdict).length)
  return [
    '## What was asked',
    '',
    `Every [bench] line of the issues, each figure taken from the ledger (bench/results.json) and judged by its median. Of ${String(bounded.length)} bounds ${count('met')} are met, ${count('missed')} **missed**, ${count('not at that size')} not measured at the size that was asked, ${count(undefined)} not measured here.`,
    '',
    '| issue | asked | bound | figure | what came of it |',
    '|---|---|---|---|---|',
    ...all.map(
      ({ each, came }) =>
        `| ${String(each.issue)} | ${each.what} | ${boundWords(each)} | ${came.figure} | ${came.words} |`,
    ),
    '',
  ]
}
