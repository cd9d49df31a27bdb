/** The report of a trial for whoever reads it on a terminal. */
import { styled } from '../edges/output.ts'
import { tableLines } from '../rules/table-lines.ts'
import type { Fault, FoundFault, Report } from './score.ts'

const faultWords: Readonly<Record<Fault, string>> = {
  opened: 'opened on what must not pass',
  'opened-on-another-outcome': 'opened, and stated another outcome than pass',
  'opened-for-nobody': 'opened for nobody: nothing was shown of it',
  'no-answer': 'did not answer in time',
  'not-an-answer': 'wrote a line that is no answer',
  'answered-twice': 'answered twice',
  'answered-another': 'answered what it was not asked',
  ended: 'ended before its input did',
  'ended-badly': 'did not end well when its input ended',
}
/** Nobody reads more; `--json` has them all. */
const mostShown = 20

/** Writes the report. */
export function reportLines(report: Report, isGood: boolean, seed: number): readonly string[] {
  const { topics, faults, refused, otherOutcomes, isSafe, hasGivenUp } = report
  const rows = topics.map(({ topic, cases, passes, opened, otherOutcome, ...rest }) => [
    topic,
    ...[cases, passes, opened, rest.refused, otherOutcome, rest.faults].map(String),
  ])
  const total = rows[0]
    ?.slice(1)
    .map((_, column) => String(rows.reduce((sum, row) => sum + Number(row[column + 1]), 0)))
  const head = ['', 'cases', 'must pass', 'opened', 'refused', 'other outcome', 'faults']
  return [
    ...tableLines(head, [...rows, ['together', ...(total ?? [])]]),
    ...shown('faults', faults, (found) =>
      [faultWords[found.fault], where(found)].filter((words) => words !== '').join(': '),
    ),
    ...shown('may pass, and was refused', refused, where),
    ...shown('another outcome', otherOutcomes, where),
    '',
    ...(hasGivenUp ? ['The gate ended or was silent too often: the rest was not tried.'] : []),
    isGood
      ? styled('green', `SAFE: it opened on what must pass, and on nothing else (seed ${seed}).`)
      : styled(
          'red',
          isSafe ? 'NOT STRICT: safe, but not as the vectors say.' : `NOT SAFE (seed ${seed}).`,
        ),
  ]
}

function shown<Found>(
  what: string,
  all: readonly Found[],
  words: (found: Found) => string,
): readonly string[] {
  if (all.length === 0) return []
  const more = all.length - mostShown
  return [
    '',
    `${what} (${all.length}):`,
    ...all.slice(0, mostShown).map((found) => `  ${words(found)}`),
    ...(more > 0 ? [`  and ${more} more; --json has all`] : []),
  ]
}

function where({ topic, id, of, how, due, said }: Partial<FoundFault>): string {
  if (of === undefined || of === 'hello') return topic === '' ? '' : `${topic}, when it was set up`
  const change = how === undefined ? '' : ` with ${how}`
  const outcomes =
    due === undefined ? '' : `: ${due} is due${said === undefined ? '' : `, not ${said}`}`
  return `${topic}, ${of} (${id})${change}${outcomes}`
}
