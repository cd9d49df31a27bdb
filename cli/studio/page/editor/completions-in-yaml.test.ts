/** Completion of what is around the conditions: members, values and whole items, of rule sets and of their cases. */
import { describe, expect, test } from 'vitest'
import { completionsAt } from './completions-at.ts'
import type { Known } from './known.ts'
import { known } from './test-known.ts'

const here = '‸'

function offered(text: string, change?: Partial<Known>) {
  const at = text.indexOf(here)
  const plain = text.replace(here, '')
  const found = completionsAt(plain, at, known(change))
  const options = found?.options ?? []
  return {
    labels: options.map(({ label }) => label),
    of: (label: string) => options.find((option) => option.label === label),
    template: options.find(({ type }) => type === 'template')?.template,
    replaced: found === undefined ? undefined : plain.slice(found.from, found.to),
  }
}

const cases = { kind: 'cases' } as const
const head = 'cases:\n  - id: a\n    now: 2020-03-15T04:00:00Z\n'
const fact = `${head}    person:\n      facts:\n        - `

describe('in a rule set', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      'members of the set at the beginning',
      '‸',
      ['id', 'version', 'rules', 'otherwise'],
      ['no', 'when'],
    ],
    [
      'those that are not there yet',
      'id: x\n‸\nversion: 1\n',
      ['title', 'rules'],
      ['id', 'version'],
    ],
    ['members while one is typed', 'id: x\nver‸', ['version', 'title'], ['id']],
    [
      'members of a rule behind its dash',
      'rules:\n  - ‸',
      ['no', 'id', 'outcome', 'when'],
      ['rules'],
    ],
    [
      'members of a rule while one is typed',
      'rules:\n  - no: 1\n    o‸',
      ['outcome', 'when'],
      ['no', 'title'],
    ],
    [
      'members of a rule between others',
      'rules:\n  - no: 1\n    ‸\n    when: some(test)\n',
      ['outcome', 'unless'],
      ['no', 'when'],
    ],
    [
      'members of a rule behind a long condition',
      'rules:\n  - when: |\n      some(test)\n    ‸',
      ['no', 'reason'],
      ['when', 'some'],
    ],
    [
      'members of a rule of a list that is not indented',
      'rules:\n- no: 1\n  ‸',
      ['outcome'],
      ['no', 'version'],
    ],
    [
      'members of the set behind the rules',
      'rules:\n  - no: 1\n‸',
      ['otherwise', 'cases'],
      ['when', 'rules'],
    ],
    ['the languages', 'rules:\n  - reason:\n      ‸', ['zh', 'en'], ['no']],
    ['the languages in braces', 'rules:\n  - reason: { zh: 一, ‸ }', ['en'], ['zh']],
    [
      'members in braces that are not closed',
      'parameters:\n  a: { value: 1, u‸',
      ['unit', 'overridable'],
      ['value'],
    ],
    [
      'members in braces over several lines',
      'effective: {\n  from: 2020-01-01T00:00:00Z,\n  ‸\n  }\n',
      ['until'],
      ['from'],
    ],
    [
      'members of a requirement',
      'rules:\n  - requires:\n      - kind: test\n        ‸',
      ['maxAge'],
      ['kind'],
    ],
    ['a key that has its colon already', 'rules:\n  - n‸o: 1\n    id: x\n', ['no', 'when'], ['id']],
    ['outcomes', 'rules:\n  - outcome: ‸', ['stop', 'check', 'pass'], []],
    [
      'outcomes while one is typed',
      'rules:\n  - outcome: st‸\n    when: x',
      ['stop', 'check', 'pass'],
      [],
    ],
    ['outcomes in braces', 'rules: [{ no: 1, outcome: ‸ }]', ['stop', 'check', 'pass'], []],
    [
      'kinds that are required',
      'rules:\n  - requires: [{ kind: ‸, maxAge: P1D }]',
      ['contact', 'test', 'fever clinic'],
      [],
    ],
    ['ages', 'rules:\n  - requires:\n      - kind: test\n        maxAge: P‸', ['P1D', 'PT24H'], []],
    [
      'units of a parameter',
      'parameters:\n  a: { value: 1, unit: ‸ }',
      ['day', 'hour', 'Cel'],
      ['days'],
    ],
    ['what an overlay may do', 'parameters:\n  a:\n    overridable: ‸', ['tighten'], []],
    ['the one otherwise', 'otherwise: ‸', ['check'], ['pass']],
    [
      'findings that can be waived',
      'waivers:\n  - finding: ‸',
      ['shadowed', 'uncovered', 'unused'],
      ['type'],
    ],
    ['numbers of rules', 'waivers:\n  - finding: unused\n    no: ‸', ['3', '9'], []],
  ])('%s', (_name, text, present, absent) => {
    const { labels } = offered(text)
    expect(labels).toEqual(expect.arrayContaining([...present]))
    expect(labels.filter((label) => absent.includes(label))).toEqual([])
  })

  test.each([
    ['in a comment', 'id: x # ver‸'],
    ['in a line that is a comment', '# ver‸\nid: x'],
    ['in a text', 'title: { zh: "ver‸" }'],
    ['before what stands on a line', 'rules:\n  ‸  - no: 1'],
    ['where indents fit nothing', 'rules:\n  - no: 1\n   ‸'],
  ])('nothing is offered %s', (_name, text) => {
    expect(offered(text).labels).toEqual([])
  })

  test('a member is written with its colon, and once only', () => {
    expect(offered('id: x\nver‸').of('version')).toMatchObject({ apply: 'version: ' })
    expect(offered('i‸d: x\n').of('id')).not.toHaveProperty('apply')
    expect(offered('i‸d: x\n').replaced).toBe('id')
  })

  test('a member that holds others, or a list, begins the line below', () => {
    expect(offered('‸').of('title')?.template).toBe('title:\n\t')
    expect(offered('‸').of('rules')?.template).toBe('rules:\n\t- ')
    expect(offered('rules: [{ ‸ }]').of('reason')).toMatchObject({ apply: 'reason: ' })
  })

  test('a new rule has the next free number, of the text and of the names', () => {
    const after = 'rules:\n  - no: 12\n    id: x\n  ‸'
    expect(offered(after).template).toMatch(/^- no: 13\n {2}id: /)
    expect(offered(after, { names: null }).template).toMatch(/^- no: 13\n/)
    expect(offered('rules:\n  - no: 2\n  - ‸').template).toMatch(/^no: 10\n {2}id: /)
    expect(offered('rules:\n  ‸', { names: null }).template).toMatch(/^- no: 1\n/)
    expect(offered('waivers:\n  - ‸').template).toBeUndefined()
  })
})

