/** Tests of a gate under a country's rules: DCCs are judged by them, everything else is staff's, and the answer says until when. */
import { beforeAll, expect, test } from 'vitest'
import { acceptBundle } from './bundle/accept-bundle.ts'
import type { Bundle } from './bundle/bundle.ts'
import { formatDate, formatInstant } from './encoding/instant.ts'
import { explain } from './explain.ts'
import { countryRules } from './rules/country/country-engine.ts'
import { countryRules as countrySet, dccs, published } from './testing/country-rules.ts'
import { keyNamed } from './testing/keys.ts'
import { publishBytes } from './testing/publisher.ts'
import { toyFormat, toyText } from './testing/toy-format.ts'
import {
  at,
  clock,
  day,
  goodClaims,
  hour,
  issueCode,
  now,
  pinned,
  publication,
} from './testing/world.ts'
import { verify } from './verify.ts'

const setId = 'test-country'
const always = { ValidFrom: '2020-01-01T00:00:00Z' }
const plus = (path: string, days: number) => ({ plusTime: [{ var: path }, days, 'day'] })
/** A vaccination holds for ten days. */
const holdsTenDays = published(
  'VR-XX-0001',
  { 'not-after': [plus('external.validationClock', 0), plus('payload.v.0.dt', 10)] },
  ['v.0', 'v.0.dt'],
  always,
)
/** A test holds if it was negative. */
const isNegative = published(
  'TR-XX-0001',
  { '===': [{ var: 'payload.t.0.tr' }, '260415000'] },
  ['t.0', 't.0.tr'],
  always,
)

let bundle: Bundle
beforeAll(async () => {
  const base = await publication()
  const value = {
    ...countrySet({
      id: setId,
      effective: { from: at(-10 * day), until: at(60 * day) },
      rules: [holdsTenDays, isNegative].map((rule, i) => ({ no: i + 1, rule })),
    }),
    version: 1,
  }
  const keys = [keyNamed('rules 1'), keyNamed('rules 2')]
  const members = [...base.members, { name: `rules/${setId}/1`, value, keys }]
  bundle = await acceptBundle(await pinned(), await publishBytes({ ...base, members }), clock)
})

const person = { surname: 'MUSTERMANN', given: 'ERIKA', birthDate: '1990-01-01' }
const code = (payload: unknown) => toyText({ person, facts: [], payload })
const vaccinatedOn = (daysAgo: number) => {
  const [entry] = dccs.vaccination.v
  const dt = formatDate(Math.floor(now / day) - daysAgo)
  return code({ ...dccs.vaccination, v: [{ ...entry, dt }] })
}
const tested = (tr: string) => code({ ...dccs.laboratory, t: [{ ...dccs.laboratory.t[0], tr }] })

const context = { ruleSet: setId, requireCard: false, seenBefore: 'no' } as const
const options = { now: clock, context, formats: [toyFormat], countryRules }
const decide = (texts: string | readonly string[], more: object = {}) =>
  verify(texts, { ...options, bundle, ...more })
const said = async (texts: string | readonly string[], more: object = {}) => {
  const { outcome, reasons } = await decide(texts, more)
  return [outcome, ...reasons.map((one) => ('rule' in one ? [one.code, one.rule.no] : one.code))]
}

test('a DCC is judged by the rules of the country of the set', async () => {
  expect(await said(vaccinatedOn(3))).toEqual(['pass', ['rule-pass', 1]])
  expect(await said(vaccinatedOn(20))).toEqual(['stop', ['rule-stop', 1]])
  expect(await said(tested('260415000'))).toEqual(['pass', ['rule-pass', 2]])
  expect(await said(tested('260373001'))).toEqual(['stop', ['rule-stop', 2]])
  const { ruleSet, rules } = await explain(vaccinatedOn(3), { ...options, bundle })
  expect(ruleSet).toMatchObject({ id: setId, version: 1, title: countrySet()['title'] })
  expect(rules).toEqual([])
})

test('a kind that nobody speaks of is staff’s, and so is a field that is missing', async () => {
  expect(await said(code(dccs.recovery))).toEqual(['check', 'not-granted'])
  const [{ dt: _dt, ...undated }] = dccs.vaccination.v
  expect(await said(code({ ...dccs.vaccination, v: [undated] }))).toEqual(['check', 'fact-missing'])
})

test('each certificate is judged by itself, and the worst stands', async () => {
  expect(await said([vaccinatedOn(3), tested('260415000')])).toEqual([
    'pass',
    ['rule-pass', 1],
    ['rule-pass', 2],
  ])
  expect(await said([vaccinatedOn(3), tested('260373001')])).toEqual([
    'stop',
    ['rule-stop', 2],
    ['rule-pass', 1],
  ])
})

test('a code of ours, and a verifier without the engine, are staff’s', async () => {
  expect(await said(await issueCode(goodClaims))).toEqual(['check', 'other-codes-only'])
  expect(await said(vaccinatedOn(3), { countryRules: undefined })).toEqual([
    'check',
    'engine-too-old',
  ])
})

test('the answer holds until the rules turn, to the second', async () => {
  // The timestamp is stale after a day, so that the vaccination must run out before.
  const text = vaccinatedOn(9)
  const { outcome, holdsUntil } = await decide(text)
  expect(outcome).toBe('pass')
  const turns = Math.floor(now / day) * day + day
  expect(holdsUntil).toBe(formatInstant(turns + 1))
  const then = (seconds: number) => ({ now: new Date(seconds * 1000) })
  expect(turns + 1).toBeLessThan(now + 23 * hour)
  expect((await decide(text, then(turns))).outcome).toBe('pass')
  expect((await decide(text, then(turns + 1))).outcome).toBe('stop')
})
