/** Whole items to begin with: a new rule under the next free number, a new case, a kind that is covered. */
import type { Known } from './known.ts'
import { kindInfo } from './name-words.ts'
import type { Suggestion } from './suggestion.ts'
import type { Bilingual } from './words.ts'
import type { YamlPlace } from './yaml-place.ts'
import { valueOf, valuesOf } from './yaml-value.ts'

const said = {
  rule: { zh: '新规则', en: 'a new rule' },
  case: { zh: '新用例', en: 'a new case' },
  covered: { zh: '已全部列出', en: 'all of it is stated' },
} as const satisfies Record<string, Bilingual>

/** What may be an item here, with its dash or behind the one that is there. */
export function suggestItems(
  text: string,
  { itemIn, valueAt, outline, isFlow }: YamlPlace,
  known: Known,
): readonly Suggestion[] {
  const list = itemIn ?? valueAt?.replace(/\[\d+\]$/, '')
  const isItem = itemIn !== undefined || valueAt?.endsWith(']') === true
  if (list === undefined || !isItem) return []
  const lead = itemIn === undefined ? '' : '- '
  if (known.kind === 'rules') {
    if (list !== 'rules' || isFlow) return []
    const label = said.rule[known.language]
    return [{ ...item(label, lead, ruleLines(nextNo(text, outline, known))), also: 'rule 规则' }]
  }
  if (list === 'cases' && !isFlow) {
    const label = said.case[known.language]
    return [{ ...item(label, lead, caseLines(text, outline)), also: 'case 用例' }]
  }
  const person = /^(cases\[\d+\])\.person\.covers$/.exec(list)
  if (person === null) return []
  return covers(text, outline, person[1] ?? '', lead, known)
}

function item(label: string, lead: string, lines: readonly string[]): Suggestion {
  return { type: 'template', label, template: lead + lines.join('\n  '), boost: 50 }
}

function ruleLines(no: number): readonly string[] {
  return [
    `no: ${String(no)}`,
    `id: \${rule-${String(no)}}`,
    'outcome: ${check}',
    'when: ${some(contact)}',
    'reason:',
    '  zh: ${理由}',
    '  en: ${Reason}',
  ]
}

/** The next that no rule has, here or, of an overlay, in its base. */
function nextNo(text: string, outline: YamlPlace['outline'], { names }: Known): number {
  const here = valuesOf(text, outline, /^rules\[\d+\]\.no$/).map(Number)
  const known = (names?.rules ?? []).map(({ no }) => no)
  return Math.max(0, ...here.filter(Number.isSafeInteger), ...known) + 1
}

function caseLines(text: string, outline: YamlPlace['outline']): readonly string[] {
  const ids = valuesOf(text, outline, /^cases\[\d+\]\.id$/)
  const now = valuesOf(text, outline, /^cases\[\d+\]\.now$/).at(-1) ?? '2020-03-15T04:00:00Z'
  let no = ids.length + 1
  while (ids.includes(`case-${String(no)}`)) no++
  return [
    `id: \${case-${String(no)}}`,
    'comment: ${What it shows}',
    `now: \${${now}}`,
    'person:',
    '  facts:',
    '    - \\{ id: f1, kind: ${contact}, fields: \\{ ${} \\} \\}',
    '  covers:',
    `    - \\{ kind: \${contact}, until: ${now} \\}`,
    'outcome: ${check}',
    'fired: [${}]',
  ]
}

function covers(
  text: string,
  outline: YamlPlace['outline'],
  at: string,
  lead: string,
  known: Known,
): readonly Suggestion[] {
  const here = outline.entries
    .filter(
      ({ parent, path }) => path.endsWith('.kind') && parent.startsWith(`${at}.person.covers[`),
    )
    .flatMap(({ path }) => valueOf(text, outline, path) ?? [])
  const until = valueOf(text, outline, `${at}.now`) ?? ''
  return (known.factTypes?.kinds ?? [])
    .filter(({ name }) => !here.includes(name))
    .map((kind) => ({
      type: 'kind',
      label: kind.name,
      detail: `${kind.labels[known.language]}: ${said.covered[known.language]}`,
      info: kindInfo(kind, known),
      also: `${kind.labels.zh} ${kind.labels.en}`,
      apply: `${lead}{ kind: ${kind.name}, until: ${until} }`,
    }))
}
