/** Completion, word for word: what is offered where, in texts as they are while somebody types. */
import { describe, expect, test } from 'vitest'
import { completionsAt } from './completions-at.ts'
import type { Known } from './known.ts'
import { known } from './test-known.ts'

/** The cursor. */
const here = '‸'

function offered(text: string, change?: Partial<Known>) {
  const at = text.indexOf(here)
  const found = completionsAt(text.replace(here, ''), at, known(change))
  const options = found?.options ?? []
  const [first = options[0]] = options.toSorted((a, b) => (b.boost ?? 0) - (a.boost ?? 0))
  return {
    labels: options.map(({ label }) => label),
    options,
    first: first?.label,
    isEager: found?.isEager ?? false,
    replaced: found === undefined ? undefined : text.replace(here, '').slice(found.from, found.to),
  }
}

const rule = (condition: string): string =>
  `id: demo\nrules:\n  - no: 7\n    id: a\n    when: ${condition}\n    reason: { zh: 一, en: one }\notherwise: check\n`

const kinds = known().factTypes!.kinds.map(({ name }) => (/\s/.test(name) ? `\`${name}\`` : name))
const contactFields = ['at', 'closeness']

describe('in a condition', () => {
  test.each<[string, string, readonly string[], string]>([
    ['kinds behind a quantifier', 'some(‸', kinds, ''],
    ['kinds while one is typed', 'some(cont‸', kinds, 'cont'],
    ['kinds where the rest is there already', 'some(co‸, days(at) < 3)', kinds, 'co'],
    ['kinds in a quantifier within another', 'some(contact, none(‸', kinds, ''],
    ['kinds behind a Chinese bracket', 'some（‸', kinds, ''],
    ['the word by', 'latest(test ‸', ['by'], ''],
    ['fields that lie in time behind by', 'latest(test by ‸', ['sampledAt'], ''],
    [
      'fields of the fact that was found',
      'latest(test by sampledAt).‸',
      ['sampledAt', 'method', 'result'],
      '',
    ],
    [
      'the same while one is typed',
      'latest(test by sampledAt, method = "pcr").re‸',
      ['sampledAt', 'method', 'result'],
      're',
    ],
    [
      'fields with their point',
      'latest(test by sampledAt)‸',
      ['.sampledAt', '.method', '.result'],
      '',
    ],
    [
      'fields that lie in time within days',
      'some(contact, days(‸',
      ['at', 'latest', 'earliest'],
      '',
    ],
    ['values of an enumeration', 'some(contact, closeness = ‸', ['"close"', '"secondary"'], ''],
    ['values behind another sign', 'some(contact, closeness != ‸)', ['"close"', '"secondary"'], ''],
    [
      'values within an open quote',
      'some(contact, closeness = "cl‸',
      ['"close"', '"secondary"'],
      '"cl',
    ],
    [
      'values within a whole text',
      'some(contact, closeness = "cl‸ose")',
      ['"close"', '"secondary"'],
      '"close"',
    ],
    [
      'values before the quote of another text',
      'some(contact, closeness = "‸ or closeness = "close")',
      ['"close"', '"secondary"'],
      '"',
    ],
    [
      'values behind the sign of other languages',
      'some(contact, closeness == ‸',
      ['"close"', '"secondary"'],
      '',
    ],
    [
      'values of a fact that was found',
      'latest(test by sampledAt).result = ‸',
      ['"negative"', '"positive"', '"inconclusive"'],
      '',
    ],
    ['Chinese values', 'some(`fever clinic`, 结论 = "‸', ['"排除"', '"疑似"'], '"'],
    ['truths for a truth', 'some(checkin, unwell = ‸', ['true', 'false'], ''],
    ['value sets', 'some(stay, region in ‸', ['highRisk'], ''],
    ['value sets while one is typed', 'some(stay, region in hi‸)', ['highRisk'], 'hi'],
    ['parameters', 'some(contact, days(at) <= $‸', ['$contactDays', '$testHours', '$fever'], '$'],
    [
      'parameters while one is typed',
      'days(at) <= $con‸',
      ['$contactDays', '$testHours', '$fever'],
      '$con',
    ],
    ['measurements', 'onSite.‸', ['temperature'], ''],
    ['measurements while one is typed', 'some(contact) or onSite.te‸ >= 37', ['temperature'], 'te'],
  ])('%s: %s', (_name, condition, labels, replaced) => {
    const found = offered(rule(condition))
    expect(found.labels).toEqual(labels)
    expect(found.replaced).toBe(replaced)
  })

  test.each<[string, string, readonly string[], readonly string[]]>([
    [
      'fields first within a quantifier',
      'some(contact, ‸',
      [...contactFields, 'days', 'not'],
      ['sampledAt', 'kind'],
    ],
    [
      'fields of the inner kind',
      'some(contact, none(test, ‸',
      ['sampledAt', 'result'],
      ['closeness'],
    ],
    [
      'fields of the outer kind behind the inner one',
      'some(contact, none(test, result = "positive") and ‸',
      contactFields,
      ['result'],
    ],
    ['fields within brackets', 'some(contact, (at > 2020-03-01 or ‸', contactFields, ['result']],
    [
      'no fields behind the quantifier',
      'some(contact) and ‸',
      ['some', 'onSite', 'latest'],
      contactFields,
    ],
    [
      'functions at the beginning',
      '‸',
      ['some', 'none', 'count', 'countDays', 'not'],
      contactFields,
    ],
    ['functions while one is typed', 'so‸', ['some'], []],
    ['functions behind a not', 'not ‸', ['some'], []],
    ['comparisons behind a number', 'count(checkin) ‸', ['>=', '=', 'and'], ['in']],
    ['in behind a region', 'some(stay, region ‸', ['in', '=', '!='], ['<=']],
    [
      'only connectives behind a comparison',
      'some(contact, closeness = "close" ‸',
      ['and', 'or'],
      ['=', 'in'],
    ],
    [
      'only the equal sign behind a truth',
      'some(checkin, unwell ‸',
      ['=', 'and', 'or'],
      ['<', 'in'],
    ],
    [
      'days where days are counted',
      'some(contact, days(at) <= 14 ‸',
      ['days', 'and'],
      ['hours', 'Cel'],
    ],
    [
      'days before a connective',
      'some(contact, days(at) <= 14 d‸ and at > 2020-03-01)',
      ['days'],
      ['hours'],
    ],
    [
      'times where time is counted',
      'some(test, elapsed(sampledAt) <= 72 ‸',
      ['hours', 'minutes', 'seconds'],
      ['days', 'Cel'],
    ],
    ['the unit of a measurement', 'onSite.temperature >= 37.3 ‸', ['Cel'], ['days']],
    ['all units where nothing is known', '14 ‸', ['days', 'hours', 'Cel'], []],
    ['quoted names where they are needed', 'some(`fev‸', ['`fever clinic`', 'contact'], []],
    ['Chinese fields while one is typed', 'some(行程, 地‸', ['地区'], ['at']],
    ['Chinese fields behind a Chinese comma', 'some(`fever clinic`，‸', ['就诊日', '结论'], ['at']],
    [
      'fields in spite of a missing comma before',
      'some(contact closeness = "close" and ‸',
      contactFields,
      [],
    ],
    [
      'fields in spite of signs that are none',
      'some(contact, && days(at) < 3 ; ‸',
      [...contactFields, 'days'],
      [],
    ],
    [
      'times to compare a time with',
      'some(quarantine, until > ‸',
      ['from', 'until', 'latest'],
      ['completed', '$contactDays'],
    ],
    [
      'parameters to compare a number with',
      'some(contact, days(at) <= ‸',
      ['$contactDays'],
      ['closeness'],
    ],
  ])('%s: %s', (_name, condition, present, absent) => {
    const { labels } = offered(rule(condition))
    expect(labels).toEqual(expect.arrayContaining([...present]))
    expect(labels.filter((label) => absent.includes(label))).toEqual([])
  })

  test('fields go before functions, and the parameter that fits before the others', () => {
    expect(offered(rule('some(contact, ‸')).first).toBe('at')
    expect(offered(rule('some(contact, days(at) <= ‸')).first).toBe('$contactDays')
    expect(offered(rule('some(test, elapsed(sampledAt) <= $‸')).first).toBe('$testHours')
  })

  test.each([
    ['in a comment', '|\n      some(contact) # co‸'],
    ['in a text that is no enumeration', 'some(order, authority = "He‸'],
    ['in a number', 'count(checkin) > 1‸'],
    ['behind a whole text', 'some(contact, closeness = "close"‸'],
  ])('nothing is offered %s', (_name, condition) => {
    expect(offered(rule(condition)).labels).toEqual([])
  })

  test('it comes by itself only where few things can be meant', () => {
    const eager = ['some(‸', 'region in ‸', 'onSite.‸', 'some(contact, closeness = ‸', '$‸']
    const waiting = ['‸', 'some(contact) ‸', 'some(contact, ‸', 'days(at) <= 14 ‸']
    expect(eager.map((text) => offered(rule(text)).isEager)).toEqual(eager.map(() => true))
    expect(waiting.map((text) => offered(rule(text)).isEager)).toEqual(waiting.map(() => false))
  })

  test.each<[string, string]>([
    ['a block', rule('|\n      # why\n      some(contact,\n        closeness = ‸')],
    ['a block that goes on', rule('|\n      some(contact, closeness = ‸)\n      and none(test)')],
    ['a folded block', rule('>-\n      some(contact, closeness = ‸')],
    ['a line below the key', rule('\n      some(contact, closeness = ‸')],
    ['several plain lines', rule('some(test)\n      and some(contact, closeness = ‸)')],
    ['unless', rule('some(test)\n    unless: some(contact, closeness = ‸')],
    ['a set without its other members', 'rules:\n- when: some(contact, closeness = ‸'],
    [
      'a rule below a broken one',
      rule('some(((\n  - no: 8\n    when: some(contact, closeness = ‸'),
    ],
  ])('values are found in %s', (_name, text) => {
    expect(offered(text).labels).toEqual(['"close"', '"secondary"'])
  })

  test('within the quotes of the YAML the quotes of a value are escaped', () => {
    const single = offered(rule("'some(contact, closeness = ‸'"))
    const double = offered(rule('"some(contact, closeness = \\"cl‸"'))
    const flow = offered('rules: [{ no: 1, when: "some(contact, closeness = ‸", id: x }]')
    expect(single.options[0]).toMatchObject({ label: '"close"' })
    expect(single.options[0]).not.toHaveProperty('apply')
    expect(double.options[0]).toMatchObject({ label: '"close"', apply: '\\"close\\"' })
    expect(double.replaced).toBe('\\"cl')
    expect(flow.options[0]).toMatchObject({ label: '"close"', apply: '\\"close\\"' })
  })

  test('a kind says its label in the language of the page, its fields, and is found by its other name', () => {
    const contact = (language: 'zh' | 'en') =>
      offered(rule('some(‸'), { language }).options.find(({ label }) => label === 'contact')
    expect(contact('zh')).toMatchObject({ detail: '接触史' })
    expect(contact('en')).toMatchObject({ detail: 'contact with a case' })
    expect(contact('en')?.also).toContain('接触史')
    expect(contact('en')?.info).toContain('closeness')
  })

  test('where nothing is known of the facts, the words of the language are offered still', () => {
    const change = { factTypes: undefined, names: null }
    expect(offered(rule('some(‸'), change).labels).toEqual([])
    expect(offered(rule('some(contact, ‸'), change).labels).toContain('days')
    expect(offered(rule('days(at) <= $‸'), change).labels).toEqual([])
  })

  test('no text makes it fail, wherever the cursor is', () => {
    const text = rule('|\n      some(contact, closeness = "close" and days(at) <= $contactDays)')
    for (let end = 0; end <= text.length; end++) {
      completionsAt(text.slice(0, end), end, known())
      completionsAt(text, end, known())
      completionsAt(text.slice(end), 0, known())
    }
    expect(text.length).toBeGreaterThan(100)
  })
})
