/** Claims of every kind that a code can carry, small enough to fit into one. */
import fc from 'fast-check'
import type { Assessment, Claims, Fact, FieldValue } from '../credential/claims.ts'
import { parsePublicJwk } from '../crypto/jwk.ts'
import { formatDate, formatInstant } from '../encoding/instant.ts'
import { keyNamed } from './keys.ts'

const lastSecond = 7_258_118_399

/** 1 to 64 bytes of UTF-8. */
const name = fc
  .oneof(
    fc.string({ minLength: 1, maxLength: 12 }),
    fc.string({ unit: 'grapheme', minLength: 1, maxLength: 4 }),
    fc.constantFrom('__proto__', 'constructor', '王*', 'x'.repeat(64), '水'.repeat(21)),
  )
  .filter((text) => Buffer.byteLength(text) <= 64 && text !== '')

const instant = fc.integer({ min: 0, max: lastSecond }).map(formatInstant)
const date = fc.integer({ min: -25_567, max: 84_005 }).map(formatDate)
const decimal = fc
  .tuple(fc.integer({ min: -99_999_999, max: 99_999_999 }), fc.integer({ min: 1, max: 6 }))
  .map(([mantissa, decimals]) => Number(`${String(mantissa)}e-${String(decimals)}`))
  // JSON has one zero.
  .map((number) => (number === 0 ? 0 : number))
  .filter((number) => !/e/.test(String(number)))

/** Any value of a fact's field. */
export const fieldValue: fc.Arbitrary<FieldValue> = fc.oneof(
  instant,
  date,
  decimal,
  fc.maxSafeInteger(),
  fc.boolean(),
  fc.string({ maxLength: 12 }),
  fc.string({ unit: 'grapheme', maxLength: 6 }),
)

const fact: fc.Arbitrary<Fact> = fc.record(
  {
    id: name,
    kind: name,
    source: name,
    recordedAt: instant,
    fields: fc
      .uniqueArray(fc.tuple(name, fieldValue), { maxLength: 4, selector: ([field]) => field })
      .map((pairs) => Object.fromEntries(pairs)),
    retracts: name,
  },
  { requiredKeys: ['id', 'kind', 'source', 'recordedAt', 'fields'] },
)

const jwk = fc.constantFrom(keyNamed('holder'), keyNamed('holder', 'ESP256')).map(parsePublicJwk)

const assessmentAt = (issuedAt: number): fc.Arbitrary<Assessment> =>
  fc
    .record(
      {
        outcome: fc.constantFrom('pass', 'check', 'stop'),
        ruleSet: name,
        version: fc.integer({ min: 1, max: 2 ** 40 }),
        rule: fc.nat(2 ** 40),
        assessedAt: fc.integer({ min: 0, max: issuedAt }).map(formatInstant),
      },
      { requiredKeys: ['outcome', 'version', 'assessedAt', 'rule'] },
    )
    .map(({ rule, ...rest }) =>
      rest.outcome === 'pass' && rule % 2 === 0 ? rest : { ...rest, rule },
    )

/** Claims that `issue` takes; some of them are too long for one code. */
export const claims: fc.Arbitrary<Claims> = fc
  .tuple(fc.integer({ min: 0, max: lastSecond - 90_000 }), fc.integer({ min: 1, max: 80_000 }))
  .chain(([issuedAt, life]) =>
    fc.record(
      {
        issuer: name,
        class: fc.constantFrom('app', 'paper'),
        issuedAt: fc.constant(formatInstant(issuedAt)),
        validFrom: instant,
        validUntil: fc.constant(formatInstant(issuedAt + life)),
        subject: fc.oneof(
          fc.record({ maskedName: name }),
          fc.record({ lastFour: fc.stringMatching(/^[0-9A-Z]{4}$/) }),
        ),
        statusIndex: fc.nat(2 ** 40),
        assessment: assessmentAt(issuedAt),
        covers: fc.uniqueArray(
          fc.record({
            kind: name,
            until: fc.integer({ min: 0, max: issuedAt }).map(formatInstant),
          }),
          { maxLength: 3, selector: ({ kind }) => kind },
        ),
        facts: fc.uniqueArray(fact, { maxLength: 3, selector: ({ id }) => id }),
        holderKey: jwk,
      },
      { requiredKeys: ['issuer', 'class', 'issuedAt', 'validUntil', 'facts'] },
    ),
  )
