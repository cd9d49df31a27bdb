/** Tests of explaining: it decides as verify does, and says of every rule what made or did not make the outcome. */
import fc from 'fast-check'
import { beforeAll, expect, test } from 'vitest'
import { acceptBundle } from './bundle/accept-bundle.ts'
import type { Bundle } from './bundle/bundle.ts'
import type { Claims } from './credential/claims.ts'
import { explain } from './explain.ts'
import type { RuleSet } from './rules/rule-set.ts'
import { keyNamed } from './testing/keys.ts'
import { publishBytes } from './testing/publisher.ts'
import {
  at,
  clock,
  goodClaims,
  goodContext,
  hour,
  issueCode,
  pinned,
  publication,
  ruleSet,
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

/** The world with an emergency set beside its rules: whoever had a contact at all is stopped. */
const alarmed = async (members: Partial<RuleSet> = {}): Promise<Bundle> => {
  const reason = { zh: '紧急', en: 'emergency' }
  const value = ruleSet({
    id: 'emergency.test',
    effective: { from: at(-hour), until: at(71 * hour) },
    rules: [
      { no: 3, id: 'contact', outcome: 'stop', when: { op: 'some', kind: 'contact' }, reason },
      { no: 4, id: 'tested', outcome: 'check', when: { op: 'some', kind: 'test' }, reason },
    ],
    ...members,
  })
  const first = await publication()
  const keys = [keyNamed('rules 1'), keyNamed('rules 2')]
  const alarm = { name: 'emergency/emergency.test/1', value, keys, signedAt: first.signedAt - hour }
  const bytes = await publishBytes({ ...first, members: [...first.members, alarm] })
  return acceptBundle(await pinned(), bytes, clock)
}

test('a decision that an emergency rule made worse names its set, its version and the rule, and why', async () => {
  const old = { ...contact, fields: { at: at(-30 * 24 * hour) } }
  const text = await issueCode({ ...goodClaims, facts: [...goodClaims.facts!, old] })
  const options = { bundle: await alarmed(), now: clock, context: goodContext }
  const { decision, rules, emergencies } = await explain(text, options)
  expect(decision).toEqual(await verify(text, options))
  expect(decision.outcome).toBe('stop')
  // The set in force would have granted it: that made nothing.
  expect(rules.map(({ no, value, decided }) => [no, value, decided])).toEqual([
    [1, 'true', false],
    [5, 'false', false],
    [7, 'false', false],
  ])
  const [alarm] = emergencies
  expect(alarm!.ruleSet).toMatchObject({ id: 'emergency.test', version: 1, until: at(71 * hour) })
  expect(alarm!.rules.map(({ no, value, decided }) => [no, value, decided])).toEqual([
    [3, 'true', true],
    [4, 'true', false],
  ])
  expect(alarm!.rules[0]!.parts[0]).toMatchObject({ at: 'when', form: 'some', name: 'contact' })
  expect(alarm!.rules[0]!.parts[0]!.facts!.map(({ id }) => id)).toEqual(['c1'])
})

test('of a code without facts an emergency set is explained with everything unknown', async () => {
  const { facts: _, covers: __, ...claims } = goodClaims
  const assessment: Claims['assessment'] = {
    ...{ ruleSet: setId, version: 1, rule: 1, outcome: 'pass' },
    ...{ assessedAt: at(-hour), holdsUntil: claims.validUntil },
  }
  const text = await issueCode({ ...claims, assessment })
  const options = { bundle: await alarmed(), now: clock, context: goodContext }
  const { decision, rules, emergencies } = await explain(text, options)
  expect([decision.outcome, rules]).toEqual(['check', []])
  expect(emergencies[0]!.rules.map(({ value }) => value)).toEqual(['unknown', 'unknown'])
})

test('an emergency set that cannot be run here is named without its rules', async () => {
  const options = { bundle: await alarmed({ engine: 99 }), now: clock, context: goodContext }
  const { decision, emergencies } = await explain(await issueCode(), options)
  expect(decision.reasons.map(({ code }) => code)).toContain('engine-too-old')
  expect(emergencies).toEqual([
    {
      ruleSet: { id: 'emergency.test', version: 1, title: null, until: at(71 * hour) },
      rules: [],
    },
  ])
})
