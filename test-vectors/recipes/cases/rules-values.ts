/** rules/values.json: literals, parameters, numbers and measurements compared (rules.md 2). */
import type { VectorFile } from '../hand/vector-file.ts'
import { compare, field, onSite, parameter, some, value } from '../hand/rule-set.ts'
import type { Fact } from '../hand/claims.ts'
import { factTypes } from '../world/fact-types.ts'
import { fact } from '../world/people.ts'
import { condition, type Asked, type RuleGroup } from '../world/rule-case.ts'

const dose = (fields: Fact['fields']): Asked => ({
  facts: [fact('v1', 'vaccination', fields)],
  covers: ['vaccination'],
})
const measured = (celsius: number): Asked => ({ onSite: { temperature: celsius } })

/** Is the dose … 3? */
const doses = (op: string) => some('vaccination', compare(field('dose'), op, value(3)))
const blank = ['blank', 'unknown', dose({ product: 'x' }), 'the field is blank'] as const

const numbers: readonly RuleGroup[] = [
  condition('literal', value(true), [], [['true', 'true', {}, 'true is true']]),
  condition('literal-not', value(false), [], [['false', 'false', {}, 'false is false']]),
  condition(
    'less',
    doses('<'),
    ['vaccination'],
    [
      ['below', 'true', dose({ dose: 2 }), '2 < 3'],
      ['equal', 'false', dose({ dose: 3 }), '3 < 3'],
      ['above', 'false', dose({ dose: 4 }), '4 < 3'],
      blank,
    ],
  ),
  condition(
    'less-or-equal',
    doses('<='),
    ['vaccination'],
    [
      ['below', 'true', dose({ dose: 2 }), '2 <= 3'],
      ['equal', 'true', dose({ dose: 3 }), '3 <= 3'],
      ['above', 'false', dose({ dose: 4 }), '4 <= 3'],
      blank,
    ],
  ),
  condition(
    'greater',
    doses('>'),
    ['vaccination'],
    [
      ['below', 'false', dose({ dose: 2 }), '2 > 3'],
      ['equal', 'false', dose({ dose: 3 }), '3 > 3'],
      ['above', 'true', dose({ dose: 4 }), '4 > 3'],
      blank,
    ],
  ),
  condition(
    'greater-or-equal',
    doses('>='),
    ['vaccination'],
    [
      ['below', 'false', dose({ dose: 2 }), '2 >= 3'],
      ['equal', 'true', dose({ dose: 3 }), '3 >= 3'],
      ['above', 'true', dose({ dose: 4 }), '4 >= 3'],
      blank,
    ],
  ),
  condition(
    'equal',
    doses('=='),
    ['vaccination'],
    [
      ['same', 'true', dose({ dose: 3 }), '3 == 3'],
      ['other', 'false', dose({ dose: 2 }), '2 == 3'],
      ['wrong-type', 'unknown', dose({ dose: '3' }), 'text in an integer field'],
      ['fraction', 'unknown', dose({ dose: 3.5 }), 'a fraction in an integer field'],
      ['truth', 'unknown', dose({ dose: true }), 'a truth value in an integer field'],
      blank,
    ],
  ),
  condition(
    'not-equal',
    doses('!='),
    ['vaccination'],
    [
      ['same', 'false', dose({ dose: 3 }), '3 != 3'],
      ['other', 'true', dose({ dose: 2 }), '2 != 3'],
      ['blank', 'unknown', dose({ product: 'x' }), 'unknown is not another number'],
    ],
  ),
  condition(
    'two-fields',
    some('vaccination', compare(field('dose'), '>=', field('of'))),
    ['vaccination'],
    [
      ['complete', 'true', dose({ dose: 2, of: 2 }), 'two of two'],
      ['begun', 'false', dose({ dose: 1, of: 2 }), 'one of two'],
      ['half-blank', 'unknown', dose({ dose: 2 }), 'of how many?'],
    ],
  ),
  condition(
    'parameter',
    some('vaccination', compare(field('dose'), '>=', parameter('doses'))),
    ['vaccination'],
    [
      ['reached', 'true', dose({ dose: 2 }), 'the parameter says 2'],
      ['not-reached', 'false', dose({ dose: 1 }), 'the parameter says 2'],
      ['blank', 'unknown', dose({}), 'a fact without fields'],
    ],
    { parameters: { doses: { value: 2 } } },
  ),
  condition(
    'on-site',
    compare(onSite('temperature'), '>=', value(37.3, 'Cel')),
    ['temperature'],
    [
      ['above', 'true', measured(38), 'a whole number for a decimal'],
      ['equal', 'true', measured(37.3), 'exactly'],
      ['below', 'false', measured(37.2), 'a tenth below'],
      ['not-measured', 'unknown', {}, 'nobody measured'],
    ],
  ),
  condition(
    'on-site-integer',
    compare(onSite('oxygen'), '<', value(92, '%')),
    ['oxygen'],
    [
      ['below', 'true', { onSite: { oxygen: 91 } }, 'below'],
      ['equal', 'false', { onSite: { oxygen: 92 } }, 'equal'],
      ['not-measured', 'unknown', { onSite: { temperature: 36.5 } }, 'something else was measured'],
    ],
  ),
  condition(
    'decimal',
    some('temperature', compare(field('celsius'), '<', value(37.3, 'Cel'))),
    ['temperature'],
    [
      [
        'below',
        'true',
        { facts: [fact('m1', 'temperature', { celsius: 36.6 })], covers: ['temperature'] },
        '36.6',
      ],
      [
        'whole',
        'true',
        { facts: [fact('m1', 'temperature', { celsius: 37 })], covers: ['temperature'] },
        'a decimal may be a whole number',
      ],
      [
        'equal',
        'false',
        { facts: [fact('m1', 'temperature', { celsius: 37.3 })], covers: ['temperature'] },
        '37.3',
      ],
      [
        'text',
        'unknown',
        { facts: [fact('m1', 'temperature', { celsius: '36.6' })], covers: ['temperature'] },
        'text in a decimal field',
      ],
    ],
  ),
]

export const rulesValues: VectorFile = {
  path: 'rules/values.json',
  prefix: 'engine',
  schema: 'rules',
  about:
    'Literals, parameters, numbers and measurements (rules.md 2), each true, false and unknown. Rule 1 stops under the condition, rule 2 always passes.',
  shared: { factTypes },
  groups: numbers,
}
