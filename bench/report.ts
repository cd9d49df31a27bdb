/** Prints the results, and writes them to docs/benchmarks.md. */
import { writeFileSync } from 'node:fs'
import type { Median } from './statistics.ts'

/** One line of the report. */
export interface Result {
  readonly name: string
  readonly where: string
  /** The ratio that may not be exceeded, where one is promised. */
  readonly target: number | null
  readonly ratio: Median
  /** Microseconds a call, the medians over rounds. */
  readonly subjectMicros: number
  readonly bareMicros: number
  /** The build that was measured. */
  readonly build: string
  readonly full: boolean
}

/** What the figures were measured on. */
export interface Ground {
  readonly machine: string
  readonly cores: number
  readonly build: string
}

const row = ({ name, where, target, ratio, subjectMicros, bareMicros }: Result): string =>
  [
    '',
    name,
    where,
    `${ratio.median.toFixed(3)} (${ratio.low.toFixed(3)} to ${ratio.high.toFixed(3)})`,
    target === null ? 'none' : `${target.toFixed(2)}${ratio.median <= target ? '' : ' **missed**'}`,
    String(ratio.rounds),
    `${subjectMicros.toFixed(0)} / ${bareMicros.toFixed(0)}`,
    '',
  ]
    .join(' | ')
    .trim()

/** Writes the report; returns how many targets were missed. */
export const writeReport = (
  results: readonly Result[],
  { machine, cores, build }: Ground,
): number => {
  for (const result of results) {
    const { median, low, high } = result.ratio
    const target = result.target === null ? '' : `, target ${result.target.toFixed(2)}`
    console.log(
      `${median.toFixed(3)} (${low.toFixed(3)} to ${high.toFixed(3)})${target}  ${result.name}`,
    )
  }
  const lines = [
    '# Benchmarks',
    '',
    'Written by `npm run bench`; do not edit. Read the ratios: on another machine the microseconds differ, the ratios hardly.',
    '',
    `Measured on ${machine}, ${cores} cores; build ${build} of the library, ${results.some(({ full }) => full) ? 'full' : 'quick'} form.`,
    '',
    '| what | where | ratio: median (95 % interval) | at most | rounds | µs, ours / bare |',
    '|---|---|---|---|--:|--:|',
    ...results.map(row),
    '',
    'How: our call and the bare check take turns in batches of 20 over the same codes, 160 codes a round, the order swapped from batch to batch. Every code is a fresh text that is',
    'verified once and never again. The bare check is the signature alone, over the same bytes, under a key that was parsed before. The ratio is that of a round; the interval is the one',
    'of the sign test. In Chromium the page is cross-origin isolated, so that its clock has a grain of 5 µs.',
    '',
  ]
  writeFileSync('docs/benchmarks.md', lines.join('\n'))
  return results.filter(({ target, ratio }) => target !== null && ratio.median > target).length
}
