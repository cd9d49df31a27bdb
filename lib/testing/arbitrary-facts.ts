/** What a code may state of one person over the small vocabulary: facts with blanks, coverage, and what its key may say. */
import fc from 'fast-check'
import type { Permission, StatedFact, Statement } from '../facts/fact-base.ts'
import type { Scalar } from '../rules/vocabulary.ts'
import { dusk, kinds, valueOf, vocabulary } from './arbitrary-rules.ts'

/** A fact of a kind with every field filled in. */
export function completeFact(kind: string): fc.Arbitrary<StatedFact> {
  const fields = [...(vocabulary.types.get(kind)?.fields ?? [])]
  const values = Object.fromEntries(fields.map(([name, type]) => [name, valueOf(type)]))
  return fc.record({
    // Few ids, so that facts retract each other now and then.
    id: fc.constantFrom('1', '2', '3', '4', '5', '6', '7', '8'),
    kind: fc.constant(kind),
    fields: fc.record(values),
  })
}

/** The same with some fields blank or of another type, and now and then taking back another fact. */
const anyFact = fc.constantFrom('a', 'a', 'b').chain((kind) =>
  fc
    .tuple(
      completeFact(kind),
      fc.subarray([...(vocabulary.types.get(kind)?.fields.keys() ?? [])], { maxLength: 2 }),
      fc.integer({ min: 0, max: 4 }),
      fc.oneof({ weight: 7, arbitrary: fc.constant(undefined) }, fc.constantFrom('1', '2', '9')),
    )
    .map(([fact, blank, how, retracts]): StatedFact => {
      const fields = Object.entries(fact.fields).flatMap(([name, value]): [string, Scalar][] => {
        if (how < 2 || !blank.includes(name)) return [[name, value]]
        return how < 4 ? [] : [[name, typeof value === 'string' ? 7 : 'seven']]
      })
      const stated = { ...fact, fields: Object.fromEntries(fields) }
      return retracts === undefined ? stated : { ...stated, retracts }
    }),
)

export const facts = fc.uniqueArray(anyFact, {
  minLength: 1,
  maxLength: 5,
  selector: ({ id }) => id,
})

export const coverage = fc.subarray([...kinds]).chain((covered) =>
  fc.tuple(
    ...covered.map((kind) =>
      fc.record({
        kind: fc.constant(kind),
        until: fc.integer({ min: 0, max: 100 }).map((age) => dusk - age),
      }),
    ),
  ),
)

export const everything: Permission = { states: ['*'], covers: ['*'], regions: ['*'] }

/** What a key may say: mostly all of it. */
const permission = fc.oneof(
  { weight: 5, arbitrary: fc.constant(everything) },
  fc.record({
    states: fc.constantFrom(['*'], ['*'], ['a'], ['b']),
    covers: fc.constantFrom(['*'], ['*'], ['a'], ['b']),
    regions: fc.constantFrom(['*'], ['33'], ['3301', '42'], []),
  }),
)

/** A statement by a key that may say all, or less. */
export const statement: fc.Arbitrary<Statement> = fc.record({ facts, coverage, permission })

export const onSite: fc.Arbitrary<Readonly<Record<string, number>>> = fc.constantFrom<
  Readonly<Record<string, number>>[]
>({}, { heat: 36.5 }, { heat: 38 })
