/** rules/text.json: text, enumerations, truth values, dates, instants and regions compared (rules.md 2). */
import type { VectorFile } from '../hand/vector-file.ts'
import { compare, earliest, field, isIn, latest, some, value } from '../hand/rule-set.ts'
import type { Fact } from '../hand/claims.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact } from '../world/people.ts'
import { condition, type Asked, type RuleGroup } from '../world/rule-case.ts'

const tested = (fields: Fact['fields']): Asked => ({
  facts: [fact('t1', 'test', fields)],
  covers: ['test'],
})
const stayed = (fields: Fact['fields']): Asked => ({
  facts: [fact('s1', 'stay', fields)],
  covers: ['stay'],
})
const met = (fields: Fact['fields']): Asked => ({
  facts: [fact('c1', 'contact', fields)],
  covers: ['contact'],
})
const checkin = (fields: Fact['fields']): Asked => ({
  facts: [fact('k1', 'checkin', fields)],
  covers: ['checkin'],
})

const others: readonly RuleGroup[] = [
  condition(
    'text',
    some('test', compare(field('method'), '==', value('pcr'))),
    ['test'],
    [
      ['same', 'true', tested({ method: 'pcr' }), 'the same text'],
      ['case', 'false', tested({ method: 'PCR' }), 'case counts'],
      ['wrong-type', 'unknown', tested({ method: 1 }), 'a number in a text field'],
      ['blank', 'unknown', tested({}), 'the field is blank'],
    ],
  ),
  condition(
    'enumeration',
    some('test', compare(field('result'), '!=', value('negative'))),
    ['test'],
    [
      ['other', 'true', tested({ result: 'positive' }), 'the other value'],
      ['same', 'false', tested({ result: 'negative' }), 'the same value'],
      ['not-listed', 'unknown', tested({ result: 'maybe' }), 'a value that its type does not list'],
      ['blank', 'unknown', tested({}), 'the field is blank'],
    ],
  ),
  condition(
    'truth',
    some('contact', compare(field('confirmed'), '==', value(true))),
    ['contact'],
    [
      ['same', 'true', met({ confirmed: true }), 'true'],
      ['other', 'false', met({ confirmed: false }), 'false'],
      ['text', 'unknown', met({ confirmed: 'true' }), 'text in a truth field'],
    ],
  ),
  condition(
    'field-alone',
    some('contact', field('confirmed')),
    ['contact'],
    [
      ['true', 'true', met({ confirmed: true }), 'a truth field is a condition'],
      ['false', 'false', met({ confirmed: false }), 'a truth field is a condition'],
      ['blank', 'unknown', met({}), 'the field is blank'],
    ],
  ),
  condition(
    'dates',
    some('stay', compare(field('from'), '<', field('until'))),
    ['stay'],
    [
      ['before', 'true', stayed({ from: '2026-02-27', until: '2026-02-28' }), 'a night'],
      ['same', 'false', stayed({ from: '2026-02-28', until: '2026-02-28' }), 'one day'],
      [
        'instant',
        'unknown',
        stayed({ from: '2026-02-27', until: '2026-02-28T00:00:00Z' }),
        'an instant is not a date',
      ],
    ],
  ),
  condition(
    'dates-equal',
    some('stay', compare(field('from'), '==', field('until'))),
    ['stay'],
    [
      ['same', 'true', stayed({ from: '2026-02-28', until: '2026-02-28' }), 'one day'],
      ['other', 'false', stayed({ from: '2026-02-27', until: '2026-02-28' }), 'two days'],
      ['blank', 'unknown', stayed({ from: '2026-02-27' }), 'one is blank'],
    ],
  ),
  condition(
    'instants',
    some('checkin', compare(field('at'), '<=', field('left'))),
    ['checkin'],
    [
      [
        'before',
        'true',
        checkin({ at: '2026-03-01T00:00:00Z', left: '2026-03-01T00:00:01Z' }),
        'a second',
      ],
      [
        'after',
        'false',
        checkin({ at: '2026-03-01T00:00:01Z', left: '2026-03-01T00:00:00Z' }),
        'left before it came',
      ],
      [
        'date',
        'unknown',
        checkin({ at: '2026-03-01', left: '2026-03-01T00:00:00Z' }),
        'a date is not an instant',
      ],
    ],
  ),
  condition(
    'literal-instant',
    some('test', compare(field('at'), '>=', value('2026-03-01T00:00:00Z'))),
    ['test'],
    [
      ['same', 'true', tested({ at: '2026-03-01T00:00:00Z' }), 'the very second'],
      ['before', 'false', tested({ at: '2026-02-28T23:59:59Z' }), 'a second before'],
      ['blank', 'unknown', tested({}), 'the field is blank'],
    ],
  ),
  condition(
    'literal-date',
    some('stay', compare(field('until'), '<', value('2026-03-01'))),
    ['stay'],
    [
      ['before', 'true', stayed({ until: '2026-02-28' }), 'the day before'],
      ['same', 'false', stayed({ until: '2026-03-01' }), 'the same day'],
      ['instant', 'unknown', stayed({ until: '2026-02-28T00:00:00Z' }), 'an instant is no date'],
    ],
  ),
  condition(
    'instants-of-two-kinds',
    compare(latest('test', 'at', 'at'), '>', earliest('contact', 'at', 'at')),
    ['contact', 'test'],
    [
      [
        'after',
        'true',
        {
          facts: [
            fact('t1', 'test', { at: '2026-03-01T00:00:00Z' }),
            fact('c1', 'contact', { at: '2026-02-20T00:00:00Z' }),
          ],
          covers: ['contact', 'test'],
        },
        'tested after the contact',
      ],
      [
        'before',
        'false',
        {
          facts: [
            fact('t1', 'test', { at: '2026-02-10T00:00:00Z' }),
            fact('c1', 'contact', { at: '2026-02-20T00:00:00Z' }),
          ],
          covers: ['contact', 'test'],
        },
        'tested before the contact',
      ],
      [
        'one-missing',
        'unknown',
        {
          facts: [fact('t1', 'test', { at: '2026-02-10T00:00:00Z' })],
          covers: ['contact', 'test'],
        },
        'no contact: nothing to compare with',
      ],
    ],
  ),
  condition(
    'region',
    some('stay', compare(field('region'), '==', value('3301'))),
    ['stay'],
    [
      ['same', 'true', stayed({ region: '3301' }), 'the same region'],
      ['within', 'false', stayed({ region: '330106' }), 'equal is equal: a part of it is not it'],
      ['blank', 'unknown', stayed({}), 'the field is blank'],
    ],
  ),
  condition(
    'in-regions',
    some('stay', isIn(field('region'), 'risk')),
    ['stay'],
    [
      ['within', 'true', stayed({ region: '440106' }), 'it starts with 4401'],
      ['itself', 'true', stayed({ region: '4401' }), 'it is 4401'],
      ['wider', 'false', stayed({ region: '44' }), '44 is wider than 4401'],
      ['elsewhere', 'false', stayed({ region: '330106' }), 'it starts with neither'],
      ['blank', 'unknown', stayed({}), 'the field is blank'],
    ],
    { valueSets: { risk: ['81', '4401'] } },
  ),
  condition(
    'in-text',
    some('test', isIn(field('method'), 'methods')),
    ['test'],
    [
      ['member', 'true', tested({ method: 'pcr' }), 'one of them'],
      ['start', 'false', tested({ method: 'pcr-2' }), 'text must be equal'],
      ['other', 'false', tested({ method: 'antigen' }), 'none of them'],
      ['blank', 'unknown', tested({}), 'the field is blank'],
    ],
    { valueSets: { methods: ['lamp', 'pcr'] } },
  ),
  condition(
    'in-enumeration',
    some('test', isIn(field('result'), 'bad')),
    ['test'],
    [
      ['member', 'true', tested({ result: 'positive' }), 'one of them'],
      ['other', 'false', tested({ result: 'negative' }), 'none of them'],
      ['not-listed', 'unknown', tested({ result: 'maybe' }), 'a value that its type does not list'],
    ],
    { valueSets: { bad: ['positive'] } },
  ),
]

export const rulesText: VectorFile = {
  path: 'rules/text.json',
  prefix: 'engine',
  schema: 'rules',
  about:
    'Text, enumerations, truth values, dates, instants, regions and value sets (rules.md 2), each true, false and unknown. Rule 1 stops under the condition, rule 2 always passes.',
  shared: { factTypes },
  groups: others,
}
