/** Writes the page of a summary: one HTML file that needs no network, no other file, and says so by its policy. */
import type { Language } from '../../edges/language.ts'
import { behave } from '../../impact/report/behaviour.ts'
import { htmlPage } from '../../impact/report/html-page.ts'
import { localText } from '../../impact/report/local-text.ts'
import { both, countCell, escaped, say } from '../../impact/report/markup.ts'
import { style } from '../../impact/report/style.ts'
import { countText, shareText, stateWords, type Both } from '../../impact/words.ts'
import { agesSection, regionsSection } from './groups-section.ts'
import { rulesSection } from './rules-section.ts'
import type { BatchSummary } from './summary.ts'

/** What it has beyond the report's: the dark. */
const look = `${style}
:root { color-scheme: light dark; }
#regions-table th:last-child { text-align: right; }
@media (max-width: 600px) {
  #rules-table tbody th { white-space: normal; }
  #rules-table tbody th small { display: block; }
  #rules-table td:nth-child(2) { min-width: 9em; }
}
#records-table th { white-space: normal; font-weight: 400; }
.swatch { white-space: nowrap; margin-right: .9em; }
.tile.pass { border-color: #0a6b3d; } .tile.check { border-color: #d99e00; } .tile.missing { border-color: #7a8794; } .tile.stop { border-color: #b3201c; }
@media screen and (prefers-color-scheme: dark) {
  :root { --ink: #e8eeea; --quiet: #aab5af; --line: #36413b; --paper: #18211c; --ground: #0f1512; --green: #5cc492; }
  tbody tr:hover { background: #202b25; }
  header .controls button[aria-pressed="true"] { color: #06140c; }
  figure svg text { fill: #e8eeea; }
  figure svg path[stroke="#d6ddd8"] { stroke: #36413b; }
  .warning { background: #332a10; border-color: #8a6a10; }
  :focus-visible, th button:focus-visible { outline-color: #7fb4ee; }
}
`

/** The page as text. The same summary makes the same page. */
export function summaryPage(summary: BatchSummary, language: Language): string {
  return htmlPage({
    title: titleOf(summary),
    language,
    style: look,
    script: `(${behave.toString()})()`,
    main: [headSection, rulesSection, regionsSection, agesSection].map((section) =>
      section(summary),
    ),
    footer: `<footer>
<p>${say('由 greengate batch 生成，不联网。', 'Made by greengate batch; this page asks no network for anything.')}</p>
</footer>`,
  })
}

function titleOf({ ruleSet: { title, version }, verb }: BatchSummary): Both {
  return verb === 'issue'
    ? {
        zh: `${title.zh} 第 ${version} 版：批量签发`,
        en: `${title.en}, version ${version}: codes for a population`,
      }
    : {
        zh: `${title.zh} 第 ${version} 版：批量评估`,
        en: `${title.en}, version ${version}: a population assessed`,
      }
}

function headSection(summary: BatchSummary): string {
  const { ruleSet, now, people, states, counts } = summary
  const tiles = states.map((state, i) =>
    tile(state, counts[i] ?? 0, people, both(stateWords[state])),
  )
  return `<header>
<div class="controls" role="group" aria-label="语言 Language">
<button type="button" data-language="zh-CN" lang="zh-CN-x-own">中文</button>
<button type="button" data-language="en" lang="en-x-own">English</button>
</div>
<p class="over">${say('批次汇总', 'Summary of a batch')}</p>
<h1>${both(titleOf(summary))}</h1>
<p class="compared"><b>${escaped(ruleSet.id)}</b> ${ruleSet.version} · ${say('判定时刻', 'everybody assessed at')} <time datetime="${now}">${localText(now, ruleSet.zone)}</time></p>
</header>
<section aria-labelledby="sum">
<h2 id="sum">${say('总览', 'In short')}</h2>
<dl class="tiles">
${[tile('people', people, people, say('人数', 'people')), ...tiles].join('\n')}
</dl>
${recordsTable(summary)}
</section>`
}

function tile(id: string, count: number, people: number, words: string): string {
  const share = id === 'people' ? '' : ` <small>${shareText(count, people)}</small>`
  return `<div class="tile ${id}"><dt>${words}</dt><dd id="sum-${id}" data-n="${count}">${countText(count)}${share}</dd></div>`
}

/** How records became people and codes: so that nobody is lost unseen. */
function recordsTable({ records, rejected, people, skipped, codes, verb }: BatchSummary): string {
  const rows: (readonly [string, number])[] = [
    [say('记录', 'records'), records],
    [
      say('其中不是人员记录（见 rejected.ndjson）', 'of them no people (see rejected.ndjson)'),
      rejected,
    ],
    [say('人员', 'people'), people],
    [
      say(
        '其中结果不会因新版改变、沿用上次结果',
        'of them skipped: the new version cannot change their outcome',
      ),
      skipped,
    ],
    ...(verb === 'issue' ? [[say('签发的码', 'codes issued'), codes] as const] : []),
  ]
  const cells = rows.map(
    ([words, count]) => `<tr><th scope="row">${words}</th>${countCell(count)}</tr>`,
  )
  return `<div class="table"><table id="records-table">
<caption>${say('记录 = 人员 + 非人员记录', 'records = people + records that are no people')}</caption>
<tbody>
${cells.join('\n')}
</tbody>
</table></div>`
}
