/** The top of the report: what is compared, the sum of it, and the change record. */
import type { Impact } from '../impact.ts'
import { countText, shareText, type Both } from '../words.ts'
import { localText } from './local-text.ts'
import { both, escaped, say } from './markup.ts'

/** What the page is called. */
export function titleOf({ a, b }: Impact): Both {
  const version = a.version === b.version && a.id !== b.id ? [a.id, b.id] : [a.version, b.version]
  const [from, to] = version.map(String)
  return {
    zh: `${b.title.zh}：第 ${from ?? ''} 版 → 第 ${to ?? ''} 版 影响评估`,
    en: `${b.title.en}: what changes from version ${from ?? ''} to ${to ?? ''}`,
  }
}

/** Title and numbers. */
export function headSection(impact: Impact): string {
  const { a, b, now, people, changed, stricter, looser, otherRules } = impact
  const set = ({ id, version }: Impact['a']): string => `<b>${escaped(id)}</b> ${version}`
  return `<header>
<div class="controls" role="group" aria-label="语言 Language">
<button type="button" data-language="zh-CN" lang="zh-CN-x-own">中文</button>
<button type="button" data-language="en" lang="en-x-own">English</button>
</div>
<p class="over">${say('规则变更影响评估', 'Impact of a change of rules')}</p>
<h1>${both(titleOf(impact))}</h1>
<p class="compared">${set(a)} → ${set(b)} · ${say('判定时刻', 'everybody judged at')} <time datetime="${now}">${localText(now, b.zone)}</time> · ${populationWords(impact)}</p>
</header>
<section aria-labelledby="sum">
<h2 id="sum">${say('总览', 'In short')}</h2>
<p class="lead">${leadOf(impact)}</p>
<dl class="tiles">
${tile('people', people, people, say('受评人数', 'people judged'))}
${tile('changed', changed, people, say('结果改变', 'change outcome'))}
${tile('stricter', stricter, people, say('变严', 'treated more strictly'))}
${tile('looser', looser, people, say('变宽', 'treated less strictly'))}
${tile('unchanged', people - changed, people, say('结果不变', 'keep their outcome'))}
${tile('other-rules', otherRules, people, say('结果不变，但由其他规则决定', 'keep it, by other rules'))}
</dl>
${badLinesOf(impact)}
</section>
${changeRecord(impact)}`
}

function tile(id: string, count: number, people: number, words: string): string {
  const share = id === 'people' ? '' : ` <small>${shareText(count, people)}</small>`
  return `<div class="tile ${id}"><dt>${words}</dt><dd id="sum-${id}" data-n="${count}">${countText(count)}${share}</dd></div>`
}

function leadOf({ people, changed, stricter, looser }: Impact): string {
  if (changed === 0) return say('无人改变结果。', 'No one changes outcome.')
  const one = (count: number): string => countText(count)
  const share = shareText(changed, people)
  return say(
    `${one(people)} 人中有 ${one(changed)} 人（${share}）结果改变：${one(stricter)} 人更严，${one(looser)} 人更宽。`,
    `Of ${one(people)} people, ${one(changed)} (${share}) are treated otherwise: ${one(stricter)} more strictly, ${one(looser)} less strictly.`,
  )
}

function populationWords({ population }: Impact): string {
  if (population.kind === 'file') {
    return say(`人群文件 ${population.name}`, `population ${population.name}`)
  }
  const { seed } = population
  return say(`合成人群（种子 ${seed}）`, `made-up people (seed ${seed}), nobody real`)
}

function badLinesOf({ population }: Impact): string {
  if (population.kind === 'synthetic' || population.bad.count === 0) return ''
  const { count, first } = population.bad
  const lines = first
    .map(
      ({ line, reason }) => `<li>${say(`第 ${line} 行`, `line ${line}`)}: ${escaped(reason)}</li>`,
    )
    .join('')
  return `<details class="warning" id="bad-lines"><summary>${say(
    `${countText(count)} 行不是人员记录，未计入`,
    `${countText(count)} lines are no people and are not counted`,
  )}</summary><ul>${lines}</ul></details>`
}

function changeRecord({ b: { change, effective, zone } }: Impact): string {
  const row = (zh: string, en: string, text: string): string =>
    `<div><dt>${say(zh, en)}</dt><dd>${escaped(text)}</dd></div>`
  return `<section aria-labelledby="record">
<h2 id="record">${say('变更记录', 'Change record')}</h2>
<dl class="record">
${row('类型', 'type', change.type)}
${row('内容', 'how', change.how)}
${row('依据', 'basis', change.basis.join('; '))}
${row('提出', 'requested by', change.requestedBy)}
${row('审核', 'reviewed by', change.reviewedBy)}
${row('生效', 'in force', `${localText(effective.from, zone)} – ${localText(effective.until, zone)}`)}
</dl>
</section>`
}
