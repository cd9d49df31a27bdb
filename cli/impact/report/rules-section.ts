/** The sections on what made the changes: the ways of each change, and what every rule gains and loses. */
import type { Change, Impact, RuleImpact } from '../impact.ts'
import { countText, groundWords, shareText, stateWords, type Both } from '../words.ts'
import { barChart, type BarWidths } from './bar-chart.ts'
import { looser, quiet } from './colours.ts'
import { both, countCell, escaped, figure, rowHead, say, shareCell, table } from './markup.ts'

/** So many ways and bars are shown at first sight. */
const mostWays = 12
const mostKinds = 4
const mostBars = 20

/** From what to what, by which rules. */
export function changesSection({ changes, people, rules }: Impact): string {
  if (changes.length === 0) return ''
  const reasons = new Map(rules.map(({ no, reason }) => [no, reason]))
  const parts = changes.map((change, i) => changePart(change, i, people, reasons))
  return `<section aria-labelledby="changes">
<h2 id="changes">${say('每种变化由哪些规则造成', 'What made each change')}</h2>
${parts.join('\n')}
</section>`
}

/** `check → pass`. */
export function changeWords({ from, to }: Pick<Change, 'from' | 'to'>): Both {
  const [x, y] = [stateWords[from], stateWords[to]]
  return { zh: `${x.zh} → ${y.zh}`, en: `${x.en} → ${y.en}` }
}

function changePart(
  change: Change,
  place: number,
  people: number,
  reasons: ReadonlyMap<number, Both>,
): string {
  const { count, ways, isOfOutcome } = change
  const row = ({ from, to, count: of }: Change['ways'][number]): string =>
    [groundCell(from, reasons), groundCell(to, reasons), countCell(of), shareCell(of, count)].join(
      '',
    )
  const head = [
    say('原由', 'before, by'),
    say('新由', 'after, by'),
    say('人数', 'people'),
    say('占此变化', 'of this change'),
  ]
  const tableOf = (id: string, some: Change['ways'], caption: string): string =>
    table({ id, caption, head, words: 2, rows: some.map(row) })
  const id = `ways-${place}`
  const words = both(changeWords(change))
  const rest = ways.slice(mostWays)
  const more =
    rest.length === 0
      ? ''
      : `<details><summary>${say(`另有 ${rest.length} 种`, `${rest.length} more ways`)}</summary>${tableOf(`${id}-more`, rest, say('其余', 'The rest'))}</details>`
  const same = isOfOutcome
    ? ''
    : ` <span class="note">${say('闸机处理相同，不计为结果改变', 'the same at the gate, no change of outcome')}</span>`
  return `<div class="change"><h3>${words} <span class="count" data-n="${count}">${countText(count)}</span> <small>${shareText(count, people)}</small>${same}</h3>
${tableOf(id, ways.slice(0, mostWays), say('由哪些规则', 'By which rules'))}
${more}</div>`
}

function groundCell(
  ground: Change['ways'][number]['from'],
  reasons: ReadonlyMap<number, Both>,
): string {
  if (ground.missing.length > mostKinds) {
    const short = both(groundWords(ground, mostKinds))
    const all = escaped(ground.missing.join(', '))
    return `<td class="ground"><details><summary>${short}</summary>${all}</details></td>`
  }
  const words = ground.rules
    .map((no) => reasons.get(no))
    .filter((reason) => reason !== undefined)
    .map((reason) => both(reason))
  const why = words.length === 0 ? '' : `<br><small>${words.join(' · ')}</small>`
  return `<td class="ground">${both(groundWords(ground))}${why}</td>`
}

/**
 * What every rule gains and loses.
 *
 * @param widths - Of the chart, for a place that is narrower than the report.
 */
export function rulesSection(
  { rules, changed }: Impact,
  widths: BarWidths = { whole: 860, name: 300 },
): string {
  const moved = rules
    .filter(({ leaves, comes }) => leaves + comes > 0)
    .toSorted((x, y) => y.leaves + y.comes - (x.leaves + x.comes) || x.no - y.no)
  const shown = moved.slice(0, mostBars)
  const chart =
    shown.length === 0
      ? ''
      : figure(
          'rule-bars',
          legend(moved.length),
          (language) =>
            barChart(
              shown.map((rule) => ({
                name: `${rule.no}  ${rule.reason[language]}`,
                left: rule.leaves,
                right: rule.comes,
                leftText: countText(rule.leaves),
                rightText: countText(rule.comes),
              })),
              { left: quiet, right: looser },
              language === 'zh'
                ? '每条规则失去和得到多少结果改变的人，数字见下表'
                : 'How many of those who change each rule loses and gains; its numbers are in the table below',
              widths,
            ),
          true,
        )
  return `<section aria-labelledby="rules">
<h2 id="rules">${say('按规则', 'Rule by rule')}</h2>
${chart}
${table({
  id: 'rules-table',
  caption: say(
    `全部规则；${countText(changed)} 人结果改变，一人可由多条规则决定`,
    `All rules. ${countText(changed)} people change outcome; several rules may decide about one`,
  ),
  words: 3,
  isSortable: true,
  head: [
    say('规则', 'rule'),
    say('含义', 'says'),
    say('结果', 'outcome'),
    say('原决定人数', 'decides before'),
    say('新决定人数', 'decides after'),
    say('改变者中失去', 'changers it loses'),
    say('改变者中得到', 'changers it gains'),
  ],
  rows: rules.map(ruleRow),
})}
</section>`
}

function ruleRow({ no, id, reason, outcome, isIn, decides, leaves, comes }: RuleImpact): string {
  const fresh = isIn.a ? '' : ` <span class="tag">${say('新增', 'new')}</span>`
  const gone = isIn.b ? '' : ` <span class="tag">${say('删除', 'removed')}</span>`
  return [
    rowHead(`${no} <small>${escaped(id)}</small>${fresh}${gone}`, String(no)),
    `<td>${both(reason)}</td>`,
    `<td>${both(stateWords[outcome])}</td>`,
    ...[decides.a, decides.b, leaves, comes].map(countCell),
  ].join('')
}

function legend(count: number): string {
  const swatch = (colour: string): string =>
    `<svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="${colour}"/></svg>`
  const most = count > mostBars ? say(`，前 ${mostBars} 条`, `, the first ${mostBars}`) : ''
  return `${say('结果改变的人', 'People whose outcome changes')}${most}: ${swatch(quiet)}${say('向左：不再由此规则决定', 'left: no longer decided by the rule')} ${swatch(looser)}${say('向右：改由此规则决定', 'right: now decided by it')}`
}
