/** Rule sets as JSON, with every member, odd texts and odd names: whatever YAML must be able to carry. */
import fc from 'fast-check'
import { anyText } from '../../../house/any-text.ts'
import { anyExpression, anyName } from './arbitrary-expression.ts'

const text = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom('Health code', '健康码', 'cn-33*', 'P14D', '4201') },
  fc.constantFrom('', '~', 'null', 'true', '- a', 'a: b', 'a # b', '&a', '*', '!x', '%', '@', '`'),
  fc.constantFrom(
    '1e3',
    '0x1F',
    '2020-03-01',
    "it's",
    '"',
    '\\',
    ' a ',
    'a\nb',
    '\n',
    'a\n\n',
    '\t',
  ),
  fc.constantFrom(
    'a\n b\n',
    '  a\nb',
    '{',
    '[',
    ',',
    '#',
    '|',
    '>',
    '?',
    '? a',
    ': ',
    '---',
    '...',
  ),
  fc.string({ unit: 'grapheme', maxLength: 12 }),
  anyText(5),
)
const number = fc.oneof(fc.integer(), fc.double({ noNaN: true, noDefaultInfinity: true }))
const words = fc.record({ zh: text, en: text })
const named = <T>(value: fc.Arbitrary<T>): fc.Arbitrary<Record<string, T>> =>
  fc
    .array(fc.tuple(fc.oneof(anyName, text), value), { maxLength: 4 })
    .map((entries) => Object.fromEntries(entries))

const rule = fc.record(
  {
    no: fc.nat(),
    id: text,
    outcome: fc.constantFrom('pass', 'check', 'stop'),
    requires: fc.array(fc.record({ kind: text, maxAge: text }), { maxLength: 2 }),
    when: anyExpression,
    unless: anyExpression,
    reason: words,
  },
  { requiredKeys: ['no', 'id', 'outcome', 'when', 'reason'] },
)

/** A set of up to four rules. */
export const anyWrittenSet: fc.Arbitrary<unknown> = fc
  .record(
    {
      id: text,
      version: fc.nat(),
      engine: fc.constant(1),
      title: words,
      effective: fc.record({ from: text, until: text }),
      zone: fc.record({
        id: text,
        tzdata: text,
        offsets: fc.array(fc.tuple(fc.integer(), fc.integer()), { maxLength: 12 }),
      }),
      extends: fc.record({ id: text, version: fc.nat(), sha256: text }),
      change: fc.record({ type: text, how: text, basis: fc.array(text, { maxLength: 3 }) }),
      accepts: fc.record({
        assessments: fc.array(
          fc.record({ issuer: text, set: text, minVersion: named(fc.nat()), maxAge: text }),
          { maxLength: 2 },
        ),
      }),
      parameters: named(fc.record({ value: number, unit: text }, { requiredKeys: ['value'] })),
      valueSets: named(fc.array(text, { maxLength: 20 })),
      colours: fc.record({ pass: text, check: text, stop: text }),
      rules: fc.array(rule, { maxLength: 4 }),
      otherwise: text,
    },
    { requiredKeys: ['id', 'rules'] },
  )
  .map((set) => structuredClone(set))
