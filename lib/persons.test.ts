/** Tests of several codes of one person, and of their card: judged as one only where that is proven. */
import { beforeAll, expect, test } from 'vitest'
import type { Bundle } from './bundle/bundle.ts'
import { acceptBundle } from './bundle/accept-bundle.ts'
import { explain } from './explain.ts'
import type { StatedFact } from './facts/fact-base.ts'
import type { Card, Context } from './judge/context.ts'
import { presentationId } from './credential/presentation-id.ts'
import { presentationIds } from './presentation-ids.ts'
import type { Rule } from './rules/rule-set.ts'
import { shadowDecision } from './shadow.ts'
import { keyNamed } from './testing/keys.ts'
import { publishBytes } from './testing/publisher.ts'
import { toyFormat, toyText } from './testing/toy-format.ts'
import {
  at,
  clock,
  day,
  goodClaims,
  issueCode,
  pinned,
  publication,
  ruleSet,
  setId,
} from './testing/world.ts'
import { verify } from './verify.ts'

const words = (en: string) => ({ zh: en, en })
const lit = (value: number) => ({ value })
const doses = (least: number): Rule['when'] => ({
  op: '>=',
  left: { op: 'count', kind: 'vaccination' },
  right: lit(least),
})
const rule = (no: number, outcome: Rule['outcome'], when: Rule['when']): Rule => ({
  no,
  id: `rule-${String(no)}`,
  outcome,
  when,
  reason: words('r'),
})
const positive: Rule['when'] = {
  op: 'some',
  kind: 'test',
  where: { op: '==', left: { field: 'result' }, right: { value: 'positive' } },
}
const types = {
  vaccination: { at: { type: 'date' }, dose: { type: 'integer' } },
  test: { sampledAt: { type: 'instant' }, result: { type: 'enumeration', values: ['positive'] } },
  person: { name: { type: 'text' }, birthDate: { type: 'date' } },
}

/** Stops whoever was tested positive; others’ codes cover nothing, so that it can never be sure of a pass. */
const strictId = `${setId}-strict`
let bundle: Bundle
beforeAll(async () => {
  const base = await publication()
  const signers = [keyNamed('rules 1'), keyNamed('rules 2')]
  const sets = [
    ruleSet({ rules: [rule(1, 'pass', doses(2))] }),
    ruleSet({
      version: 2,
      rules: [rule(1, 'pass', doses(1))],
      effective: { from: at(2 * day), until: at(60 * day) },
    }),
    ruleSet({ id: strictId, rules: [rule(1, 'pass', doses(2)), rule(2, 'stop', positive)] }),
  ]
  const facts = {
    version: 1,
    expires: at(90 * day),
    types: Object.entries(types).map(([name, fields]) => ({ name, labels: words(name), fields })),
    onSite: {},
  }
  const members = [
    ...base.members.slice(0, 1),
    { name: 'facts', value: facts, keys: [keyNamed('facts')] },
    ...sets.map((value) => ({ name: `rules/${value.id}/${value.version}`, value, keys: signers })),
  ]
  bundle = await acceptBundle(await pinned(), await publishBytes({ ...base, members }), clock)
})

const erika = { surname: 'Müller', given: 'Erika', birthDate: '1964-08-12' }
const dose = (date: string): StatedFact => ({ id: date, kind: 'vaccination', fields: { at: date } })
const first = toyText({ person: erika, facts: [dose('2020-01-02')] })
const second = toyText({
  person: { ...erika, surname: 'MUELLER' },
  facts: [dose('2020-02-02')],
})
const context: Context = { ruleSet: setId, requireCard: false, seenBefore: 'no' }
const options = (more: Context = {}) => ({
  bundle,
  now: clock,
  context: { ...context, ...more },
  formats: [toyFormat],
})
const said = async (texts: readonly string[], more: Context = {}) => {
  const { outcome, reasons } = await verify(texts, options(more))
  return [outcome, ...reasons.map(({ code }) => code)]
}

/** A code of ours that says whom it speaks of. */
const ours = (fields: StatedFact['fields'], cti = 1) =>
  issueCode(
    {
      ...goodClaims,
      covers: [],
      facts: [
        { id: 'p', kind: 'person', source: 'a', recordedAt: at(-9000), fields },
        {
          id: 'v',
          kind: 'vaccination',
          source: 'a',
          recordedAt: at(-9000),
          fields: { at: '2020-02-02' },
        },
      ],
    },
    'Ed25519',
    cti,
  )

test('two codes of one person are judged once, on all that they state', async () => {
  expect(await said([first])).toEqual(['check', 'fact-missing'])
  const both = await verify([second, first], options())
  expect(both).toMatchObject({ outcome: 'pass', reasons: [{ code: 'rule-pass' }] })
  const { rules, decision } = await explain([first, second], options())
  expect(decision).toEqual(await verify([first, second], options()))
  expect(decision.reasons).toEqual(both.reasons)
  expect(rules.map(({ no, value }) => [no, value])).toEqual([[1, 'true']])
  // The next version asks for one dose: what one code could not, both may.
  const next = await shadowDecision([first, second], options())
  expect(next).toMatchObject({ outcome: 'pass', ruleSet: { version: 2 }, rules: [1] })
})

