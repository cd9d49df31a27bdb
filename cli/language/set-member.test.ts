/** A form that writes into the text of a rule set. */
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parseRuleSetYaml } from './parse-rule-set-yaml.ts'
import { memberOf, setMember, type MemberPath, type MemberValue } from './set-member.ts'

const text = `# The rules of a town.
id: small # its name
version: 1
title: { zh: 小, en: Small }

# When it holds.
effective: { from: 2020-03-01T00:00:00Z, until: 2020-04-01T00:00:00Z } # a month

# Who asked for it.
change:
  type: first   # of its kind
  how: |
    Written for a test.
    In two lines.
  basis:
    - a paper # the first
    # the second
    - "article 9"
  requestedBy: them
  reviewedBy: others
# Numbers.
parameters: {}
rules:
  - no: 1
    when: some(test,   result = "negative") # odd spaces stay
`

const member = (changed: string, path: MemberPath): unknown => memberOf(changed, path)
const comments = (of: string): readonly string[] => of.match(/# .*/g) ?? []

describe('setting a value that is there', () => {
  test.each<[MemberPath, MemberValue, string, string]>([
    [['version'], 2, 'version: 1', 'version: 2'],
    [['change', 'type'], 'second', 'type: first   #', 'type: second   #'],
    [['change', 'reviewedBy'], '李医生', 'reviewedBy: others', 'reviewedBy: 李医生'],
    [['effective', 'from'], '2020-03-02T00:00:00Z', '2020-03-01T00', '2020-03-02T00'],
    [['title', 'en'], 'A, b', 'en: Small', 'en: "A, b"'],
    [['change', 'requestedBy'], '42', 'requestedBy: them', 'requestedBy: "42"'],
    [['change', 'requestedBy'], 'a: b', 'requestedBy: them', 'requestedBy: "a: b"'],
    [['change', 'requestedBy'], '', 'requestedBy: them', 'requestedBy: ""'],
  ])('of %j to %j changes nothing but its characters', (path, value, before, after) => {
    const changed = setMember(text, path, value)
    expect(changed).toBe(text.replace(before, after))
    expect(member(changed, path)).toBe(value)
  })

  test('that goes over several lines', () => {
    const changed = setMember(text, ['change', 'how'], 'In one line.')
    expect(member(changed, ['change', 'how'])).toBe('In one line.')
    expect(comments(changed)).toEqual(comments(text))
    expect(changed.split('\n').slice(-8)).toEqual(text.split('\n').slice(-8))
  })

  test('to what it is changes nothing', () => {
    expect(setMember(text, ['change', 'type'], 'first')).toBe(text)
  })
})

test('typed letter by letter, a text has quotes only as long as it needs them', () => {
  const typed = (path: MemberPath, value: string): string =>
    value
      .split(/(?:)/u)
      .reduce((now, _, i) => setMember(now, path, value.slice(0, i + 1)), setMember(text, path, ''))
  expect(typed(['change', 'reviewedBy'], 'Dr Li, ward 7')).toBe(
    text.replace('reviewedBy: others', 'reviewedBy: Dr Li, ward 7'),
  )
  const rows = 'article 10'
    .split(/(?:)/u)
    .reduce(
      (now, _, i) => setMember(now, ['change', 'basis'], ['a paper', 'article 10'.slice(0, i + 1)]),
      text,
    )
  expect(rows).toContain('    # the second\n    - article 10\n')
})

describe('a list', () => {
  const path: MemberPath = ['change', 'basis']

  test.each([
    [['a paper', 'article 9', 'another']],
    [['a paper', 'article 10']],
    [['a paper']],
    [['something: else', '# 7']],
    [[]],
  ])('becomes %j, and the text around it stays', (value) => {
    const changed = setMember(text, path, value)
    expect(member(changed, path)).toEqual(value)
    const outside = (of: string) => [of.split('change:')[0], of.slice(of.indexOf('# Numbers.'))]
    expect(outside(changed)).toEqual(outside(text))
    expect(changed).toContain('type: first # of its kind')
  })

  test('keeps the comments of the items that stay', () => {
    const changed = setMember(text, path, ['a paper', 'article 9', 'another'])
    expect(comments(changed)).toEqual(comments(text))
  })

  test('in one line stays in one line', () => {
    const flow = 'id: a\nchange: { type: first, basis: [ a paper ], reviewedBy: b }\nrules: []\n'
    expect(setMember(flow, path, ['a paper', 'article 1'])).toBe(
      'id: a\nchange: { type: first, basis: [ a paper, article 1 ], reviewedBy: b }\nrules: []\n',
    )
  })
})

describe('a member that is missing', () => {
  test('is put in its order', () => {
    const without = text.replace('  requestedBy: them\n', '')
    const changed = setMember(without, ['change', 'requestedBy'], 'them')
    expect(changed.indexOf('requestedBy')).toBeGreaterThan(changed.indexOf('basis'))
    expect(changed.indexOf('requestedBy')).toBeLessThan(changed.indexOf('reviewedBy'))
    expect(comments(changed)).toEqual(comments(text))
  })

  test('brings its section along', () => {
    const bare = 'id: a # name\nversion: 1 # one\n\n# Rules.\nrules: []\n'
    expect(setMember(bare, ['change', 'type'], 'first')).toBe(
      'id: a # name\nversion: 1 # one\nchange:\n  type: first\n\n# Rules.\nrules: []\n',
    )
    expect(setMember('version: 1', ['id'], 'a')).toBe('id: a\nversion: 1')
    expect(setMember('id: a', ['change', 'type'], 'x')).toBe('id: a\nchange:\n  type: x\n')
  })

  test('takes the place of nothing', () => {
    const empty = 'id: a\nchange:\n  type:\n  how: b\nrules: []\n'
    const changed = setMember(empty, ['change', 'type'], 'first')
    expect(changed).toBe('id: a\nchange:\n  type: first\n  how: b\nrules: []\n')
    expect(setMember('id: a\nchange:\nrules: []\n', ['change', 'type'], 'first')).toBe(
      'id: a\nchange:\n  type: first\nrules: []\n',
    )
  })
})

test('whatever is written is read back, and no comment is lost', () => {
  const paths: readonly MemberPath[] = [
    ['change', 'type'],
    ['change', 'how'],
    ['change', 'requestedBy'],
    ['title', 'zh'],
    ['effective', 'until'],
    ['id'],
  ]
  fc.assert(
    fc.property(
      fc.constantFrom(...paths),
      fc.oneof(fc.string({ unit: 'binary' }), fc.constantFrom('- a', '[x]', 'null', '1e3', ' a ')),
      (path, value) => {
        // What YAML cannot hold in quotes, no key types.
        const typed = value.replace(/[\p{C}\u2028\u2029]/gu, '')
        const changed = setMember(text, path, typed)
        expect(member(changed, path)).toBe(typed)
        expect(changed.split('\n').at(-2)).toBe(text.split('\n').at(-2))
        parseRuleSetYaml(changed)
      },
    ),
    { numRuns: 40 },
  )
})
