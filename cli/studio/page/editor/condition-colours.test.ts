/** Which stretches of a text are coloured as what: by the lexer of the language, wherever a condition stands. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { colouredIn } from './condition-colours.ts'

const shown = (text: string): readonly string[] =>
  colouredIn(text).map(({ from, to, role }) => `${role} ${text.slice(from, to)}`)
const rule = (condition: string): string =>
  `rules:\n  - no: 7\n    when: ${condition}\n    id: some(x)\n`

const whole = [
  ...['function some', 'sign (', 'kind contact', 'sign ,', 'field closeness', 'sign ='],
  ...['text "close"', 'word and', 'function days', 'sign (', 'field at', 'sign )', 'sign <='],
  ...['parameter $contactDays', 'sign )'],
]

test.each([
  ['plain', rule('some(contact, closeness = "close" and days(at) <= $contactDays)')],
  [
    'as a block',
    rule(
      '|\n      some(contact,\n        closeness = "close" and\n        days(at) <= $contactDays)',
    ),
  ],
  ['in single quotes', rule(`'some(contact, closeness = "close" and days(at) <= $contactDays)'`)],
  [
    'on the line below',
    rule('\n      some(contact, closeness = "close" and days(at) <= $contactDays)'),
  ],
  [
    'in braces',
    `rules: [{ when: 'some(contact, closeness = "close" and days(at) <= $contactDays)' }]`,
  ],
])('a condition that is written %s', (_name, text) => {
  expect(shown(text)).toEqual(whole)
})

test('in double quotes a text has its escapes', () => {
  const text = rule('"some(contact, closeness = \\"close\\")"')
  expect(shown(text)).toContain('text \\"close\\"')
})

test('units, measurements, value sets, numbers, quoted and Chinese names are what they are', () => {
  const text = rule(
    'onSite.temperature >= 37.3 Cel or count(行程, 地区 in highRisk) > 3 or some(`fever clinic`, days(就诊日) < 14 days)',
  )
  expect(shown(text)).toEqual(
    expect.arrayContaining([
      ...['function onSite', 'measurement temperature', 'number 37.3', 'unit Cel', 'kind 行程'],
      ...[
        'field 地区',
        'word in',
        'set highRisk',
        'kind `fever clinic`',
        'field 就诊日',
        'unit days',
      ],
    ]),
  )
})

test('what is broken is coloured up to there, marked, and coloured behind it', () => {
  expect(shown(rule('some(contact， at = "x'))).toEqual([
    ...['function some', 'sign (', 'kind contact', 'wrong ，', 'field at', 'sign =', 'wrong "x'],
  ])
})

test('comments are comments, and other members are not touched', () => {
  const text = rule('|\n      # why (some)\n      some(test) # because')
  expect(shown(text)).toEqual([
    ...[
      'comment # why (some)',
      'function some',
      'sign (',
      'kind test',
      'sign )',
      'comment # because',
    ],
  ])
})

test('of the documented rule set nothing is missed and nothing is wrong', () => {
  const text = readFileSync(new URL('../../../../docs/language.md', import.meta.url), 'utf8')
  const yaml = /```yaml\n([\s\S]*?)```/.exec(text)?.[1] ?? ''
  const roles = colouredIn(yaml).map(({ role }) => role)
  expect(roles.length).toBeGreaterThan(40)
  expect(roles).not.toContain('wrong')
})
