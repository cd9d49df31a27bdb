/** Coverage as people read it: in percent, and what no case touches. */
import type { CompiledRuleSet } from 'greengate/rules'
import type { Language } from '../../edges/language.ts'
import { styled } from '../../edges/output.ts'
import { printCondition } from '../../language/print-condition.ts'
import type { RuleSetFile } from '../rule-set-file.ts'
import { conditionsOf } from './branches.ts'
import type { Coverage, RuleCoverage, Share } from './coverage.ts'

/** A share in whole percent; not 100 while anything is open, nor 0 once something is covered. */
export function percent({ covered, total }: Share): number {
  if (total === 0 || covered === total) return 100
  return covered === 0 ? 0 : Math.min(99, Math.max(1, Math.round((100 * covered) / total)))
}

/** The lines below the cases of a set. */
export function coverageLines(
  tested: {
    readonly file: RuleSetFile
    readonly compiled: CompiledRuleSet
    readonly coverage: Coverage
  },
  language: Language,
): readonly string[] {
  const { whole, decisive, branches, inherited, ...rest } = tested.coverage
  const zh = language === 'zh'
  const of = (share: Share): string => `${share.covered}/${share.total}`
  const shown = (share: Share): string =>
    styled(share.covered === share.total ? 'green' : 'yellow', `${String(percent(share))} %`)
  const none = zh ? '  没有自己的规则' : '  no rules of its own'
  const lines =
    whole.total === 0
      ? [none]
      : zh
        ? [
            `  规则 ${shown(whole)}（${of(whole)}：成立过 ${of(rest.true)}，不成立过 ${of(rest.false)}，决定过 ${of(decisive)}）`,
            `  分支 ${shown(branches)}（${of(branches)}）`,
          ]
        : [
            `  rules     ${shown(whole)} (${of(whole)}: ${of(rest.true)} true, ${of(rest.false)} false, ${of(decisive)} decisive)`,
            `  branches  ${shown(branches)} (${of(branches)})`,
          ]
  if (inherited > 0) {
    lines.push(
      styled(
        'dim',
        zh
          ? `  基础规则集的 ${inherited} 条未计入（--with-base）`
          : `  ${inherited} of the base not counted (--with-base)`,
      ),
    )
  }
  return [...lines, ...openLines(tested, language)]
}

function openLines(
  { file, compiled, coverage }: Parameters<typeof coverageLines>[0],
  language: Language,
): readonly string[] {
  const open = coverage.rules.filter(
    (rule) => !(rule.true && rule.false && rule.decisive) || rule.open.length > 0,
  )
  if (open.length === 0) return []
  const places = placesOf(file)
  const zh = language === 'zh'
  return [
    zh ? '  没有案例触及：' : '  no case touches:',
    ...open.flatMap((rule) => [
      `    ${ruleText(rule, language)}`,
      ...requiredLines(rule, compiled, language),
      ...rule.open
        .filter(({ at }) => !isRequired(at))
        .map(({ at, never }) => {
          const line = places(rule.no, at)
          const where =
            line === undefined ? at : zh ? `${at}（第 ${line} 行）` : `${at} (line ${line})`
          const text = conditionText(compiled, rule.no, at)
          return `      ${where} ${neverWords[never][language]}${text === undefined ? '' : styled('dim', `: ${cut(text)}`)}`
        }),
    ]),
  ]
}

const isRequired = (at: string): boolean => at.startsWith('requires[')

/** Most rules require many kinds; those that were never in doubt, and those never met, are a line each. */
function requiredLines(
  { no, open }: RuleCoverage,
  { set }: CompiledRuleSet,
  language: Language,
): readonly string[] {
  const requires = set.rules.find((rule) => rule.no === no)?.requires ?? []
  const required = open.filter(({ at }) => isRequired(at))
  return (['true', 'false', 'either'] as const).flatMap((which) => {
    const indices = required
      .filter(({ never }) => never === which)
      .map(({ at }) => Number.parseInt(at.slice('requires['.length), 10))
    if (indices.length === 0) return []
    const kinds = indices.map((i) => requires[i]?.kind ?? '').join(', ')
    return [`      requires ${requiredWords[which][language]}: ${styled('dim', kinds)}`]
  })
}

const requiredWords = {
  true: { zh: '从未满足', en: 'never met' },
  false: { zh: '从未缺失', en: 'never in doubt' },
  either: { zh: '没有案例', en: 'without a case' },
} as const

/** A condition as its author writes it; undefined for what a rule requires. */
export function conditionText(
  { set }: CompiledRuleSet,
  no: number,
  at: string,
): string | undefined {
  const rule = set.rules.find((each) => each.no === no)
  const found = rule && conditionsOf(rule).find((condition) => condition.at === at)?.expression
  return found && printCondition(found, { width: Infinity })
}

/** A whole condition would fill the screen. */
function cut(text: string): string {
  return text.length > 110 ? `${text.slice(0, 109)}…` : text
}

const neverWords = {
  true: { zh: '从未成立', en: 'never true' },
  false: { zh: '从未不成立', en: 'never false' },
  either: { zh: '从未有结果', en: 'neither true nor false' },
} as const

function ruleText(rule: RuleCoverage, language: Language): string {
  const zh = language === 'zh'
  const lacks = [
    ...(rule.true ? [] : [neverWords.true[language]]),
    ...(rule.false ? [] : [neverWords.false[language]]),
    ...(rule.decisive ? [] : [zh ? '从未决定结果' : 'never decisive']),
  ]
  const name = zh ? `第 ${rule.no} 条 ${rule.id}` : `rule ${rule.no} ${rule.id}`
  return lacks.length === 0 ? name : `${name}: ${lacks.join(zh ? '，' : ', ')}`
}

/** The line of a part of a rule; a rule of the base stands in another file. */
function placesOf({ value, placeOf }: RuleSetFile): (no: number, at: string) => number | undefined {
  const { rules = [] } = value as { readonly rules?: readonly { readonly no: number }[] }
  return (no, at) => {
    const index = rules.findIndex((rule) => rule.no === no)
    return index < 0 ? undefined : placeOf(`rules[${String(index)}].${at}`)?.line
  }
}
