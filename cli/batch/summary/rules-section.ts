/** The section on what decided: rule by rule, and what was missing where none did. */
import {
  both,
  countCell,
  escaped,
  rowHead,
  say,
  shareCell,
  table,
} from '../../impact/report/markup.ts'
import { groundWords, stateWords } from '../../impact/words.ts'
import type { BatchSummary, RuleCount } from './summary.ts'

/** So many kinds are named at first sight. */
const mostKinds = 4
/** So many ways of what is missing; JSON has all. */
const mostWays = 40

/** All rules, then who was decided by none. */
export function rulesSection({ rules, missing, people }: BatchSummary): string {
  const byRule = (rule: RuleCount): string =>
    [
      rowHead(`${rule.no} <small>${escaped(rule.id)}</small>`, String(rule.no)),
      `<td>${both(rule.reason)}</td>`,
      `<td>${both(stateWords[rule.outcome])}</td>`,
      countCell(rule.decides),
      shareCell(rule.decides, people),
      countCell(rule.fires),
    ].join('')
  return `<section aria-labelledby="rules">
<h2 id="rules">${say('按规则', 'Rule by rule')}</h2>
${table({
  id: 'rules-table',
  caption: say(
    '每人由一条规则决定；同一结果可由多条规则共同造成',
    'One rule decides about each person; several may have made the outcome',
  ),
  words: 3,
  isSortable: true,
  head: [
    say('规则', 'rule'),
    say('含义', 'says'),
    say('结果', 'outcome'),
    say('决定人数', 'decides'),
    say('占比', 'share'),
    say('共同造成', 'made with others'),
  ],
  rows: rules.map(byRule),
})}
${missingTable(missing, people)}
</section>`
}

function missingTable(missing: BatchSummary['missing'], people: number): string {
  if (missing.length === 0) return ''
  const row = ({ kinds, people: of }: BatchSummary['missing'][number]): string => {
    const words = both(groundWords({ rules: [], missing: kinds }, mostKinds))
    const all =
      kinds.length > mostKinds
        ? `<details><summary>${words}</summary>${escaped(kinds.join(', '))}</details>`
        : words
    return `<th scope="row" class="ground">${all}</th>${countCell(of)}${shareCell(of, people)}`
  }
  const left = missing.length - mostWays
  const more =
    left > 0
      ? `<p class="note">${say(`另有 ${left} 种，见 summary.json`, `${left} more in summary.json`)}</p>`
      : ''
  return `<h3>${say('没有规则决定：人工核验', 'No rule decided: check')}</h3>
${table({
  id: 'missing-table',
  caption: say('缺什么', 'What is missing'),
  head: [say('缺', 'missing'), say('人数', 'people'), say('占比', 'share')],
  rows: missing.slice(0, mostWays).map(row),
})}${more}`
}
