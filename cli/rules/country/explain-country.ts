/** What country rules mean in words, or what they make of a DCC. */
import {
  judgeCountry,
  type CompiledCountryRules,
  type CountryVerdict,
  type JudgedRule,
  type NumberedRule,
  type PublishedRule,
} from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { OperatorError } from '../../operator-error.ts'
import { outcomeLook } from '../../verify/reason-words.ts'
import { versionText } from '../set-words.ts'

/** The rules that are asked for: all, or those of one number. */
export function chosenRules(
  { set: { rules } }: CompiledCountryRules,
  number: string | undefined,
): readonly NumberedRule[] {
  if (number === undefined) return rules
  const found = rules.filter(({ no, rule }) => String(no) === number || rule.Identifier === number)
  if (found.length > 0) return found
  const known = [...new Set(rules.map(({ no, rule }) => `${no} (${rule.Identifier})`))].join(', ')
  throw new OperatorError(`--rule: there is no such rule; there are ${known}`)
}

/** The lines of a set, or of one rule of it. */
export function countryLines(
  { set }: CompiledCountryRules,
  rules: readonly NumberedRule[],
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const { title, effective, change, country, generalGrants = [], invalidation } = set
  const row = (label: string, text: string): string => `  ${styled('dim', label)}  ${text}`
  const list = (items: readonly string[]): string => items.join(zh ? '；' : '; ')
  const head = [
    styled('bold', `${versionText(set, language)} ${zh ? `《${title.zh}》` : title.en}`),
    row(
      zh ? '有效' : 'in force ',
      zh
        ? `自 ${effective.from} 起，至 ${effective.until} 止`
        : `from ${effective.from} until ${effective.until}`,
    ),
    row(zh ? '国家' : 'country  ', country),
    row(zh ? '变更' : 'change   ', `${change.type}: ${change.how}`),
    row(zh ? '依据' : 'basis    ', list(change.basis)),
    row(zh ? '提出' : 'requested', change.requestedBy),
    row(zh ? '审核' : 'reviewed ', change.reviewedBy),
    '',
    zh
      ? '证书的种类须有接受规则，且所有适用规则都成立，方可通行；有规则不成立则禁止通行；无法判定的须人工核验。'
      : 'A DCC passes if there is an acceptance rule for its kind and every rule that applies holds; a rule that is false stops; what cannot be decided is check.',
    ...(generalGrants.length === 0
      ? []
      : [
          zh
            ? `通用规则本身即可放行：${generalGrants.join('、')}`
            : `General rules alone grant: ${generalGrants.join(', ')}`,
        ]),
    ...(invalidation === undefined ? [] : [invalidationWords[invalidation][language]]),
    '',
  ]
  const body = rules.flatMap(({ no, rule }) => ruleLines(no, rule, language))
  return rules.length === set.rules.length ? [...head, ...body] : body
}

const invalidationWords = {
  'true-rejects': {
    zh: '作废规则成立，即证书作废。',
    en: 'An invalidation rule that is true rejects the DCC.',
  },
  'false-rejects': {
    zh: '作废规则不成立，即证书作废。',
    en: 'An invalidation rule that is false rejects the DCC.',
  },
} as const

const words = {
  Acceptance: { zh: '接受规则', en: 'acceptance' },
  Invalidation: { zh: '作废规则', en: 'invalidation' },
  General: { zh: '所有种类', en: 'all kinds' },
  Vaccination: { zh: '接种', en: 'vaccinations' },
  Test: { zh: '检测', en: 'tests' },
  Recovery: { zh: '康复', en: 'recoveries' },
} as const

function ruleLines(no: number, rule: PublishedRule, language: Language): readonly string[] {
  const { Type, CertificateType, ValidFrom, ValidTo, AffectedFields, Region } = rule
  const zh = language === 'zh'
  const of = [
    words[Type][language],
    words[CertificateType][language],
    ...(Region === undefined ? [] : [Region]),
  ]
  return [
    `${styled('bold', `${no} ${rule.Identifier} ${rule.Version}`)}  ${of.join(' · ')}  ${styled('dim', `${ValidFrom} – ${ValidTo}`)}`,
    `  ${descriptionOf(rule, language)}`,
    `  ${styled('dim', `${zh ? '涉及字段' : 'affects'} ${AffectedFields.join(', ')}`)}`,
  ]
}

/** In the language of the answer, else in English, else in whatever there is. */
function descriptionOf({ Description }: PublishedRule, language: Language): string {
  const inLanguage = (wanted: string): string | undefined =>
    Description.find(({ lang }) => lang.toLowerCase().startsWith(wanted))?.desc
  const text = inLanguage(language) ?? inLanguage('en') ?? Description[0]?.desc ?? ''
  // It was published elsewhere: it must not speak to the terminal.
  return text.replace(/\p{Cc}+/gu, ' ')
}

/** Judges a DCC. */
export function judged(
  compiled: CompiledCountryRules,
  payload: unknown,
  now: number,
): CountryVerdict {
  return judgeCountry(compiled, { payload, now, countryOfArrival: compiled.set.country })
}

/** The lines of what came of it. */
export function verdictLines(
  { set }: CompiledCountryRules,
  { outcome, gaps, rules }: CountryVerdict,
  language: Language,
): readonly string[] {
  const { style, glyph } = outcomeLook[outcome]
  const zh = language === 'zh'
  const ruleOf = ({ identifier, version }: JudgedRule): PublishedRule | undefined =>
    set.rules.find(({ rule }) => rule.Identifier === identifier && rule.Version === version)?.rule
  return [
    styled(['bold', style], `${glyph}  ${outcome}`),
    ...gaps.map((gap) => `  ${gap.code}${gap.code === 'no-acceptance-rule' ? ` ${gap.kind}` : ''}`),
    ...rules.map((each) => {
      const { no, identifier, value, doubt, missing = [] } = each
      const rule = ruleOf(each)
      const why = doubt === undefined ? '' : ` ${[doubt, ...missing].join(' ')}`
      const said = rule === undefined ? '' : descriptionOf(rule, language)
      return `  ${valueWords[value][zh ? 'zh' : 'en']}${why}  ${styled('bold', `${no} ${identifier}`)}  ${said}`
    }),
  ]
}

const valueWords = {
  holds: { zh: '成立', en: 'holds' },
  fails: { zh: '不成立', en: 'fails' },
  undecided: { zh: '无法判定', en: 'undecided' },
} as const
