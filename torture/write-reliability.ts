/** Writes docs/reliability.md from the ledger: what was asked, what was tried, survived and lost, and how to try it again. */
import { renameSync, writeFileSync } from 'node:fs'
import type { Trial } from '../house/endurance.ts'
import { asked } from './asked.ts'
import type { Ledger, Row } from './ledger.ts'
import { number, spanOf } from './pace.ts'
import { wrongWith } from './run-trial.ts'

/** A trial, its row if it was ever tried, and the digest of what it would try now. */
export interface Told {
  readonly trial: Trial
  readonly row: Row | undefined
  readonly subject: string
}

/** How a trial stands. */
export type Standing = 'survived' | 'older' | 'partly' | 'wrong' | 'not tried'

export const standingOf = ({ trial, row, subject }: Told): Standing => {
  if (row === undefined || row.step === 0) return 'not tried'
  if (wrongWith(trial, row).length > 0) return 'wrong'
  if (row.step < trial.count || row.count !== trial.count) return 'partly'
  return row.subject === subject ? 'survived' : 'older'
}

/** From good to bad: of several trials of a line the worst counts. */
const order: readonly Standing[] = ['survived', 'older', 'partly', 'not tried', 'wrong']

/** Whether a line is met, by the worst of its trials; what older sources had survived is said, and is no more than that. */
const metBy = (told: Told): string => {
  const earlier = told.row?.earlier
  const before =
    earlier !== undefined && earlier.step === earlier.count && earlier.losses === 0
      ? `; survived whole on older sources, ${earlier.date}`
      : ''
  const met: Readonly<Record<Standing, string>> = {
    survived: 'met',
    older: `not tried again on these sources; survived whole on older ones, ${told.row?.date ?? ''}`,
    partly: `not yet: not whole${before}`,
    wrong: '**missed**',
    'not tried': `not tried${before === '' ? '' : ' on these sources'}${before}`,
  }
  return met[standingOf(told)]
}

const triedOf = ({ trial: { count, each = 1 }, row }: Told): string =>
  row === undefined || row.step === 0
    ? 'not tried'
    : `${number(row.step * each)} of ${number(count * each)}`
const survivedOf = ({ trial: { each = 1 }, row }: Told): string =>
  row === undefined || row.step === 0 ? '–' : number(row.step * each - row.losses)
const lostOf = ({ row }: Told): string => {
  if (row === undefined || row.step === 0) return '–'
  const mended = row.mended?.length ?? 0
  return number(row.losses) + (mended === 0 ? '' : `, ${number(mended)} before a mend`)
}

const askedRows = (told: readonly Told[]): readonly string[] =>
  asked.map(({ issue, line, trials }) => {
    const found = trials.map((name) => {
      const one = told.find(({ trial }) => trial.name === name)
      if (one === undefined) throw new Error(`asked of a trial that is not there: ${name}`)
      return one
    })
    const [worst] = found.toSorted(
      (a, b) => order.indexOf(standingOf(b)) - order.indexOf(standingOf(a)),
    )
    const cells = [
      trials.join(' · '),
      ...[triedOf, survivedOf, lostOf].map((of) => found.map(of).join(' · ')),
    ]
    return `| ${issue} | ${line} | ${cells.join(' | ')} | ${worst === undefined ? '' : metBy(worst)} |`
  })

const trialRow = (told: Told): string => {
  const { trial, subject } = told
  const row = told.row?.step === 0 ? undefined : told.row
  const sources = row === undefined ? '–' : row.subject === subject ? 'these' : 'older'
  const when = row === undefined ? '–' : `${row.date}, ${row.node}`
  const took = row === undefined ? '–' : spanOf(row.seconds)
  const seed = trial.seed ?? '–'
  return `| ${trial.name} | ${trial.about} | ${seed} | ${triedOf(told)} | ${survivedOf(told)} | ${lostOf(told)} | ${sources} | ${when} | ${took} |`
}

const mendedLines = ({ mended = [] }: Row): readonly string[] =>
  mended.length === 0
    ? []
    : [
        '',
        ...mended.map(
          ({ step, what, record: { commit = 'an older one', date = '' } }) =>
            `- step ${step} had lost on ${String(commit)} (${String(date)}), was mended and made again: ${what}`,
        ),
      ]

const sectionOf = ({ trial, row }: Told): readonly string[] => {
  if (row === undefined) return []
  const { earlier } = row
  const { each = 1 } = trial
  const lines = [
    ...(row.step === 0 ? [] : (trial.report?.(row.tally, row.records) ?? [])),
    ...wrongWith(trial, row).map((line) => `- **wrong**: ${line}`),
    ...mendedLines(row),
    ...(earlier === undefined
      ? []
      : [
          ...(row.step === 0 ? [] : ['']),
          `On older sources (${earlier.date}): ${number(earlier.step * each)} of ${number(earlier.count * each)} tried, ${number(earlier.losses)} lost.`,
        ]),
  ]
  return lines.length === 0 ? [] : [`\n## ${trial.name}\n`, ...lines]
}

/** Rows of other seeds: tried beside, and asked by nobody. */
const otherSeeds = (told: readonly Told[], ledger: Ledger): readonly string[] => {
  const known = new Set(told.map(({ trial }) => trial.name))
  const others = Object.entries(ledger).filter(([name]) => !known.has(name))
  if (others.length === 0) return []
  const line = ([name, { step, count, losses, date }]: readonly [string, Row]): string =>
    `| ${name} | ${number(step)} of ${number(count)} | ${losses} | ${date} |`
  return [
    '\n## Under other seeds\n',
    ...['| trial | steps | lost | when |', '|---|---|--:|---|', ...others.map(line)],
  ]
}

/** The document. */
export const reliability = (told: readonly Told[], ledger: Ledger): string => `# Reliability

Written by \`npm run torture\` from \`torture/ledger.json\`; do not edit. What was tried on older sources says so, until it is tried
again: a trial counts as tried on "these" only while every line of code that it runs, and all that it reads, is as it was.

## What was asked

Every line that the issues marked for \`npm run torture\`. Met: every count tried on these sources, and nothing lost.

| issue | line | trial | tried | survived | lost | met? |
|--:|---|---|--:|--:|--:|---|
${askedRows(told).join('\n')}

## How to try it again

\`\`\`sh
npm run torture -- --replay sdt 4711
\`\`\`

\`npm run torture -- --list\` names the trials, their counts and seeds, where they stand, and about how long
each takes; \`npm run torture\` goes on with all that is not whole, \`npm run torture -- WORD...\` with some. A seed and a step make
the same step again: \`--replay TRIAL STEP\` tells all that it loses, and every loss below is told with its command. What is lost
is a bug, and is mended with a vector or a test in the same commit; where a mend lets a step be made again, both are told. Where processes are killed, the seed fixes the moments and
the machine what they meet. The ten clean runs are the trial \`suite\`: \`npm run torture -- suite\`, on a machine that does nothing else.

## What was tried

| trial | what | seed | tried | survived | lost | sources | when | took |
|---|---|--:|--:|--:|--:|---|---|--:|
${told.map(trialRow).join('\n')}
${[...told.flatMap(sectionOf), ...otherSeeds(told, ledger)].map((line) => `${line}\n`).join('')}`

/** Beside and renamed: two processes that end at once leave one of two whole documents. */
export const writeReliability = (told: readonly Told[], ledger: Ledger): void => {
  const path = 'docs/reliability.md'
  writeFileSync(`${path}.${process.pid}`, reliability(told, ledger))
  renameSync(`${path}.${process.pid}`, path)
}
