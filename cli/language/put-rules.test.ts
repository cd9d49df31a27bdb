/** Rules put into a set that somebody wrote: in their places, with the comments around and in them. */
import { globSync, readFileSync } from 'node:fs'
import type { Rule } from 'greengate/rules'
import { expect, test } from 'vitest'
import { formatRuleSetYaml, printRuleSetYaml } from './format-rule-set-yaml.ts'
import { LanguageError } from './language-error.ts'
import { parseRuleSetYaml } from './parse-rule-set-yaml.ts'
import { putRules } from './put-rules.ts'

const written = `# Our city.
id: demo
rules:
  # The first, about contacts.
  - no: 7 # seven
    id: close-contact # by its old name
    outcome: stop
    # Who met a case.
    when: |
      some(contact,
        closeness = "close" # not: secondary
        and days(at) <= 14
      )
    reason: { zh: 密接, en: Close contact }

  # The last.
  - no: 20
    id: fever
    outcome: check
    when: onSite.temperature >= 37.3 Cel # by infra-red
    unless: some(recovery)
    reason: { zh: 发热, en: Fever }
# The end.
`
const rulesOf = (text: string): readonly Rule[] =>
  (parseRuleSetYaml(text).set as { readonly rules: readonly Rule[] }).rules
const [contact, fever] = rulesOf(written) as [Rule, Rule]

test('the same rules change nothing but the form', () => {
  const { text, replaced, added } = putRules(written, [contact, fever])
  expect(text).toBe(formatRuleSetYaml(written))
  expect([replaced, added]).toEqual([[7, 20], []])
})

test('a rule of a known number takes its place; what it says as before keeps its comments', () => {
  const { unless: _, ...cooler } = fever
  const when = { op: '>=', left: { onSite: 'temperature' }, right: { value: 38, unit: 'Cel' } }
  const { text } = putRules(written, [{ ...cooler, when } as Rule])
  expect(rulesOf(text)).toEqual([contact, { ...cooler, when }])
  for (const note of [
    'The first',
    'seven',
    'by its old name',
    'Who met',
    'not: secondary',
    'The last',
  ])
    expect(text).toContain(`# ${note}`)
  expect(text).toContain('onSite.temperature >= 38 Cel')
  expect(text).not.toContain('infra-red')
})

test('a new number goes behind the others, before what stands at the end', () => {
  const other = { ...contact, no: 3, id: 'other' }
  const { text, replaced, added } = putRules(written, [other])
  expect(rulesOf(text)).toEqual([contact, fever, other])
  expect([replaced, added]).toEqual([[], [3]])
  expect(formatRuleSetYaml(text)).toBe(text)
  expect(text).toContain('# The end.')
})

test('an empty list takes rules too', () => {
  const { text } = putRules('id: a\nrules: [] # none yet\n', [contact])
  expect(rulesOf(text)).toEqual([contact])
})

test.each(['id: a', '- a', 'rules: 7', 'rules: ['])('%j is refused at a place', (text) => {
  expect(() => putRules(text, [contact])).toThrow(LanguageError)
})

const folder = new URL('../../test-vectors/rule-sets/hangzhou/', import.meta.url).pathname
test.each(globSync('0[369]/cn-33.json', { cwd: folder }))(
  'the rules of %s come through being put into the set one after another',
  (path) => {
    const set = JSON.parse(readFileSync(folder + path, 'utf8')) as { readonly rules: Rule[] }
    let text = printRuleSetYaml({ ...set, rules: set.rules.slice(0, 1) })
    for (const rule of set.rules.slice(1)) text = putRules(text, [rule]).text
    expect(parseRuleSetYaml(text).set).toStrictEqual(set)
    expect(text).toBe(printRuleSetYaml(set))
  },
)
