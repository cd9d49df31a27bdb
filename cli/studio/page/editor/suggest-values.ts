/** The values that a member of a rule set or of a case can have. */
import { plurals } from '../../../language/words.ts'
import { fieldNamed, isTime, type Known } from './known.ts'
import { languageWords } from './language-words.ts'
import { kindInfo, ruleInfo } from './name-words.ts'
import type { Suggestion } from './suggestion.ts'
import type { Bilingual } from './words.ts'
import type { YamlPlace } from './yaml-place.ts'
import { valueOf } from './yaml-value.ts'

const outcomes: Readonly<Record<string, Bilingual>> = {
  stop: { zh: '禁止通行', en: 'refuse passage' },
  check: { zh: '转人工核验', en: 'staff look at it' },
  pass: { zh: '可以通行', en: 'grant passage' },
}
const durations: Readonly<Record<string, Bilingual>> = {
  P1D: { zh: '1 天', en: '1 day' },
  P3D: { zh: '3 天', en: '3 days' },
  P7D: { zh: '7 天', en: '7 days' },
  P14D: { zh: '14 天', en: '14 days' },
  PT24H: { zh: '24 小时', en: '24 hours' },
  PT48H: { zh: '48 小时', en: '48 hours' },
  PT72H: { zh: '72 小时', en: '72 hours' },
}
const findings: Readonly<Record<string, Bilingual>> = {
  unreachable: { zh: '规则永不为真', en: 'the rule is never true' },
  shadowed: { zh: '规则永不在结果之列', en: 'the rule never shows' },
  uncovered: { zh: '有人不受任何规则管', en: 'somebody of whom no rule speaks' },
  future: { zh: '未来日期的事实也会放行', en: 'a fact of the future would grant passage' },
  unused: { zh: '没有用到的名称', en: 'a name that is not used' },
  'no-pass-rule': { zh: '没有放行的规则', en: 'no rule grants passage' },
}
const colours: Readonly<Record<string, Bilingual>> = {
  green: { zh: '绿色', en: 'green' },
  yellow: { zh: '黄色', en: 'yellow' },
  red: { zh: '红色', en: 'red' },
}

const inRules: readonly (readonly [path: RegExp, give: (known: Known) => readonly Suggestion[]])[] =
  [
    [/^rules\[\d+\]\.outcome$/, (known) => listed(outcomes, known)],
    [/^rules\[\d+\]\.requires\[\d+\]\.kind$/, kinds],
    [/\.maxAge$/, (known) => listed(durations, known)],
    [/^parameters\.[^.]+\.unit$/, units],
    [/^parameters\.[^.]+\.overridable$/, () => [{ type: 'value', label: 'tighten' }]],
    [/^otherwise$/, () => [{ type: 'value', label: 'check' }]],
    [/^engine$/, () => [{ type: 'value', label: '1' }]],
    [/^colours\.\w+$/, (known) => listed(colours, known)],
    [/^waivers\[\d+\]\.finding$/, (known) => listed(findings, known)],
    [/^waivers\[\d+\]\.no$/, rules],
  ]
const truths = (): readonly Suggestion[] =>
  ['true', 'false'].map((label) => ({ type: 'value', label }))
const inCases: typeof inRules = [
  [/^cases\[\d+\]\.outcome$/, (known) => listed(outcomes, known)],
  [/^cases\[\d+\]\.missing$/, truths],
  [/^cases\[\d+\]\.fired\[\d+\]$/, rules],
  [/^cases\[\d+\]\.person\.(?:facts|covers)\[\d+\]\.kind$/, kinds],
]

/** What may be the value here. */
export function suggestValues(
  text: string,
  { valueAt, outline }: YamlPlace,
  known: Known,
): readonly Suggestion[] {
  if (valueAt === undefined) return []
  const fixed = (known.kind === 'rules' ? inRules : inCases).find(([form]) => form.test(valueAt))
  if (fixed !== undefined) return fixed[1](known)
  const inCase = known.kind === 'cases' ? /^(cases\[\d+\])\.(.*)$/.exec(valueAt) : null
  if (inCase === null) return []
  const now = valueOf(text, outline, `${inCase[1] ?? ''}.now`)
  const field = /^(.*\.facts\[\d+\])\.fields\.(.+)$/.exec(valueAt)
  if (field !== null) {
    const kind = valueOf(text, outline, `${field[1] ?? ''}.kind`)
    return ofField(fieldNamed(known, kind, field[2] ?? ''), now)
  }
  return /\.covers\[\d+\]\.until$/.test(valueAt) ? instant(now) : []
}

function ofField(
  field: { readonly type: string; readonly values?: readonly string[] } | undefined,
  now: string | undefined,
): readonly Suggestion[] {
  if (field === undefined) return []
  if (field.values !== undefined) return field.values.map((label) => ({ type: 'value', label }))
  if (field.type === 'boolean') return truths()
  return isTime(field) ? instant(field.type === 'date' ? now?.slice(0, 10) : now) : []
}

/** To begin from: the case's own instant. */
function instant(now: string | undefined): readonly Suggestion[] {
  return now === undefined ? [] : [{ type: 'value', label: now, detail: 'now' }]
}

function listed(
  words: Readonly<Record<string, Bilingual>>,
  { language }: Known,
): readonly Suggestion[] {
  return Object.entries(words).map(([label, said], i) => ({
    ...{ type: 'value', label, detail: said[language], also: said.zh, boost: -i },
  }))
}

function kinds(known: Known): readonly Suggestion[] {
  return (known.factTypes?.kinds ?? []).map((kind) => ({
    type: 'kind',
    label: kind.name,
    detail: kind.labels[known.language],
    info: kindInfo(kind, known),
    also: `${kind.labels.zh} ${kind.labels.en}`,
  }))
}

function units({ factTypes, language }: Known): readonly Suggestion[] {
  const ofFields = (factTypes?.kinds ?? []).flatMap(({ fields }) =>
    fields.flatMap(({ unit }) => unit ?? []),
  )
  const onSite = (factTypes?.onSite ?? []).map(({ unit }) => unit)
  return [...new Set([...Object.keys(plurals), ...ofFields, ...onSite])].map((label) => ({
    type: 'unit',
    label,
    detail: languageWords[label]?.[language] ?? '',
  }))
}

function rules(known: Known): readonly Suggestion[] {
  return (known.names?.rules ?? []).map((rule) => ({
    type: 'value',
    label: String(rule.no),
    detail: rule.id,
    info: ruleInfo(rule, known),
    also: rule.id,
  }))
}
