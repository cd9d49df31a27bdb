/** country/judged.json: what country rules make of a DCC (country-rules.md 2 and 3). */
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { end, gap, judged, tested, testOver, vaccinated, yearOver } from '../world/country-case.ts'
import { countryRules, recovery, testOf, vaccination } from '../world/country-rules.ts'
import { setGroups } from './country-sets.ts'

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
    ...setGroups,
  ],
}
