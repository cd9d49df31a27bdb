/** The section on outcomes: the flow of everybody, that of those who change, and the matrix of both. */
import type { Impact } from '../impact.ts'
import { cellsOf } from '../matrix.ts'
import { rankOf, states } from '../state.ts'
import { countText, shareText, stateWords } from '../words.ts'
import { stateColour } from './colours.ts'
import { flowChart } from './flow-chart.ts'
import { both, figure, rowHead, say, table } from './markup.ts'

/** Charts and table. */
export function flowSection(impact: Impact): string {
  const cells = cellsOf(impact.matrix)
  const changing = cells.filter(({ from, to }) => rankOf(from) !== rankOf(to))
  const everybody = figure(
    'flow-all',
    say('所有人', 'Everybody'),
    (language) =>
      flowChart(
        cells,
        language,
        language === 'zh'
          ? '所有人由原结果到新结果的流向，数字见下表'
          : 'Flow of everybody from outcome before to after; its numbers are in the table below',
      ),
    true,
  )
  const changed = figure(
    'flow-changed',
    say('结果改变的人', 'Those whose outcome changes'),
    (language) =>
      flowChart(
        changing,
        language,
        language === 'zh'
          ? '结果改变者的流向，数字见下表'
          : 'Flow of those whose outcome changes; its numbers are in the table below',
      ),
    true,
  )
  return `<section aria-labelledby="flow">
<h2 id="flow">${say('从原结果到新结果', 'From outcome to outcome')}</h2>
<p>${say(
    '左为原规则，右为新规则，带宽与人数成正比。“人工核验（资料不足）”也是人工核验：没有要求人工核验的规则成立，但未知事项可能改变结果。',
    'Left the rules as they are, right as they would be; a band is as wide as there are people in it. “check (missing)” is check at the gate too: no check rule holds, but something unknown could change the outcome.',
  )}</p>
<div class="pair">${everybody}${impact.changed > 0 ? changed : ''}</div>
${table({
  id: 'matrix',
  caption: say('人数：行为原结果，列为新结果', 'People: outcome before down, after across'),
  head: ['', ...states.map((state) => both(stateWords[state])), say('合计', 'all before')],
  rows: [
    ...states.map((from, a) => {
      const counts = states.map((_, b) => impact.matrix[a * states.length + b] ?? 0)
      const heads = `<svg class="mark" viewBox="0 0 10 10" aria-hidden="true"><rect width="10" height="10" fill="${stateColour[from]}"/></svg>`
      return [
        rowHead(heads + both(stateWords[from])),
        ...counts.map((count, b) => matrixCell(count, impact.people, a === b)),
        sumCell(counts, impact.people),
      ].join('')
    }),
    [
      rowHead(say('合计', 'all after')),
      ...states.map((_, b) =>
        sumCell(
          states.map((__, a) => impact.matrix[a * states.length + b] ?? 0),
          impact.people,
        ),
      ),
      sumCell(impact.matrix, impact.people),
    ].join(''),
  ],
})}
</section>`
}

function matrixCell(count: number, people: number, isSame: boolean): string {
  const share = count === 0 ? '' : ` <small>${shareText(count, people)}</small>`
  return `<td class="n${isSame ? ' same' : ''}" data-n="${count}">${countText(count)}${share}</td>`
}

function sumCell(counts: readonly number[], people: number): string {
  const sum = counts.reduce((all, count) => all + count, 0)
  return `<td class="n sum" data-n="${sum}">${countText(sum)} <small>${shareText(sum, people)}</small></td>`
}
