/** Tells people what a replay found: a row for each difference, what changes how often, and the sum. */
import type { Receipt } from 'greengate'
import type { Language } from '../../edges/language.ts'
import type { Replayed, Target } from './replay.ts'
import { countOf, type Missing, type Tally } from './tally.ts'
import { namedText, rangesText, saidText, wordsOf } from './words.ts'

/** How many segments are named under a reason; --json names all. */
const maxSegments = 8

const widths = [5, 20, 24, 30] as const

/** The head of the table. */
export function headLine(language: Language): string {
  return line(
    language === 'zh'
      ? [' 序号', '时刻', '规则集', '当时', '重算']
      : ['  seq', 'at', 'rule set', 'then', 'recomputed'],
  )
}

/** One receipt that came out otherwise. */
export function rowLine({ seq, at }: Receipt, replayed: Replayed, language: Language): string {
  if (replayed.state === 'not-replayable') return ''
  const was = namedText(replayed.was)
  const then = saidText(replayed.then, language)
  if (replayed.state === 'other-bytes') {
    return line([String(seq).padStart(widths[0]), at, was, then, wordsOf(language).otherBytes])
  }
  const under = namedText(replayed.under)
  const sets = was === under ? was : `${was} -> ${under}`
  return line([String(seq).padStart(widths[0]), at, sets, then, saidText(replayed.now, language)])
}

/** From what to what, as the list of changes counts it. */
export function changeText(replayed: Replayed, language: Language): string | undefined {
  if (replayed.state !== 'changed') return undefined
  return `${saidText(replayed.then, language)} -> ${saidText(replayed.now, language)}`
}

/** The changes, the most frequent first. */
export function changeLines(
  changes: ReadonlyMap<string, number>,
  language: Language,
): readonly string[] {
  if (changes.size === 0) return []
  const sorted = [...changes].sort(([a, m], [b, n]) => n - m || (a < b ? -1 : 1))
  return [
    '',
    language === 'zh' ? '变化：' : 'What changes:',
    ...sorted.map(([change, count]) => `${String(count).padStart(5)}  ${change}`),
  ]
}

/** What a replay rested on beside the receipts. */
export interface Sources {
  readonly segments: readonly string[]
  readonly torn: readonly { readonly segment: string; readonly bytes: number }[]
  readonly openings: number
  readonly unused: readonly string[]
}

/** The sum of it all. */
export function sumLines(
  tally: Tally,
  target: Target,
  { segments, openings, unused }: Sources,
  language: Language,
): readonly string[] {
  const { same, changed, otherBytes, otherFactTypes, notReplayable } = tally
  const zh = language === 'zh'
  const counts = zh
    ? `${targetText(target, language)}：${same} 条相同，${changed} 条不同`
    : `Under ${targetText(target, language)}: ${same} the same, ${changed} different`
  const bytes = zh
    ? `，${otherBytes} 条所用版本内容不同`
    : `, ${otherBytes} by a version of other bytes`
  const lines = [
    '',
    zh
      ? `${segments.length} 段中 ${tally.receipts} 条记录，${openings} 份留存`
      : `${many(tally.receipts, 'receipt')} in ${many(segments.length, 'segment')}, ${many(openings, 'opening')}`,
    otherBytes === 0 ? counts : counts + bytes,
  ]
  if (otherFactTypes > 0) {
    lines.push(
      zh
        ? `${otherFactTypes} 条用的事实类型与当时不同`
        : `${otherFactTypes} with other fact types than the gate had`,
    )
  }
  for (const why of ['no-opening', 'not-by-facts', 'no-version'] as const) {
    const places = notReplayable[why]
    if (places.size === 0) continue
    lines.push(`${whyText(why, language)}: ${String(countOf(places))}`)
    const shown = [...places].slice(0, maxSegments)
    for (const [segment, numbers] of shown) {
      lines.push(`  ${segment}: ${rangesText(numbers, language)}`)
    }
    if (places.size > maxSegments) lines.push('  ...')
  }
  if (unused.length > 0) {
    const files = unused.slice(0, 5).join(', ')
    const more = unused.length > 5 ? ', ...' : ''
    const text = zh ? '没有对应记录的留存' : 'Openings of no receipt here'
    lines.push(`${text}: ${unused.length} (${files}${more})`)
  }
  return lines
}

function targetText({ set, version }: Target, language: Language): string {
  const zh = language === 'zh'
  if (set === undefined && version === undefined)
    return zh ? '按当时生效的版本' : 'the version then in force'
  if (set === undefined) return zh ? `按第 ${version} 版` : `version ${version}`
  if (version !== undefined) return namedText({ id: set, version })
  return zh ? `按 ${set} 当时生效的版本` : `the version of ${set} then in force`
}

function whyText(why: Missing, language: Language): string {
  const texts = {
    'no-opening': ['Not replayable, no opening', '无法重算，没有留存'],
    'not-by-facts': ['Not replayable, not decided by rules on facts', '无法重算，不是按事实判定'],
    'no-version': ['Not replayable, no such version here', '无法重算，缺少该版本'],
  } as const
  return texts[why][language === 'zh' ? 1 : 0]
}

/** `1 segment`, `2 segments`. */
function many(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}

function line(cells: readonly string[]): string {
  const last = cells.length - 1
  return cells.map((cell, i) => (i === last ? cell : padded(cell, widths[i] ?? 0))).join('  ')
}

/** Chinese characters are two columns wide. */
function padded(text: string, width: number): string {
  const columns = text.replace(/\p{Script=Han}/gu, 'xx').length
  return text + ' '.repeat(Math.max(0, width - columns))
}