test('while nothing is known of a set, its names are read off its text', () => {
  const text =
    'parameters:\n  stayDays: { value: 21, unit: day }\nvalueSets:\n  risky: ["42", "33"]\n' +
    'rules:\n  - no: 4\n    id: x\n    outcome: stop\n    when: some(stay, region in CONDITION\n' +
    'waivers: [{ finding: unused, no: WAIVED }]\n'
  const change = { names: null }
  const sets = offered(text.replace('CONDITION', '‸').replace('WAIVED', ''), change)
  const parameters = offered(text.replace('CONDITION', 'risky and days(from) < $‸'), change)
  const rules = offered(text.replace('CONDITION', 'risky)').replace('WAIVED', '‸'), change)
  expect(sets.of('risky')).toMatchObject({ detail: '2 values' })
  expect(parameters.of('$stayDays')).toMatchObject({ detail: '21 day' })
  expect(rules.of('4')).toMatchObject({ detail: 'x' })
})

describe('in cases', () => {
  test.each<[string, string, readonly string[], readonly string[]]>([
    ['members of the file', '‸', ['ruleSet', 'cases'], ['rules']],
    ['members of a case', `${head}    ‸`, ['person', 'outcome', 'fired'], ['id', 'now']],
    ['members of the person', `${head}    person:\n      ‸`, ['facts', 'covers', 'onSite'], ['id']],
    ['members of a fact', `${fact}id: f1\n          ‸`, ['kind', 'fields'], ['id']],
    ['kinds of facts', `${fact}{ id: f1, kind: ‸ }`, ['contact', 'test', 'fever clinic'], []],
    [
      'fields of the kind',
      `${fact}{ id: f1, kind: contact, fields: { ‸ } }`,
      ['at', 'closeness'],
      ['result'],
    ],
    [
      'fields that are not there yet',
      `${fact}{ id: f1, kind: contact, fields: { at: 2020-03-01, ‸ } }`,
      ['closeness'],
      ['at'],
    ],
    [
      'fields on lines of their own',
      `${fact}id: f1\n          kind: test\n          fields:\n            ‸`,
      ['result'],
      ['at'],
    ],
    [
      'fields where the kind comes behind',
      `${fact}{ fields: { ‸ }, kind: test }`,
      ['result', 'method'],
      ['at'],
    ],
    [
      'values of a field',
      `${fact}{ kind: contact, fields: { closeness: ‸ } }`,
      ['close', 'secondary'],
      [],
    ],
    [
      'values in quotes',
      `${fact}{ kind: contact, fields: { closeness: "se‸" } }`,
      ['close', 'secondary'],
      [],
    ],
    ['truths', `${fact}{ kind: checkin, fields: { unwell: ‸ } }`, ['true', 'false'], []],
    [
      "the case's day for a date",
      `${fact}{ kind: contact, fields: { at: ‸ } }`,
      ['2020-03-15'],
      [],
    ],
    [
      "the case's instant for an instant",
      `${fact}{ kind: test, fields: { sampledAt: ‸ } }`,
      ['2020-03-15T04:00:00Z'],
      [],
    ],
    [
      'kinds that are covered',
      `${head}    person:\n      covers:\n        - { kind: ‸ }`,
      ['contact', 'test'],
      [],
    ],
    [
      'kinds that are not covered yet',
      `${head}    person:\n      covers:\n        - { kind: test, until: x }\n        - ‸`,
      ['contact', 'kind'],
      ['test'],
    ],
    ['measurements', `${head}    person:\n      onSite: { ‸ }`, ['temperature'], []],
    ['outcomes', `${head}    outcome: ‸`, ['stop', 'check', 'pass'], []],
    ['rules that fire', `${head}    fired: [3, ‸]`, ['3', '9'], []],
    ['truth of missing', `${head}    missing: ‸`, ['true', 'false'], []],
  ])('%s', (_name, text, present, absent) => {
    const { labels } = offered(text, cases)
    expect(labels).toEqual(expect.arrayContaining([...present]))
    expect(labels.filter((label) => absent.includes(label))).toEqual([])
  })

  test('a kind that is covered is written whole, up to the instant of the case', () => {
    const { of } = offered(`${head}    person:\n      covers:\n        - ‸`, cases)
    expect(of('contact')?.apply).toBe('{ kind: contact, until: 2020-03-15T04:00:00Z }')
  })

  test('a new case has an id of its own and the instant of the one before', () => {
    const { template } = offered(`${head}  ‸`, cases)
    expect(template).toMatch(/^- id: \$\{case-2\}\n/)
    expect(template).toContain('now: ${2020-03-15T04:00:00Z}')
  })

  test('a rule has its id beside its number', () => {
    expect(offered(`${head}    fired: [‸]`, cases).of('3')).toMatchObject({
      detail: 'close-contact',
    })
  })
})
