/** country/judged.json: what country rules make of a DCC (country-rules.md 2 and 3). */
import type { Case, VectorFile } from '../hand/vector-file.ts'
import {
  clock,
  countryRules,
  noon,
  numbered,
  published,
  recovery,
  testOf,
  vaccination,
} from '../world/country-rules.ts'

type Outcome = readonly [
  outcome: 'pass' | 'check' | 'stop',
  rules: Readonly<Record<number, string>>,
]

interface Circumstances {
  readonly now?: string
  readonly place?: object
  readonly gaps?: readonly object[]
}

const judged = (
  id: string,
  payload: unknown,
  [outcome, rules]: Outcome,
  holdsUntil: string | null,
  comment: string,
  { now = noon, place = {}, gaps = [] }: Circumstances = {},
): Case => ({
  id,
  comment,
  now,
  payload,
  place: { countryOfArrival: 'XX', ...place },
  outcome,
  gaps,
  rules,
  holdsUntil,
})

const end = '2023-01-01T00:00:00Z'
/** When the vaccination of 1 August is more than 365 days old. */
const yearOver = '2022-08-01T00:00:01Z'
const vaccinated = { 1: 'holds', 2: 'holds', 3: 'holds' }
const tested = { 1: 'holds', 4: 'holds', 5: 'holds', 6: 'holds' }
const testOver = '2021-12-03T12:00:00Z'
const noGrant = (kind: string) => ({ gaps: [{ code: 'no-acceptance-rule', kind }] })
const gap = (code: string) => ({ gaps: [{ code }] })

const byRules: readonly Case[] = [
  judged(
    'vaccination',
    vaccination(),
    ['pass', vaccinated],
    yearOver,
    'all rules of its kind hold',
  ),
  judged('laboratory', testOf(), ['pass', tested], testOver, 'no device: no rule reads it'),
  judged(
    'rapid',
    testOf({ tt: 'LP217198-3', ma: '1232' }),
    ['pass', tested],
    testOver,
    'a device of the list',
  ),
  judged(
    'recovery',
    recovery(),
    ['pass', { 1: 'holds', 7: 'holds' }],
    '2022-04-01T00:00:01Z',
    'six months from 1 October are over after 1 April began',
  ),
  judged(
    'first-dose',
    vaccination({ dn: 1 }),
    ['stop', { ...vaccinated, 2: 'fails' }],
    yearOver,
    'the set refuses it by a rule',
  ),
  judged(
    'second-before-last',
    vaccination(),
    ['pass', vaccinated],
    yearOver,
    'the 365th day at midnight still counts',
    { now: '2022-08-01T00:00:00Z' },
  ),
  judged(
    'second-after-last',
    vaccination(),
    ['stop', { ...vaccinated, 3: 'fails' }],
    end,
    'a second later it does not',
    { now: yearOver },
  ),
  judged(
    'field-missing',
    vaccination({ dt: undefined }),
    ['check', { ...vaccinated, 3: 'field-missing v.0.dt' }],
    end,
    'the date is missing: nobody knows how old it is',
  ),
  judged(
    'field-blank',
    vaccination({ dt: '' }),
    ['check', { ...vaccinated, 3: 'field-missing v.0.dt' }],
    end,
    'a blank field is missing too',
  ),
  judged(
    'field-missing-and-refused',
    vaccination({ dt: undefined, dn: 1 }),
    ['stop', { 1: 'holds', 2: 'fails', 3: 'field-missing v.0.dt' }],
    end,
    'whatever the date, the doses are too few',
  ),
  judged(
    'device-missing',
    testOf({ tt: 'LP217198-3' }),
    ['check', { ...tested, 5: 'field-missing t.0.ma' }],
    testOver,
    'the schema leaves the device open, but a rule reads it',
  ),
  judged(
    'day-that-is-not',
    vaccination({ dt: '2021-09-99' }),
    ['check', { ...vaccinated, 3: 'evaluation' }],
    end,
    'evaluation ends in an error',
  ),
  judged(
    'doses-in-words',
    vaccination({ dn: 'two' }),
    ['check', { ...vaccinated, 2: 'evaluation' }],
    yearOver,
    'only integers compare',
  ),
  judged(
    'schema-of-another-major',
    vaccination({}, { ver: '2.0.0' }),
    ['check', { 1: 'schema', 2: 'schema', 3: 'schema' }],
    end,
    'fields may mean something else there',
  ),
  judged(
    'schema-not-stated',
    vaccination({}, { ver: undefined }),
    ['check', { 1: 'schema', 2: 'schema', 3: 'schema' }],
    end,
    'which schema is not said',
  ),
  judged(
    'no-entry',
    { ...vaccination(), v: [] },
    ['check', {}],
    end,
    'it states nothing',
    gap('no-entry'),
  ),
  judged('no-object', ['v'], ['check', {}], end, 'a list is no DCC', gap('payload-malformed')),
  judged(
    'entry-that-is-none',
    { ...vaccination(), v: ['x'] },
    ['check', {}],
    end,
    'an entry is an object',
    gap('payload-malformed'),
  ),
  judged('not-begun', vaccination(), ['check', {}], '2021-07-01T00:00:00Z', 'a second early', {
    now: '2021-06-30T23:59:59Z',
    ...gap('not-in-force'),
  }),
  judged('over', vaccination(), ['check', {}], null, 'its end is excluded', {
    now: end,
    ...gap('not-in-force'),
  }),
  judged(
    'another-country',
    vaccination(),
    ['check', {}],
    null,
    'the rules are of another country',
    {
      place: { countryOfArrival: 'YY' },
      ...gap('no-country-rules'),
    },
  ),
]

