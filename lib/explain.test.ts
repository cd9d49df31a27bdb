/** Tests of explaining: it decides as verify does, and says of every rule what made or did not make the outcome. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import type { Bundle } from './bundle/bundle.ts'
import { explain } from './explain.ts'
import {
  at,
  clock,
  goodClaims,
  goodContext,
  hour,
  issueCode,
  setId,
  worldBundle,
} from './testing/world.ts'
import { verify } from './verify.ts'

let bundle: Bundle
beforeAll(async () => {
  bundle = await worldBundle()
})

const contact = {
  id: 'c1',
  kind: 'contact',
  source: 'office',
  recordedAt: at(-hour),
  fields: { at: at(-30 * hour) },
}

test('every rule is told, in the order of its number, with its value and whether it decided', async () => {
  const text = await issueCode({ ...goodClaims, facts: [...goodClaims.facts!, contact] })
  const context = { ...goodContext, onSite: {} }
  const { decision, rules, ruleSet } = await explain(text, { bundle, now: clock, context })
  expect(ruleSet).toMatchObject({ id: setId, version: 1, until: at(60 * 24 * hour) })
  expect(rules.map(({ no, value, decided, reads }) => [no, value, decided, reads])).toEqual([
    [1, 'true', false, ['contact', 'test']],
    [5, 'unknown', false, ['temperature']],
    [7, 'true', true, ['contact']],
  ])
  expect(decision.outcome).toBe('stop')
})

test('a rule is taken apart down to the fact and the comparison, with words in two languages', async () => {
  const text = await issueCode({ ...goodClaims, facts: [...goodClaims.facts!, contact] })
  const context = { ...goodContext, onSite: {} }
  const { rules } = await explain(text, { bundle, now: clock, context })
  const [clear, fever, close] = rules
  expect(close!.origin).toEqual({ id: setId, version: 1 })
  expect(clear!.parts.map(({ at: path, form, covered }) => [path, form, covered])).toEqual([
    ['requires[0]', 'requires', true],
    ['when', 'some', true],
  ])
  const [when] = close!.parts
  expect(when).toMatchObject({ at: 'when', form: 'some', name: 'contact', value: true })
  expect(when!.words.en).toBe('there is a contact where days since at is at most 14 days')
  expect(when!.words.zh).toBe('有contact：距at的天数不超过14天')
  const where = when!.facts![0]!.where!
  expect([when!.facts![0]!.id, where.at, where.form, where.value]).toEqual([
    'c1',
    'when.where',
    '<=',
    true,
  ])
  expect(where.parts.map(({ form, value, unit }) => [form, value, unit])).toEqual([
    ['days', 1, 'day'],
    ['parameter', 14, 'day'],
  ])
  expect(where.parts[0]!.parts).toMatchObject([
    { at: 'when.where.left.of', form: 'field', name: 'at', value: at(-30 * hour) },
  ])
  expect(fever!.parts[0]).toMatchObject({
    value: null,
    parts: [{ form: 'onSite', value: null }, {}],
  })
})

test('what decided is what the decision names, and the decision is that of verify', async () => {
  const seconds = fc.integer({ min: -40 * 24 * hour, max: 0 })
  const rounds = fc.asyncProperty(
    fc.option(seconds, { nil: undefined, freq: 2 }),
    seconds,
    fc.constantFrom(36.6, 38, NaN),
    async (met, tested, temperature) => {
      const taken = {
        ...goodClaims.facts![0]!,
        fields: { result: 'negative', takenAt: at(tested) },
      }
      const facts = met === undefined ? [taken] : [taken, { ...contact, fields: { at: at(met) } }]
      const text = await issueCode({ ...goodClaims, facts })
      const options = { bundle, now: clock, context: { ...goodContext, onSite: { temperature } } }
      const { decision, rules } = await explain(text, options)
      expect(decision).toEqual(await verify(text, options))
      const named = decision.reasons.flatMap((reason) => ('rule' in reason ? [reason.rule.no] : []))
      expect(rules.filter(({ decided }) => decided).map(({ no }) => no)).toEqual(named)
      for (const { decided, value } of rules) if (decided) expect(value).toBe('true')
    },
  )
  await fc.assert(rounds, { numRuns: 150 })
})

test.each([
  ['no code', 'https://example.org/'],
  ['a damaged code', 'GG1:'],
])('where rules are not reached, as with %s, none is told', async (_name, text) => {
  const { rules, ruleSet } = await explain(text, { bundle, now: clock, context: goodContext })
  expect([rules, ruleSet]).toEqual([[], null])
})