test('a stop in either code stops the person', async () => {
  const ill = toyText({
    person: erika,
    facts: [{ id: 't', kind: 'test', fields: { sampledAt: at(-3000), result: 'positive' } }],
  })
  expect(await said([first, second, ill], { ruleSet: strictId })).toEqual(['stop', 'rule-stop'])
  expect(await said([first, second], { ruleSet: strictId })).toEqual(['check', 'fact-missing'])
})

test('a dose that two codes tell is one', async () => {
  const again = toyText({ person: erika, facts: [dose('2020-01-02')], payload: 'reprint' })
  expect(await said([first, again])).toEqual(['check', 'fact-missing'])
})

test('codes of two persons are staff’s, and say why', async () => {
  const other = { ...erika, given: 'Max', birthDate: '1964-08-13' }
  const texts = [first, toyText({ person: other, facts: [dose('2020-02-02')] })]
  const { outcome, reasons } = await verify(texts, options())
  expect(outcome).toBe('check')
  expect(reasons).toContainEqual({ code: 'different-persons', differs: ['name', 'birth-date'] })
  expect(reasons.map(({ code }) => code)).not.toContain('rule-pass')
  const nobody = toyText({ person: null, facts: [dose('2020-02-02')] })
  expect(await said([first, nobody])).toContain('person-unproven')
})

test('a code of ours joins by its person fact, name and birth date, and by nothing less', async () => {
  const name = 'Erika Mueller'
  const whole = await ours({ name, birthDate: '1964-08-12' })
  expect(await said([first, whole])).toEqual(['pass', 'rule-pass'])
  for (const fields of [{ name }, { birthDate: '1964-08-12' }, {}])
    expect(await said([first, await ours(fields)])).toContain('person-unproven')
  const others = await ours({ name: 'Max Mueller', birthDate: '1964-08-12' })
  expect(await said([first, others])).toContain('different-persons')
  // Two codes of ours are never put together, nor is one without facts.
  expect(await said([whole, await ours({ name, birthDate: '1964-08-12' }, 2)])).toContain(
    'person-unproven',
  )
  expect(await said([first, await issueCode(goodClaims)])).toContain('person-unproven')
})

test('a code that is over spoils all, and one that cannot be read does too', async () => {
  const over = toyText({ person: erika, facts: [], validUntil: 1 })
  expect(await said([first, second, over])).toEqual(['invalid', 'expired'])
  expect(await said([first, second, 'GG1:'])).toEqual(['unreadable', 'damaged'])
})

const card: Card = {
  type: 'passport',
  number: 'C01X00T47',
  source: 'mrz',
  name: { surname: 'MUELLER', given: 'ERIKA' },
  birthDate: '1964-08-12',
}
const { name: _name, ...nameless } = card

test.each<[string, Context, string, string | undefined]>([
  ['the holder’s card', { card }, 'match', undefined],
  ['another’s card', { card: { ...card, birthDate: '1999-01-01' } }, 'mismatch', 'card-mismatch'],
  ['a card without a name', { card: nameless }, 'no-key', 'tag-missing'],
  ['no card', {}, 'absent', 'card-required'],
])('with %s', async (_, shown, basis, reason) => {
  const { requireCard: _waived, ...asks } = context
  const decision = await verify([first, second], {
    ...options(),
    context: { ...asks, ...shown },
  })
  expect(decision.basis.context.card).toBe(basis)
  const codes = decision.reasons.map(({ code }) => code)
  const ofCards = ['card-mismatch', 'tag-missing', 'card-required', 'binding-key-missing']
  expect(codes.filter((code) => ofCards.includes(code))).toEqual(
    reason === undefined ? [] : [reason],
  )
  const outcome = { match: 'pass', mismatch: 'invalid' }[basis] ?? 'check'
  expect(decision.outcome).toBe(outcome)
  expect(JSON.stringify(decision)).not.toMatch(/C01X|MUELLER|1964/i)
})

test('a card beside a code of ours is not matched in this version', async () => {
  const text = await ours({ name: 'Erika Mueller', birthDate: '1964-08-12' })
  const decision = await verify([first, text], options({ card }))
  expect(decision.basis.context.card).toBe('no-key')
  expect(decision.reasons).toContainEqual({ code: 'tag-missing' })
})

test('every code has an id of its own, and what is none has none', async () => {
  const own = await issueCode()
  const ids = await presentationIds(
    [first, own, 'https://example.org/', first, second],
    [toyFormat],
  )
  expect(ids).toHaveLength(3)
  expect(ids).toContainEqual(await presentationId(own))
  expect(await presentationIds([first], [toyFormat])).toEqual([ids[0]])
  expect(await presentationIds([first])).toEqual([])
})