const always = (identifier: string, logic: boolean | object = true, more: object = {}) =>
  published(identifier, logic as never, [], more as never)

const group = (rules: readonly object[], more: object, cases: readonly Case[]) => ({
  given: { countryRules: countryRules({ rules, ...more } as never) },
  cases,
})
const general = numbered(always('GR-XX-0001'))
const versions = [
  { no: 1, rule: always('VR-XX-0001') },
  {
    no: 1,
    rule: always('VR-XX-0001', false, {
      Version: '1.0.1',
      ValidFrom: '2021-12-01T13:00:00+01:00',
      ValidTo: '2021-12-02T00:00:00Z',
    }),
  },
]
const invalidating = numbered(always('VR-XX-0001'), always('IR-DE-0001'))
const regional = numbered(always('VR-XX-0001', true, { Region: 'NW' }))
const external = numbered(
  always('VR-XX-0001', { '===': [{ var: 'external.issuerCountryCode' }, 'DE'] }),
)
const textual = numbered(
  published('VR-XX-0001', { before: [{ plusTime: ['2021-12-01', 0, 'day'] }, clock] }, []),
)

export const countryJudged: VectorFile = {
  path: 'country/judged.json',
  schema: 'country',
  about: 'What country rules make of a DCC (country-rules.md 2 and 3).',
  prefix: 'country',
  groups: [
    { given: { countryRules: countryRules() }, cases: byRules },
    {
      given: { countryRules: null },
      cases: [
        judged(
          'no-rules',
          vaccination(),
          ['check', {}],
          null,
          'there are none',
          gap('no-country-rules'),
        ),
      ],
    },
    group(general, {}, [
      judged(
        'general-alone',
        vaccination(),
        ['check', { 1: 'holds' }],
        end,
        'a rule for all kinds grants none',
        noGrant('Vaccination'),
      ),
    ]),
    group(general, { generalGrants: ['Vaccination'] }, [
      judged(
        'general-granting',
        vaccination(),
        ['pass', { 1: 'holds' }],
        end,
        'the set says it does',
      ),
      judged(
        'general-granting-another',
        recovery(),
        ['check', { 1: 'holds' }],
        end,
        'but of vaccinations only',
        noGrant('Recovery'),
      ),
    ]),
    group(numbered(always('VR-XX-0001', { '+': [0, 1] })), {}, [
      judged(
        'truthy',
        vaccination(),
        ['check', { 1: 'evaluation' }],
        end,
        '1 is truthy, but not true',
      ),
    ]),
    group(versions, {}, [
      judged(
        'older-version',
        vaccination(),
        ['pass', { 1: 'holds' }],
        noon,
        'the newer version begins a second later',
        { now: '2021-12-01T11:59:59Z' },
      ),
      judged(
        'newer-version',
        vaccination(),
        ['stop', { 1: 'fails' }],
        '2021-12-02T00:00:00Z',
        'from its beginning on it counts alone',
      ),
      judged(
        'newer-version-over',
        vaccination(),
        ['pass', { 1: 'holds' }],
        end,
        'when it is over the older one, whose window goes on, counts again',
        { now: '2021-12-02T00:00:00Z' },
      ),
    ]),
    group(invalidating, { invalidation: 'true-rejects' }, [
      judged(
        'invalidated',
        vaccination(),
        ['stop', { 1: 'holds', 2: 'fails' }],
        end,
        'issued there, and the rule is true',
        { place: { issuerCountryCode: 'DE' } },
      ),
      judged(
        'issued-elsewhere',
        vaccination(),
        ['pass', { 1: 'holds' }],
        end,
        'who invalidates its own says nothing of others',
        { place: { issuerCountryCode: 'FR' } },
      ),
      judged(
        'issuer-not-known',
        vaccination(),
        ['check', { 1: 'holds', 2: 'applicability' }],
        end,
        'it may have been issued there',
      ),
    ]),
    group(invalidating, { invalidation: 'false-rejects' }, [
      judged(
        'not-invalidated',
        vaccination(),
        ['pass', { 1: 'holds', 2: 'holds' }],
        end,
        'here true means that nothing is wrong',
        { place: { issuerCountryCode: 'DE' } },
      ),
    ]),
    group(regional, {}, [
      judged('region', vaccination(), ['pass', { 1: 'holds' }], end, 'its own region', {
        place: { region: 'NW' },
      }),
      judged(
        'region-not-known',
        vaccination(),
        ['check', { 1: 'applicability' }],
        end,
        'where we are is not said',
        noGrant('Vaccination'),
      ),
    ]),
    group(external, {}, [
      judged(
        'external-missing',
        vaccination(),
        ['check', { 1: 'external-missing issuerCountryCode' }],
        end,
        'nobody says who issued it',
      ),
    ]),
    group(textual, {}, [
      judged('clock', vaccination(), ['pass', { 1: 'holds' }], end, 'noon is after midnight'),
      judged(
        'clock-at-midnight',
        vaccination(),
        ['stop', { 1: 'fails' }],
        '2021-12-01T00:00:01Z',
        'midnight is not after itself',
        { now: '2021-12-01T00:00:00Z' },
      ),
    ]),
  ],
}
