/** Expressions of every form of engine 1, well-typed or not, with odd names, units and texts: whatever the signed form can say. */
import fc from 'fast-check'
import type { Expression } from 'greengate/rules'
import { anyText } from '../../../house/any-text.ts'

const odd = fc.oneof(
  fc.constantFrom(
    '',
    'and',
    'days',
    'by',
    'unitless',
    '3a',
    'a b',
    'a`b',
    '"',
    '\\',
    '# no',
    '密接',
    '\n',
  ),
  anyText(6),
)
export const anyName = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('at', 'contact', 'closeness', 'of', 'x1', '_y') },
  { weight: 1, arbitrary: odd },
)
const number = fc.oneof(
  fc.integer({ min: -3, max: 40 }),
  fc.double({ noNaN: true, noDefaultInfinity: true }),
)
const unit = fc.oneof(
  fc.constantFrom('day', 'days', 'year', 'hour', 'second', 'Cel', 'unitless', 'mg/dL'),
  odd,
)
const value: fc.Arbitrary<Expression> = fc.oneof(
  fc.record({ value: number }),
  fc.record({ value: number, unit }),
  fc.record({ value: fc.boolean() }),
  fc.record({
    value: fc.constantFrom('2020-02-29', '2020-02-30', '2020-03-01T00:00:00Z', 'a', '7'),
  }),
  fc.record({ value: odd }),
)
const leaf: fc.Arbitrary<Expression> = fc.oneof(
  { weight: 3, arbitrary: anyName.map((field) => ({ field })) },
  anyName.map((parameter) => ({ parameter })),
  anyName.map((onSite) => ({ onSite })),
  { weight: 3, arbitrary: value },
)

/** Any expression, and well-formed values beside `days(...)` more often than chance would have them. */
export const anyExpression: fc.Arbitrary<Expression> = fc
  .letrec<{ expression: Expression }>((tie) => {
    const of = tie('expression')
    const optional = fc.option(of, { nil: undefined })
    const whole = ({ where, ...rest }: { readonly where: Expression | undefined }): Expression =>
      (where === undefined ? rest : { ...rest, where }) as Expression
    const kind = anyName
    const days = fc.record({ op: fc.constantFrom('days' as const, 'years' as const), of })
    const op = fc.constantFrom('==', '!=', '<', '<=', '>', '>=')
    const chain = fc.constantFrom('and' as const, 'or' as const)
    return {
      expression: fc.oneof(
        { depthSize: 'small', withCrossShrink: true },
        { weight: 2, arbitrary: leaf },
        {
          weight: 3,
          arbitrary: fc.record({ op: chain, of: fc.array(of, { minLength: 2, maxLength: 4 }) }),
        },
        fc.record({ op: fc.constant('not'), of }),
        { weight: 2, arbitrary: fc.record({ op, left: of, right: of }) },
        fc.record({ op, left: days, right: value }),
        fc.record({ op, left: value, right: days }),
        fc.record({ op: fc.constant('in'), left: of, set: anyName }),
        fc.record({ op: fc.constantFrom('days', 'years', 'elapsed'), of }),
        {
          weight: 2,
          arbitrary: fc
            .record({
              op: fc.constantFrom('some', 'every', 'none', 'count'),
              kind,
              where: optional,
            })
            .map(whole),
        },
        fc.record({ op: fc.constant('countDays'), kind, by: anyName, where: optional }).map(whole),
        fc
          .record({
            op: fc.constantFrom('latest', 'earliest'),
            kind,
            by: anyName,
            field: anyName,
            where: optional,
          })
          .map(whole),
      ),
    }
  })
  .expression.map((expression) => structuredClone(expression))
