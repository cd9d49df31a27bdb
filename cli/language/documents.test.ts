/** The examples of docs/language.md, run as they stand: every operator has one, and each gives what the page says. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { formatRuleSetYaml } from './format-rule-set-yaml.ts'
import { parseCondition } from './parse-condition.ts'
import { parseDecisionTable } from './parse-decision-table.ts'
import { printCondition } from './print-condition.ts'
import { functions } from './words.ts'

const page = readFileSync(new URL('../../docs/language.md', import.meta.url), 'utf8')
const examples = [...page.matchAll(/^\| [^|]+ \| (`+) ?(.+?) ?\1 \| `(\{.*\})` \|$/gm)].map(
  ([, , text, json]) => [text!, json!] as const,
)

test.each(examples)('%s is %s, and is written so', (text, json) => {
  expect(JSON.stringify(parseCondition(text))).toBe(json)
  expect(printCondition(parseCondition(text), { width: Infinity })).toBe(text)
})

test('every operator and every function has an example', () => {
  expect(examples.length).toBeGreaterThan(20)
  const all = examples.map(([text]) => text).join('\n')
  const words = [...functions.map((name) => `${name}(`), ' and ', ' or ', 'not ', ' in ']
  for (const word of [...words, ' = ', ' != ', ' < ', ' <= ', ' > ', ' >= ', '$', 'onSite.']) {
    expect(all).toContain(word)
  }
})

const block = (language: string): string =>
  new RegExp(`^\`\`\`${language}\\n([\\s\\S]*?)^\`\`\``, 'm').exec(page)![1]!

test('the file that the page begins with is in its form', () => {
  expect(formatRuleSetYaml(block('yaml'))).toBe(block('yaml'))
})

test('the table gives the rules that stand below it', () => {
  const below = page.slice(page.indexOf('```csv'))
  const rules = parseDecisionTable(block('csv')).map(
    ({ no, when }) => `${String(no)}: ${printCondition(when, { width: Infinity })}`,
  )
  expect(rules).toEqual(below.match(/^\d+: .*$/gm))
  expect(rules).toHaveLength(5)
})
