/** A decision as people read it: one verdict, why, until when, and what it rests on. */
import { reasons, type BundleSummary, type Decision, type Explanation } from 'greengate'
import type { Language } from '../edges/language.ts'
import { styled } from '../edges/output.ts'
import { outcomeLook, reasonWords } from './reason-words.ts'
import { instantWords, spanWords } from './time-words.ts'

const labels = {
  holds: { zh: '结论有效至', en: 'holds until' },
  ruleSet: { zh: '规则集', en: 'rule set' },
  bundle: { zh: '核验数据', en: 'bundle' },
  freshness: { zh: '数据时效', en: 'freshness' },
  decidedAt: { zh: '核验时间', en: 'decided at' },
} as const

/** Writes a decision in words. */
export function presentDecision(
  { decision, ruleSet }: Explanation,
  summary: BundleSummary,
  language: Language,
): readonly string[] {
  const { glyph, style, word } = outcomeLook[decision.outcome]
  const line = (name: keyof typeof labels, text: string): string =>
    `  ${styled('dim', padded(labels[name][language], language))}${text}`
  const { basis } = decision
  return [
    styled(['bold', style], `${glyph}  ${word[language]}`),
    // That the rules would grant passage is no reason for anything but a pass.
    ...decision.reasons
      .filter(({ code }) => decision.outcome === 'pass' || reasons[code].outcome !== 'pass')
      .map((reason) => `  ${reasonWords(reason, language)}`),
    '',
    line('holds', holdsWords(decision, language)),
    line('ruleSet', ruleSet === null ? none(language) : ruleSetWords(ruleSet, language)),
    line('bundle', bundleWords(summary, language)),
    line('freshness', freshnessWords(summary, language)),
    line('decidedAt', instantWords(basis.now, language)),
  ]
}

const roleWords = {
  timestamp: { zh: '时间戳', en: 'timestamp' },
  trust: { zh: '发码机构名单', en: 'trust list' },
  facts: { zh: '信息类型', en: 'fact types' },
  status: { zh: '撤销名单', en: 'status lists' },
  covered: { zh: '已评估人群', en: 'people covered' },
  notGreen: { zh: '非绿人群', en: 'people not green' },
} as const

function holdsWords({ holdsUntil, basis }: Decision, language: Language): string {
  if (holdsUntil === null) {
    return language === 'zh' ? '不会仅因时间而改变' : 'time alone will not change this'
  }
  const when = instantWords(holdsUntil, language)
  const span = spanWords((Date.parse(holdsUntil) - Date.parse(basis.now)) / 1000, language)
  return language === 'zh' ? `${when}（还有${span}）` : `${when} (for ${span})`
}

/** A rule set by id, version, title and end. */
export function ruleSetWords(set: NonNullable<Explanation['ruleSet']>, language: Language): string {
  const until = instantWords(set.until, language)
  return language === 'zh'
    ? `${set.id} 第 ${set.version} 版《${set.title.zh}》，有效至 ${until}`
    : `${set.id} version ${set.version}, "${set.title.en}", to ${until}`
}

function bundleWords({ snapshotVersion, world }: BundleSummary, language: Language): string {
  const version = snapshotVersion ?? none(language)
  return language === 'zh' ? `第 ${version} 版（${world}）` : `version ${version} (${world})`
}

function freshnessWords({ roles }: BundleSummary, language: Language): string {
  return roles
    .filter(({ limitSeconds, stale }) => limitSeconds !== null || stale)
    .map(({ role, ageSeconds, limitSeconds, stale }) => {
      const name = roleWords[role][language]
      const age = spanWords(ageSeconds, language)
      const limit = limitSeconds === null ? none(language) : spanWords(limitSeconds, language)
      const text =
        language === 'zh' ? `${name}已过${age}，限${limit}` : `${name} ${age} old of ${limit}`
      return stale
        ? styled('yellow', `${text}${language === 'zh' ? '（过时）' : ' (too old)'}`)
        : text
    })
    .join(language === 'zh' ? '；' : '; ')
}

function none(language: Language): string {
  return language === 'zh' ? '无' : 'none'
}

/** A Chinese character takes two columns. */
function padded(label: string, language: Language): string {
  return language === 'zh' ? label + ' '.repeat(12 - 2 * label.length) : label.padEnd(13)
}
