/** The parts of an explained rule as indented lines: what was asked, what came out, of which fact. */
import type { ExplainedPart, ShownValue } from 'greengate'
import type { Language } from '../edges/language.ts'
import { amountText } from '../rules/set-words.ts'

const indent = '  '
const truths = {
  zh: { true: '是', false: '否', unknown: '未知' },
  en: { true: 'yes', false: 'no', unknown: 'unknown' },
} as const

/** The lines of one part and of all below it. */
export function partLines(part: ExplainedPart, language: Language): readonly string[] {
  const head = `${part.at === 'unless' ? unless[language] : ''}${part.words[language]}`
  const line = `${head} → ${answerOf(part, language)}`
  return [line, ...below(part, language).map((text) => indent + text)]
}

const unless = { zh: '除非：', en: 'unless ' } as const

function answerOf(part: ExplainedPart, language: Language): string {
  if (part.value === undefined) return truths[language][part.covered === true ? 'true' : 'unknown']
  const answer = shown(part.value, language)
  // What a comparison compares with stands in its words; what it found does not.
  const found = part.parts
    .filter(({ form }) => form !== 'value' && form !== 'parameter')
    .flatMap(({ value, unit }) =>
      value === undefined || typeof value === 'boolean'
        ? []
        : [typeof value === 'number' ? foundText(value, unit, language) : shown(value, language)],
    )
  return found.length === 0 ? answer : `${answer} (${found.join(', ')})`
}

/** Joined conditions are told one by one, and what is asked of all facts fact by fact. */
function below(part: ExplainedPart, language: Language): readonly string[] {
  const facts = (part.facts ?? []).flatMap(({ id, where }) => {
    if (where === null) return [id]
    const [first = '', ...rest] = partLines(where, language)
    return [`${id}: ${first}`, ...rest]
  })
  const parts = part.parts
    .filter(
      ({ value, facts: asked }) =>
        typeof value === 'boolean' || value === null || asked !== undefined,
    )
    .filter(({ form }) => form !== 'field' && form !== 'onSite')
    .flatMap((each) => partLines(each, language))
  return [...facts, ...parts]
}

/** A number with its unit; of many seconds the hours and minutes in them. */
function foundText(value: number, unit: string | undefined, language: Language): string {
  const amount = (count: number, of: string): string =>
    amountText({ value: count, unit: of }, language)
  if (unit !== 'second' || !(value >= 60)) {
    return amountText({ value, ...(unit === undefined ? {} : { unit }) }, language)
  }
  const parts = [
    [Math.floor(value / 3600), 'hour'],
    [Math.floor(value / 60) % 60, 'minute'],
    [value % 60, 'second'],
  ] as const
  return parts
    .filter(([count]) => count > 0)
    .map(([count, of]) => amount(count, of))
    .join(language === 'zh' ? '' : ' ')
}

function shown(value: ShownValue, language: Language): string {
  if (value === null) return truths[language].unknown
  if (typeof value === 'boolean') return truths[language][value ? 'true' : 'false']
  if (typeof value !== 'object') return String(value)
  return `${String(value.low)}…${value.high === null ? '' : String(value.high)}`
}
