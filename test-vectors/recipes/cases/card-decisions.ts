/** card/decisions.json: cards alone, by population sets (format.md 8). */
import { byRule, check, invalid, pass, unreadable } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { bySets, byPlace } from './card-by-sets.ts'
import {
  staleAt,
  timestampStaleAt,
  retiredAt,
  of,
  city,
  granted,
  stopped,
  stale,
  by,
  nothing,
  type More,
} from '../world/card-case.ts'

const late = check(stale('notGreen'), city('assessed-pass', 0))
const supersededAt = '2026-03-03T03:00:01Z'

const byTime: readonly Case[] = [
  of('last-fresh', 0, granted, staleAt, 'eight hours after the last patch', {
    now: '2026-03-02T11:00:00Z',
  }),
  of('stale', 0, late, supersededAt, 'a second more', { now: staleAt }),
  of(
    'superseded',
    0,
    check(stale('notGreen'), 'assessment-superseded'),
    timestampStaleAt,
    'beyond what the rule set accepts',
    { now: supersededAt },
  ),
  of(
    'before-limit',
    0,
    pass(byRule('assessed-pass', 'cn-33/9#0')),
    '2026-03-02T04:30:00Z',
    'as far as was looked ahead',
    by('cn-33'),
  ),
  of(
    'limit',
    0,
    check(stale('notGreen'), byRule('assessed-pass', 'cn-33/9#0')),
    '2026-03-03T01:00:01Z',
    'nobody looked further ahead',
    {
      ...by('cn-33'),
      now: '2026-03-02T04:30:00Z',
    },
  ),
  of(
    'clock-behind',
    0,
    check('clock-suspect', city('assessed-pass', 0)),
    '2026-03-02T03:19:00Z',
    'the clock is behind the floor by more than it may',
    { now: '2026-03-02T03:18:59Z' },
  ),
  of('retired', 0, check('retired'), null, 'root has ended', { now: retiredAt }),
]

const byDates: readonly Case[] = [
  of(
    'last-second',
    0,
    late,
    '2026-03-02T16:00:00Z',
    'its last day, inclusive, in the zone of the rule set',
    {
      now: '2026-03-02T15:59:59Z',
      validUntil: '2026-03-02',
      lookUps: { turnsAt: '2026-03-02T16:00:00Z' },
    },
  ),
  of('expired', 0, invalid('card-expired'), retiredAt, 'the second after its last day', {
    now: '2026-03-02T16:00:00Z',
    validUntil: '2026-03-02',
    lookUps: { validity: 'expired' },
  }),
  of(
    'expired-stop',
    4,
    invalid('card-expired'),
    retiredAt,
    'what cannot be relied on stands alone',
    {
      ...by('cn-3306'),
      validUntil: '2026-03-01',
      lookUps: { validity: 'expired', notGreen: stopped },
    },
  ),
  of(
    'not-yet',
    0,
    invalid('card-not-yet-valid'),
    '2026-03-02T15:59:00Z',
    'its first day is tomorrow',
    {
      validFrom: '2026-03-03',
      lookUps: { validity: 'not-yet-valid', turnsAt: '2026-03-02T15:59:00Z' },
    },
  ),
  of('first-day', 0, granted, staleAt, 'its first day is today', { validFrom: '2026-03-02' }),
  of('early-clock', 0, late, supersededAt, 'a minute before midnight, since clocks differ', {
    now: '2026-03-02T15:59:00Z',
    validFrom: '2026-03-03',
  }),
  of('end-is-later', 0, granted, staleAt, 'another end comes first, and the card’s is not told', {
    validFrom: '2016-03-03',
    validUntil: '2026-03-02',
  }),
]

const malformed = (id: string, comment: string, more: More): Case =>
  of(id, 0, unreadable('card-malformed'), null, comment, {
    ...more,
    lookUps: { malformed: true, ...nothing },
  })

const byForm: readonly Case[] = [
  malformed('number', 'no number of a passport', { number: 'E1' }),
  malformed('check-character', 'a resident’s number with a wrong check character', {
    type: 'cn-resident-id',
    number: '110105194912310021',
  }),
  malformed('type', 'a type that nobody knows', { type: 'library-card' }),
  malformed('date', 'a day that there never was', { validUntil: '2026-02-30' }),
  malformed('dates', 'over before it begins', {
    validFrom: '2026-03-02',
    validUntil: '2026-03-01',
  }),
]

const acceptedAt = '2026-03-02T03:30:00Z'
const given = (bundle: string | null, more: object = { groupKey: 'group-east' }) => ({
  root: 'root-population.ggb',
  bundle,
  acceptedAt,
  ...more,
})

/** The file. */
export const cardDecisions: VectorFile = {
  path: 'card/decisions.json',
  prefix: 'card',
  schema: 'card',
  about:
    'Cards alone: two look-ups, the card’s own time, what is measured here, and what the verifier lacks.',
  groups: [
    {
      given: given('population.ggb'),
      cases: [...bySets, ...byPlace, ...byTime, ...byDates, ...byForm],
    },
    {
      given: given('population.ggb', { groupKey: 'group-east', class: 'stick' }),
      cases: [
        of(
          'stick',
          0,
          check(stale('covered'), city('assessed-pass', 0)),
          supersededAt,
          'by the other schedule, covered is stale',
          {},
        ),
      ],
    },
    {
      given: given('population.ggb', {}),
      cases: [
        of('no-key', 0, check('not-covered'), staleAt, 'no station that was given keys', {
          lookUps: nothing,
        }),
      ],
    },
    {
      given: given('population-alarm.ggb'),
      cases: [
        of(
          'emergency',
          0,
          check(city('assessed-pass', 0), byRule('rule-check', 'emergency.cn-33/1#3')),
          staleAt,
          'an emergency set speaks for the rule set',
          {},
        ),
      ],
    },
    {
      given: given(null, {}),
      cases: [
        of('root-alone', 0, check('no-trust-list'), retiredAt, 'nothing but the root', {
          lookUps: nothing,
        }),
      ],
    },
    {
      given: { root: null, bundle: null, acceptedAt },
      cases: [of('no-bundle', 0, check('no-bundle'), null, 'nothing at all', { lookUps: nothing })],
    },
  ],
}
