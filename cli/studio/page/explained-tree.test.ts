/** The explanation of a case as a tree, of what the engine itself says of the small set. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { compileRuleSet, explainRules, parseFactTypes } from 'greengate/rules'
import { expect, test } from 'vitest'
import { parseRuleSetYaml } from '../../language/parse-rule-set-yaml.ts'
import { factBaseOf } from '../../rules/person-file.ts'
import { ruleSets, setText } from '../../rules/test-set.ts'
import type { FactTypesWords, StudioCase } from '../studio-api.ts'
import type { TreeNode } from '../../../verifier-web/elements/explained-rule.ts'
import { explainedTree, openAtFirst } from './explained-tree.ts'
import { placesIn } from './places.ts'

const { set } = parseRuleSetYaml(setText)
const types = parseFactTypes(JSON.parse(readFileSync(join(ruleSets, 'fact-types.json'), 'utf8')))
const compiled = compileRuleSet(set, types)
const now = Date.parse('2020-03-15T04:00:00Z') / 1000
const facts = [{ id: 'c1', kind: 'contact', fields: { at: '2020-03-13', closeness: 'close' } }]
const base = factBaseOf(
  { facts, coverage: [{ kind: 'contact', until: now - 60 }], onSite: { temperature: 36.5 } },
  compiled.vocabulary,
)
const verdict = { outcome: 'stop' as const, fired: [2], missing: true }
const one: StudioCase = {
  id: 'one',
  comment: '',
  now: '2020-03-15T04:00:00Z',
  expected: verdict,
  got: verdict,
  isRight: true,
  missing: [],
  rules: explainRules(compiled, base, now, { temperature: 36.5 }),
  person: {
    facts,
    covers: [{ kind: 'contact', until: '2020-03-15T03:59:00Z' }],
    onSite: { temperature: 36.5 },
  },
}
const factTypes = {
  path: '',
  kinds: [{ name: 'contact', labels: { zh: '接触', en: 'contact' }, fields: [] }],
  onSite: [{ name: 'temperature', unit: 'Cel' }],
} satisfies FactTypesWords
const tree = explainedTree(one, { language: 'en', factTypes })

const all = (nodes: readonly TreeNode[]): readonly TreeNode[] =>
  nodes.flatMap((node) => [node, ...all(node.children)])
const node = (key: string): TreeNode | undefined => all(tree).find((each) => each.key === key)

test('the person comes first, then what decided, then the other rules by number', () => {
  expect(tree.map(({ key }) => key)).toEqual(['person', 'rule 2', 'rule 1', 'rule 3'])
  expect(tree.map(({ value }) => value)).toEqual([undefined, 'true', 'unknown', 'false'])
  expect(tree[0]?.children.map(({ key }) => key)).toEqual([
    'person fact c1',
    'person covers contact',
    'person on-site',
  ])
})

test('a rule is followed down to the fact and to what its comparison found', () => {
  expect(node('rule 2 when')).toMatchObject({ value: 'true', rule: { no: 2, at: 'when' } })
  expect(node('rule 2 when fact c1')).toMatchObject({ value: 'true', found: '2 days' })
  expect(node('rule 2 unless')).toMatchObject({ value: 'false', found: '36.5 °C' })
  expect(node('rule 1 requires[0]')?.value).toBe('true')
  expect(node('rule 1 when')).toMatchObject({ value: 'unknown' })
  expect(node('rule 1 when')?.note).toBeDefined()
})

test('every key is there once, and what decided is open', () => {
  const keys = all(tree).map(({ key }) => key)
  expect(new Set(keys).size).toBe(keys.length)
  expect(openAtFirst(tree)).toContain('rule 2 when')
  expect(openAtFirst(tree)).not.toContain('rule 1')
})

test('every part of a rule that is shown has its place in the text', () => {
  const places = placesIn(setText)
  const lines = setText.split('\n')
  for (const { rule } of all(tree)) {
    if (rule === undefined) continue
    const place = places.ofRule(rule.no, rule.at)
    expect(place).toBeDefined()
    expect(lines[place!.line - 1]?.length).toBeGreaterThanOrEqual(place!.column - 1 + place!.length)
  }
  const line = lines.indexOf('    id: contact') + 1
  expect(places.ofRule(2)).toMatchObject({ line, column: 9 })
  expect(places.ofRule(7)).toBeUndefined()
})

test('while the text does not parse, a rule is found by its number', () => {
  const broken = placesIn(setText.replace('some(contact,', 'some(contact,,'))
  const line = setText.split('\n').indexOf('  - no: 2') + 1
  expect(broken.ofRule(2, 'when')).toEqual({ line, column: 5, length: 5 })
  expect(broken.ofRule(7)).toBeUndefined()
})
