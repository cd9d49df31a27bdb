/** What is said of the word at a position. */
import { expect, test } from 'vitest'
import { describeAt } from './describe-at.ts'
import { known } from './test-known.ts'

const here = '‸'

function said(text: string, change?: Parameters<typeof known>[0]) {
  const found = describeAt(text.replace(here, ''), text.indexOf(here), known(change))
  const word = found === undefined ? undefined : text.replace(here, '').slice(found.from, found.to)
  return { word, text: found?.text ?? '' }
}

const rule = (condition: string): string => `rules:\n  - no: 7\n    when: ${condition}\n`
const cases = { kind: 'cases' } as const

test.each<[string, string, string, string]>([
  ['a kind, with labels and fields', rule('some(con‸tact, days(at) < 3)'), 'contact', '接触史'],
  [
    'a field, with its values',
    rule('some(contact, ‸closeness = "close")'),
    'closeness',
    '"secondary"',
  ],
  [
    'a field of the kind that is meant',
    rule('some(stay, none(contact, a‸t > 2020-01-01))'),
    'at',
    'contact.at',
  ],
  [
    'a field of a fact that was found',
    rule('latest(test by sampledAt).res‸ult = "x"'),
    'result',
    'test.result',
  ],
  ['a parameter, with value and unit', rule('days(at) <= $contact‸Days'), '$contactDays', '14 day'],
  ['a value set', rule('some(stay, region in high‸Risk)'), 'highRisk', '2'],
  ['a measurement, with its unit', rule('onSite.temp‸erature > 37'), 'temperature', 'Cel'],
  [
    'a function, with its form',
    rule('co‸untDays(test by sampledAt) > 3'),
    'countDays',
    'countDays(kind by field',
  ],
  ['a unit', rule('elapsed(at) < 72 ho‸urs'), 'hours', 'hours'],
  ['days as a unit', rule('days(at) < 14 d‸ays'), 'days', 'civil days'],
  ['a member', 'ru‸les:\n  - no: 1\n', 'rules', 'rules'],
  [
    'a parameter where it is declared',
    'parameters:\n  contact‸Days: { value: 14, unit: day }\n',
    'contactDays',
    '14 day',
  ],
  [
    'a kind that is required',
    'rules:\n  - requires: [{ kind: te‸st, maxAge: P1D }]',
    'test',
    '检测',
  ],
])('%s', (_name, text, word, part) => {
  const found = said(text)
  expect(found.word).toBe(word)
  expect(found.text).toContain(part)
})

test('in cases, kinds and fields', () => {
  const fact =
    'cases:\n  - person:\n      facts:\n        - { kind: KIND, fields: { closeness: close } }\n'
  expect(said(fact.replace('KIND', 'con‸tact'), cases).text).toContain('接触史')
  expect(
    said(fact.replace('KIND', 'contact').replace('closeness', 'close‸ness'), cases).text,
  ).toContain('contact.closeness')
})

test('it speaks the language of the page', () => {
  expect(said(rule('so‸me(contact)'), { language: 'zh' }).text).toContain('事实')
  expect(said(rule('so‸me(contact)'), { language: 'en' }).text).toContain('fact')
})

test.each([
  ['a name that nobody knows', rule('some(nob‸ody)')],
  ['a text', rule('some(contact, closeness = "cl‸ose")')],
  ['a comment', 'id: x # so‸me'],
  ['an empty line', '‸\n'],
])('nothing is said of %s', (_name, text) => {
  expect(said(text).text).toBe('')
})
