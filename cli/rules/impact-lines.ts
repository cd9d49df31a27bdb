/** Tells people on a terminal what an impact came to: tables of outcomes, changes, rules, regions and ages. */
import type { Language } from '../edges/language.ts'
import { styled } from '../edges/output.ts'
import type { Change, Group, Impact, RuleImpact } from '../impact/impact.ts'
import { states } from '../impact/state.ts'
import {
  ageWords,
  countText,
  groundWords,
  shareText,
  stateWords,
  type Both,
} from '../impact/words.ts'
import { tableLines } from './table-lines.ts'

/** So many ways of one change, and rules, are shown; the page and JSON have all. */
const mostRows = 8
const mostKinds = 3

/** The whole answer. */
export function impactLines(impact: Impact, language: Language): readonly string[] {
  const say = (zh: string, en: string): string => (language === 'zh' ? zh : en)
  const head = (zh: string, en: string): readonly string[] => ['', styled('bold', say(zh, en))]
  const { a, b, people, changed, stricter, looser, otherRules } = impact
  const part = (count: number): string => `${countText(count)} (${shareText(count, people)})`
  const top = [
    styled('bold', `${a.id} ${a.version} -> ${b.id} ${b.version}: ${b.title[language]}`),
    say(
      `${countText(people)} 人，判定时刻 ${impact.now}`,
      `${countText(people)} people, judged at ${impact.now}`,
    ),
    `${b.change.type}: ${b.change.how}`,
    say(`依据：${b.change.basis.join('；')}`, `basis: ${b.change.basis.join(', ')}`),
  ]
  if (changed === 0 && impact.changes.length === 0 && otherRules === 0) {
    return [...top, '', say('无人变化。', 'No one changes.')]
  }
  return [
    ...top,
    '',
    changed === 0
      ? say('无人改变结果。', 'No one changes outcome.')
      : say(
          `${part(changed)} 结果改变：${countText(stricter)} 更严，${countText(looser)} 更宽`,
          `${part(changed)} change outcome: ${countText(stricter)} stricter, ${countText(looser)} looser`,
        ),
    say(
      `${part(people - changed)} 结果不变，其中 ${countText(otherRules)} 由其他规则决定`,
      `${part(people - changed)} keep theirs, ${countText(otherRules)} of them by other rules`,
    ),
    ...head('结果：原（行）→ 新（列）', 'Outcomes: before (down), after (across)'),
    ...matrixLines(impact, language),
    ...impact.changes.flatMap((change) => changeLines(change, people, language)),
    ...head('由哪些规则', 'By which rules'),
    ...ruleLines(impact.rules, language),
    ...head('按地区', 'By region'),
    ...groupLines(
      impact.regions,
      say('地区', 'region'),
      (name) => ({ zh: name, en: name }),
      language,
    ),
    ...head('按年龄', 'By age'),
    ...groupLines(impact.ages, say('年龄', 'age'), ageWords, language),
  ]
}

function matrixLines({ matrix }: Impact, language: Language): readonly string[] {
  const names = states.map((state) => stateWords[state][language])
  const rows = states.map((_, a) => [
    names[a] ?? '',
    ...states.map((__, b) => countText(matrix[a * states.length + b] ?? 0)),
  ])
  return tableLines(['', ...names], rows)
}

function changeLines(
  { from, to, count, ways, examples, isOfOutcome }: Change,
  people: number,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const title = `${stateWords[from][language]} -> ${stateWords[to][language]}`
  const same = isOfOutcome ? '' : zh ? '，闸机处理相同' : ', the same at the gate'
  const rows = ways
    .slice(0, mostRows)
    .map((way) => [
      groundWords(way.from, mostKinds)[language],
      '->',
      groundWords(way.to, mostKinds)[language],
      countText(way.count),
      shareText(way.count, count),
    ])
  const more = ways.length - rows.length
  const ids = examples.map(({ person }) => person).join(', ')
  return [
    '',
    styled('bold', `${title}: ${countText(count)} (${shareText(count, people)}${same})`),
    ...tableLines(undefined, rows, [0, 1, 2]),
    ...(more > 0 ? [zh ? `  另有 ${more} 种` : `  and ${more} more ways`] : []),
    ...(ids === '' ? [] : [zh ? `  例：${ids}` : `  for example ${ids}`]),
  ]
}

function ruleLines(rules: readonly RuleImpact[], language: Language): readonly string[] {
  const zh = language === 'zh'
  const moved = rules
    .filter(({ leaves, comes, decides }) => leaves + comes > 0 || decides.a !== decides.b)
    .toSorted((x, y) => y.leaves + y.comes - (x.leaves + x.comes) || x.no - y.no)
  if (moved.length === 0) return [zh ? '  无' : '  none']
  const head = zh
    ? ['规则', '', '原决定', '新决定', '退出', '进入']
    : ['rule', '', 'decides before', 'after', 'leaves', 'comes to']
  const rows = moved.map(({ no, id, decides, leaves, comes }) => [
    String(no),
    id,
    ...[decides.a, decides.b, leaves, comes].map(countText),
  ])
  return tableLines(head, rows, [1])
}

function groupLines<Name>(
  groups: readonly Group<Name>[],
  what: string,
  wordsOf: (name: Name) => Both,
  language: Language,
): readonly string[] {
  const head =
    language === 'zh'
      ? [what, '人数', '改变', '占比', '更严', '更宽']
      : [what, 'people', 'changed', 'share', 'stricter', 'looser']
  const rows = groups
    .filter(({ people }) => people > 0)
    .map(({ name, people, changed, stricter, looser }) => [
      wordsOf(name)[language],
      countText(people),
      countText(changed),
      shareText(changed, people),
      countText(stricter),
      countText(looser),
    ])
  return tableLines(head, rows)
}
