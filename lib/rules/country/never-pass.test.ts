/** Country rules fail closed: whatever is taken away from a DCC or from a set, nothing begins to pass for it. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { countryRules, dccs, noon, standardRules } from '../../testing/country-rules.ts'
import { compileCountryRules } from './compile-country-rules.ts'
import { judgeCountry } from './judge-country.ts'

type Members = Record<string, unknown>
type Judged = (payload: unknown) => string

const judging = (set: unknown, now = noon): Judged => {
  const compiled = compileCountryRules(set)
  return (payload) => judgeCountry(compiled, { payload, now, countryOfArrival: 'XX' }).outcome
}
const outcomeOf = judging(countryRules())
const dcc = fc.constantFrom(...Object.values(dccs))
const copy = (value: unknown): Members => structuredClone(value) as Members

/** Every member of every entry, as [list, place, name]. */
const membersOf = (payload: Members): readonly (readonly [Members, string])[] =>
  ['v', 't', 'r']
    .flatMap((list) => (payload[list] ?? []) as Members[])
    .concat(payload)
    .flatMap((entry) =>
      Object.keys(entry)
        .filter((name) => !['v', 't', 'r'].includes(name))
        .map((name) => [entry, name] as const),
    )

const blank = (value: unknown) => (entry: Members, name: string) => {
  entry[name] = value
}
const remove = (entry: Members, name: string): void => {
  Reflect.deleteProperty(entry, name)
}
const losses = [remove, blank(null), blank(''), blank(undefined)]

test('no DCC that loses a field that a rule affects passes', () => {
  let lost = 0
  for (const good of Object.values(dccs)) {
    expect(outcomeOf(good)).toBe('pass')
    const kinds = { v: 'Vaccination', t: 'Test', r: 'Recovery' } as const
    const kind = kinds[(['v', 't', 'r'] as const).find((list) => list in good)!]
    const fields = standardRules
      .filter(({ rule }) => ['General', kind].includes(rule.CertificateType))
      .flatMap(({ rule }) => rule.AffectedFields)
      .map((path) => path.split('.'))
    for (const [list, place, name] of fields)
      for (const lose of losses) {
        const payload = copy(good)
        const entry = (payload[list!] as Members[] | undefined)?.[Number(place)]
        // A rule may speak of what this DCC has not: another list, a second entry, the device of a laboratory's test.
        if (entry === undefined || name === undefined || !(name in entry)) continue
        lose(entry, name)
        expect([list, name, outcomeOf(payload)]).toEqual([list, name, 'check'])
        lost += 1
      }
  }
  expect(lost).toBeGreaterThan(40)
})

const mutated = fc
  .tuple(dcc, fc.array(fc.tuple(fc.nat(), fc.nat(3)), { minLength: 1, maxLength: 4 }))
  .map(([good, changes]) => {
    const payload = copy(good)
    for (const [member, loss] of changes) {
      const members = membersOf(payload)
      const [entry, name] = members[member % members.length]!
      losses[loss]!(entry, name)
    }
    return payload
  })
const value = fc.oneof(fc.jsonValue(), fc.constantFrom('2021-09-99', '2021-11-30', 0, 1, 2, '1232'))

test('losing fields never turns another outcome into pass', () => {
  const doses = fc.record({
    dn: fc.nat(3),
    sd: fc.nat(3),
    dt: fc.constantFrom('2021-08-07', '2019-01-01'),
  })
  fc.assert(
    fc.property(dcc, doses, fc.nat(), fc.nat(3), (good, dose, member, loss) => {
      const payload = copy(good)
      Object.assign(((payload['v'] as Members[] | undefined) ?? [])[0] ?? {}, dose)
      const before = outcomeOf(payload)
      const members = membersOf(payload)
      const [entry, name] = members[member % members.length]!
      losses[loss]!(entry, name)
      if (before !== 'pass') expect(outcomeOf(payload)).not.toBe('pass')
    }),
    { numRuns: 3000 },
  )
})

test('whatever stands in place of fields, judging gives an outcome and throws nothing', () => {
  const outcomes = new Set<string>()
  const strange = fc.tuple(mutated, fc.nat(), value).map(([payload, member, put]) => {
    const members = [
      ...membersOf(payload),
      ...['v', 't', 'r'].map((list) => [payload, list] as const),
    ]
    const [entry, name] = members[member % members.length]!
    entry[name] = put
    return payload
  })
  fc.assert(
    fc.property(fc.oneof(strange, fc.jsonValue()), (payload) => {
      outcomes.add(outcomeOf(payload))
    }),
    { numRuns: 5000 },
  )
  expect(outcomes).toContain('check')
  expect([...outcomes].every((outcome) => ['pass', 'check', 'stop'].includes(outcome))).toBe(true)
})

test('of any part of the rules, only one with an acceptance rule for the kind passes anything', () => {
  fc.assert(
    fc.property(fc.subarray([...standardRules], { minLength: 1 }), dcc, (rules, payload) => {
      const verdict = judgeCountry(compileCountryRules(countryRules({ rules })), {
        payload,
        now: noon,
        countryOfArrival: 'XX',
      })
      const isAccepted = rules.some(({ rule }) => rule.CertificateType === verdict.kinds[0])
      expect(verdict.outcome).toBe(isAccepted ? 'pass' : 'check')
    }),
  )
})

test('a set without rules is refused before anything could pass under it', () => {
  expect(() => compileCountryRules(countryRules({ rules: [] }))).toThrow()
})
