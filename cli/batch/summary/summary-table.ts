/** Tells people on a terminal what a batch came to: outcomes, rules, what is missing, regions and ages. */
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { ageWords, countText, groundWords, shareText, stateWords } from '../../impact/words.ts'
import { tableLines } from '../../rules/table-lines.ts'
import type { BatchSummary, GroupCount } from './summary.ts'

/** So many rows are shown; the page has more, and JSON all. */
const mostRows = 20
const mostKinds = 4

/** The whole of it, as text. */
export function summaryTable(summary: BatchSummary, language: Language): string {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const head = (zh: string, en: string): readonly string[] => ['', styled('bold', say(zh, en))]
  const { ruleSet, people, records, rejected, skipped, codes, states, counts } = summary
  const [inAll, refused, carried, made] = [records, rejected, skipped, codes].map(countText)
  const more = [
    say(
      `${inAll} 条记录，其中 ${refused} 条不是人员记录`,
      `${inAll} records, ${refused} of them no people`,
    ),
    ...(skipped > 0
      ? [
          say(
            `${carried} 人结果不会改变，未重新判定`,
            `${carried} people were skipped: their outcome cannot be another`,
          ),
        ]
      : []),
    ...(codes > 0 ? [say(`签发 ${made} 个码`, `${made} codes issued`)] : []),
  ]
  return [
    styled('bold', `${ruleSet.id} ${ruleSet.version}: ${ruleSet.title[language]}`),
    say(
      `${countText(people)} 人，判定时刻 ${summary.now}`,
      `${countText(people)} people, assessed at ${summary.now}`,
    ),
    ...more,
    ...head('结果', 'Outcomes'),
    ...tableLines(
      undefined,
      states.map((state, i) => [
        stateWords[state][language],
        countText(counts[i] ?? 0),
        shareText(counts[i] ?? 0, people),
      ]),
    ),
    ...head('由哪条规则', 'By the rule that decided'),
    ...ruleLines(summary, language),
    ...head('按地区', 'By region'),
    ...groupLines(summary, summary.regions, say('地区', 'region'), String, language),
    ...head('按年龄', 'By age'),
    ...groupLines(
      summary,
      summary.ages,
      say('年龄', 'age'),
      (band) => ageWords(band)[language],
      language,
    ),
    '',
  ].join('\n')
}

function ruleLines(
  { rules, missing, people }: BatchSummary,
  language: Language,
): readonly string[] {
  const row = (name: string, words: string, outcome: string, count: number): readonly string[] => [
    name,
    words,
    outcome,
    countText(count),
    shareText(count, people),
  ]
  const decided = rules
    .filter(({ decides }) => decides > 0)
    .map(({ no, reason, outcome, decides }) =>
      row(String(no), reason[language], stateWords[outcome][language], decides),
    )
  const check = stateWords.check[language]
  const undecided = missing.map(({ kinds, people: of }) =>
    row('-', groundWords({ rules: [], missing: kinds }, mostKinds)[language], check, of),
  )
  const rows = [...decided, ...undecided.slice(0, mostRows)]
  const left = undecided.length - mostRows
  return [
    ...tableLines(undefined, rows, [0, 1, 2]),
    ...(left > 0 ? [language === 'zh' ? `  另有 ${left} 种` : `  and ${left} more`] : []),
  ]
}

function groupLines<Name>(
  { states }: BatchSummary,
  groups: readonly GroupCount<Name>[],
  what: string,
  wordsOf: (name: Name) => string,
  language: Language,
): readonly string[] {
  const peopled = groups.filter(({ people }) => people > 0)
  // Of many those with most people, in their order.
  const least = peopled.map(({ people }) => people).toSorted((a, b) => b - a)[mostRows] ?? 0
  const shown = peopled.filter(({ people }) => people > least)
  const head = [
    what,
    language === 'zh' ? '人数' : 'people',
    ...states.map((state) => stateWords[state][language]),
  ]
  const rows = shown.map(({ name, people, counts }) => [
    wordsOf(name),
    countText(people),
    ...counts.map(countText),
  ])
  const left = peopled.length - shown.length
  return [
    ...tableLines(head, rows),
    ...(left > 0 ? [language === 'zh' ? `  另有 ${left} 个` : `  and ${left} more`] : []),
  ]
}
