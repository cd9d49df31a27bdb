/** How long a verdict holds: between two instants that it names nothing changes, held against asking at every second around. */
import { expect, test } from 'vitest'
import { countryRules, dccs, noon, published, rulesOf } from '../../testing/country-rules.ts'
import { compileCountryRules, type CompiledCountryRules } from './compile-country-rules.ts'
import { judgeCountry, type CountryVerdict } from './judge-country.ts'

const at = (text: string): number => Date.parse(text) / 1000
const judge = (compiled: CompiledCountryRules, payload: unknown, now: number): CountryVerdict =>
  judgeCountry(compiled, { payload, now, countryOfArrival: 'XX' })
const saidBy = ({ outcome, gaps, rules }: CountryVerdict): string =>
  JSON.stringify([outcome, gaps, rules])

/** Every change that following `next` meets, from an instant on. */
const changes = (compiled: CompiledCountryRules, payload: unknown, from: number, until: number) => {
  const found: string[] = []
  let verdict = judge(compiled, payload, from)
  for (let steps = 0; verdict.next < until && steps < 1000; steps += 1) {
    const later = judge(compiled, payload, verdict.next)
    if (saidBy(later) !== saidBy(verdict))
      found.push(`${new Date(verdict.next * 1000).toISOString()} ${later.outcome}`)
    verdict = later
  }
  return found
}

/** The same by asking again and again, and by halving. */
const changesByAsking = (
  compiled: CompiledCountryRules,
  payload: unknown,
  from: number,
  until: number,
  step: number,
) => {
  const found: string[] = []
  const said = (now: number): string => saidBy(judge(compiled, payload, now))
  for (let now = from; now < until; now += step) {
    let [low, high] = [now, Math.min(now + step, until - 1)]
    if (said(low) === said(high)) continue
    while (high - low > 1) {
      const middle = Math.floor((low + high) / 2)
      if (said(middle) === said(now)) low = middle
      else high = middle
    }
    found.push(`${new Date(high * 1000).toISOString()} ${judge(compiled, payload, high).outcome}`)
  }
  return found
}

test.each(Object.entries(dccs))(
  'a %s under the standard set turns when asking finds that it turns',
  (_, payload) => {
    const compiled = compileCountryRules(countryRules())
    const [from, until] = [at('2021-07-02T03:04:05Z'), at('2022-12-31T00:00:00Z')]
    const found = changes(compiled, payload, from, until)
    expect(found).toEqual(changesByAsking(compiled, payload, from, until, 6 * 3600))
    expect(found.length).toBeGreaterThan(0)
  },
)

const clock = (amount: number, unit: string) => ({
  plusTime: [{ var: 'external.validationClock' }, amount, unit],
})
const birth = { dccDateOfBirth: [{ var: 'payload.dob' }] }

test.each([
  ['months on the clock', { 'not-after': [clock(1, 'month'), clock(30, 'day')] }],
  [
    'years on the clock',
    { 'not-before': [clock(-18, 'year'), { plusTime: [{ var: 'payload.dob' }, 0, 'day'] }] },
  ],
  ['a birth date', { after: [clock(-31, 'year'), birth] }],
  [
    'a literal',
    { before: [clock(0, 'day'), { plusTime: ['2022-02-28T10:00:00.500Z', 1, 'year'] }] },
  ],
  [
    'two limits',
    {
      before: ['2021-12-03', clock(3, 'hour'), '2021-12-09'].map((one) =>
        typeof one === 'string' ? { plusTime: [one, 0, 'day'] } : one,
      ),
    },
  ],
])('%s', (_, logic) => {
  const compiled = compileCountryRules(rulesOf(published('VR-XX-0001', logic, ['dob'])))
  const payload = { ...dccs.vaccination, dob: '1990-12' }
  const [from, until] = [at('2021-11-20T00:00:00Z'), at('2022-12-31T00:00:00Z')]
  expect(changes(compiled, payload, from, until)).toEqual(
    changesByAsking(compiled, payload, from, until, 12 * 3600),
  )
})

test('a clock that is read as a text, or compared with what is computed, may turn at any second', () => {
  const text = { '===': [{ var: 'external.validationClock' }, '2021-12-01T12:00:05Z'] }
  const computed = {
    after: [clock(0, 'day'), { plusTime: [{ if: [true, { var: 'payload.dob' }, ''] }, 0, 'day'] }],
  }
  for (const logic of [text, computed]) {
    const compiled = compileCountryRules(rulesOf(published('VR-XX-0001', logic, ['dob'])))
    expect(judge(compiled, dccs.vaccination, noon).next).toBe(noon + 1)
  }
})

test('windows of rules and of the set are turns; what reads no clock has no others', () => {
  const rule = published('VR-XX-0001', true, [], { ValidTo: '2022-01-01T00:00:00+01:00' })
  const compiled = compileCountryRules(rulesOf(rule))
  const next = (now: number): number => judge(compiled, dccs.vaccination, now).next
  expect(next(noon)).toBe(at('2021-12-31T23:00:00Z'))
  expect(next(at('2021-12-31T23:00:00Z'))).toBe(at('2023-01-01T00:00:00Z'))
  expect(next(at('2023-01-01T00:00:00Z'))).toBe(Infinity)
  expect(next(at('2021-06-01T00:00:00Z'))).toBe(at('2021-07-01T00:00:00Z'))
})
