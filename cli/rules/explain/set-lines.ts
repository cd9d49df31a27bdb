/** A described rule set as people read it: who passes, who is stopped, who is checked, and by which numbers. */
import type { Origin } from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { widthOf } from '../../language/doc.ts'
import { outcomeLook } from '../../verify/reason-words.ts'
import {
  acceptedText,
  amountText,
  directionText,
  durationText,
  localText,
  versionText,
} from '../set-words.ts'
import type { DescribedParameter, DescribedPart, DescribedRule, DescribedSet } from './describe.ts'

/** The lines of a set, or of its one rule that was asked for. */
export function setLines(
  set: DescribedSet,
  isOneRule: boolean,
  language: Language,
): readonly string[] {
  const lines = (['pass', 'stop', 'check'] as const).flatMap((outcome) =>
    outcomeLines(set, outcome, isOneRule, language),
  )
  const parameters = parameterLines(set, language)
  if (isOneRule) return [...lines, ...parameters].slice(1)
  return [...headLines(set, language), ...lines, ...parameters, ...tableLines(set, language)]
}

function headLines(set: DescribedSet, language: Language): readonly string[] {
  const { title, effective, zone, change, extends: base, previous, waivers } = set
  const zh = language === 'zh'
  const from = localText(effective.from, zone)
  const until = localText(effective.until, zone)
  const row = (label: string, text: string): string =>
    `  ${styled('dim', padded(label, 11))}${text}`
  return [
    styled('bold', `${versionText(set, language)} ${zh ? `《${title.zh}》` : title.en}`),
    row(
      zh ? '有效' : 'in force',
      zh ? `自 ${from} 起，至 ${until} 止` : `from ${from} until ${until}`,
    ),
    ...(base === undefined ? [] : [row(zh ? '基础' : 'base', versionText(base, language))]),
    ...(previous === undefined
      ? []
      : [
          row(
            zh ? '前一版' : 'previous',
            zh ? `第 ${previous.version} 版` : `version ${previous.version}`,
          ),
        ]),
    row(zh ? '变更' : 'change', `${change.type}${zh ? '：' : ': '}${change.how}`),
    row(zh ? '依据' : 'basis', change.basis.join(zh ? '；' : '; ')),
    row(zh ? '提出' : 'requested', change.requestedBy),
    row(zh ? '审核' : 'reviewed', change.reviewedBy),
    ...(waivers ?? []).map(({ finding, no, reason }) =>
      row(zh ? '豁免' : 'waived', `${finding} (${no}): ${reason}`),
    ),
  ]
}

const whoWords = {
  pass: { zh: '谁可以通行', en: 'Who passes' },
  stop: { zh: '谁被禁止通行', en: 'Who is stopped' },
  check: { zh: '谁需人工核验', en: 'Who is checked' },
} as const

function outcomeLines(
  set: DescribedSet,
  outcome: 'pass' | 'check' | 'stop',
  isOneRule: boolean,
  language: Language,
): readonly string[] {
  const rules = set.rules.filter((rule) => rule.outcome === outcome)
  if (rules.length === 0 && (isOneRule || outcome === 'stop')) return []
  const { style, glyph } = outcomeLook[outcome]
  const zh = language === 'zh'
  const head = `${glyph}  ${whoWords[outcome][language]}${zh ? `（${set.colours[outcome]}）` : ` (${set.colours[outcome]})`}`
  const left = zh ? '  其余的人（没有规则成立）' : '  and whoever no rule speaks of'
  return [
    '',
    styled(['bold', style], head),
    ...rules.flatMap((rule) => ruleLines(rule, set, language)),
    ...(outcome === 'check' && !isOneRule ? [left] : []),
  ]
}

function ruleLines(
  { no, id, reason, origin, requires, parts }: DescribedRule,
  set: DescribedSet,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const of = originText(origin, set, language)
  const required = requires
    .map(({ labels, maxAge }) => {
      const age = durationText(maxAge, language)
      return zh ? `${labels.zh}（${age}）` : `${labels.en} (${age})`
    })
    .join(zh ? '、' : ', ')
  const only = zh
    ? `且以下记录完整，且不早于：${required}`
    : `and only if all is stated, no longer ago than that, of: ${required}`
  return [
    `  ${styled('bold', `${no} ${id}`)}  ${reason[language]}${of === '' ? '' : styled('dim', `  ${of}`)}`,
    ...parts.flatMap((part) => {
      const label = part.at === 'unless' ? (zh ? '除非 ' : 'unless ') : zh ? '若 ' : 'if '
      return partLines(part, language).map((line, i) => `     ${i === 0 ? label : ''}${line}`)
    }),
    ...(requires.length === 0 ? [] : [`     ${styled('dim', only)}`]),
  ]
}

const joints = {
  and: { zh: '以下全部：', en: 'all of' },
  or: { zh: '以下任一：', en: 'any of' },
} as const

/** Joined conditions stand below each other. */
function partLines({ form, words, parts }: DescribedPart, language: Language): readonly string[] {
  if (form !== 'and' && form !== 'or') return [words[language]]
  return [
    joints[form][language],
    ...parts.flatMap((part) =>
      partLines(part, language).map((line, i) => (i === 0 ? `  - ${line}` : `    ${line}`)),
    ),
  ]
}

function parameterLines(set: DescribedSet, language: Language): readonly string[] {
  const { parameters } = set
  if (parameters.length === 0) return []
  const width = Math.max(...parameters.map(({ name }) => name.length)) + 2
  return [
    '',
    styled('bold', language === 'zh' ? '参数' : 'Parameters'),
    ...parameters.map(
      (each) => `  ${each.name.padEnd(width)}${parameterText(each, set, language)}`,
    ),
  ]
}

function parameterText(each: DescribedParameter, set: DescribedSet, language: Language): string {
  const zh = language === 'zh'
  const rules = each.rules.join(zh ? '、' : ', ')
  const notes = [
    directionText(each.stricter ?? undefined, language),
    ...(each.rules.length === 0
      ? []
      : [zh ? `用于第 ${rules} 条` : `in ${each.rules.length === 1 ? 'rule' : 'rules'} ${rules}`]),
    ...(each.overridable === undefined ? [] : [zh ? '可由上层收紧' : 'overlays may tighten it']),
    originText(each.origin, set, language),
  ].filter((note) => note !== '')
  return `${padded(amountText(each, language), 10)}  ${styled('dim', notes.join(zh ? '；' : '; '))}`
}

function tableLines({ valueSets, accepts }: DescribedSet, language: Language): readonly string[] {
  const zh = language === 'zh'
  const sets = Object.entries(valueSets)
  const accepted = accepts.assessments
  const none = zh ? '  无' : '  none'
  return [
    ...(sets.length === 0
      ? []
      : [
          '',
          styled('bold', zh ? '值集' : 'Value sets'),
          ...sets.map(([name, members]) => `  ${name}: ${members.join(', ')}`),
        ]),
    '',
    styled('bold', zh ? '认可的评定' : 'Assessments that are accepted'),
    ...(accepted.length === 0 ? [none] : []),
    ...accepted.map((entry) => `  ${acceptedText(entry, language)}`),
  ]
}

/** Where something comes from, unless from the set itself. */
function originText(origin: Origin, { id }: DescribedSet, language: Language): string {
  if (origin.id === id) return ''
  const version = versionText(origin, language)
  return language === 'zh' ? `来自 ${version}` : `of ${version}`
}

/** Chinese characters are two columns wide. */
function padded(text: string, width: number): string {
  const columns = widthOf(text)
  return text + ' '.repeat(Math.max(0, width - columns))
}
