/** The section of examples: people who change, why, and a search through them. */
import type { Impact } from '../impact.ts'
import type { Example, Explained, Stated } from '../job.ts'
import { groundWords, stateWords, type Both } from '../words.ts'
import { both, escaped, say } from './markup.ts'
import { changeWords } from './rules-section.ts'

const conditionWords: Readonly<Record<Explained['why'][number]['conditions'][number]['is'], Both>> =
  {
    requires: { zh: '须', en: 'requires' },
    when: { zh: '当', en: 'when' },
    unless: { zh: '除非', en: 'unless' },
  }

/** All examples, one below the other. */
export function examplesSection({ changes }: Impact): string {
  const cards = changes.flatMap((change, i) =>
    change.examples.map((example) => card(example, i, changeWords(change))),
  )
  if (cards.length === 0) return ''
  // An option holds text only, so each language has its own.
  const options = changes.map((change, i) => {
    const { zh, en } = changeWords(change)
    return `<option value="${i}" data-zh="${escaped(zh)}" data-en="${escaped(en)}">${escaped(en)}</option>`
  })
  return `<section aria-labelledby="examples">
<h2 id="examples">${say('举例', 'Examples')}</h2>
<p>${say(
    '每种变化随机抽取数例。文字说明决定结果的规则，不含个人事实，除非报告注明。',
    'A few of each change, drawn by lot. The words are those of the rules that decide; facts about people stand here only where the report was made with them.',
  )}</p>
<form class="search controls" role="search">
<label>${say('查找', 'Search')} <input type="search" id="search" autocomplete="off"></label>
<label>${say('变化', 'Change')} <select id="which"><option value="" data-zh="全部" data-en="all">all</option>${options.join('')}</select></label>
<output id="found" for="search which" data-n="${cards.length}">${cards.length}</output>
</form>
<ul class="cards" id="cards">
${cards.join('\n')}
</ul>
</section>`
}

function card({ person, region, from, to, stated }: Example, change: number, title: Both): string {
  return `<li class="card" data-change="${change}"><h3><code>${escaped(person)}</code> <small>${say('地区', 'region')} ${escaped(region)}</small> <span class="note">${both(title)}</span></h3>
<div class="pair"><div><h4>${say('原', 'Before')}</h4>${verdict(from)}</div><div><h4>${say('新', 'After')}</h4>${verdict(to)}</div></div>
${stated === undefined ? '' : statedOf(stated)}</li>`
}

function verdict(explained: Explained): string {
  const { state, why } = explained
  const rules = why.map(({ no, id, reason, conditions }) => {
    const item = ({ is, words }: (typeof conditions)[number]): string =>
      `<li><b>${both(conditionWords[is])}</b> ${both(words)}</li>`
    // A rule that lets pass requires a dozen things; what it asks of the facts stands before them.
    const required = conditions.filter(({ is }) => is === 'requires')
    const count = required.length
    const folded =
      count === 0
        ? ''
        : `<details><summary>${say(`须有 ${count} 类完整记录`, `requires ${count} kinds to be completely stated`)}</summary><ul>${required.map(item).join('')}</ul></details>`
    const asked = conditions.filter(({ is }) => is !== 'requires').map(item)
    return `<p>${say(`规则 ${no}`, `rule ${no}`)} <small>${escaped(id)}</small>: ${both(reason)}</p><ul>${asked.join('')}</ul>${folded}`
  })
  const ground = why.length > 0 ? '' : `<p>${both(groundWords(explained))}</p>`
  return `<p class="state ${state}">${both(stateWords[state])}</p>${ground}${rules.join('')}`
}

function statedOf({ facts, covers, onSite }: Stated): string {
  const fact = ({ id, kind, fields, retracts }: Stated['facts'][number]): string =>
    `<li><code>${escaped(id)}</code> ${escaped(kind)} ${escaped(JSON.stringify(fields))}${retracts === undefined ? '' : ` ${say('撤回', 'retracts')} <code>${escaped(retracts)}</code>`}</li>`
  const coverage = covers.map(({ kind, until }) => `${kind} ${until}`).join(', ')
  return `<details><summary>${say('人群文件所载', 'What the population says')}</summary>
<ul class="facts">${facts.map(fact).join('')}</ul>
<p><small>${say('已完整陈述', 'completely stated')}: ${escaped(coverage)}</small></p>
<p><small>${say('现场测量', 'measured')}: ${escaped(JSON.stringify(onSite))}</small></p></details>`
}
