/** Sets of country rules of every sort, for country/judged.json (country-rules.md 1 and 2). */
import type { Case } from '../hand/vector-file.ts'
import { end, judged, noGrant } from '../world/country-case.ts'
import {
  clock,
  countryRules,
  noon,
  numbered,
  published,
  recovery,
  vaccination,
} from '../world/country-rules.ts'

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

/** A set each, with its cases. */
export const setGroups = [
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
]
