/** card/decisions.json: cards alone, by population sets (format.md 8). */
import type { Json } from '../hand/jcs.ts'
import {
  byRule,
  check,
  invalid,
  pass,
  stop,
  unreadable,
  type Expected,
  type Reason,
} from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { personAt } from '../world/population.ts'

interface More {
  readonly now?: string
  readonly context?: { readonly [name: string]: Json }
  readonly source?: 'mrz' | 'typed'
  readonly number?: string
  readonly type?: string
  readonly validFrom?: string
  readonly validUntil?: string
  readonly lookUps?: { readonly [name: string]: Json }
}

const noon = '2026-03-02T04:00:00Z'
/** The last patch is of 03:00, and the set accepts an assessment for 24 hours; beyond 8 hours it is stale. */
const staleAt = '2026-03-02T11:00:01Z'
/** Sets without a patch are of 01:00. */
const baseStaleAt = '2026-03-02T09:00:01Z'
const takeover = '2026-03-02T05:00:00Z'
const timestampStaleAt = '2026-03-03T03:20:01Z'
const retiredAt = '2026-12-31T16:00:00Z'

const of = (
  id: string,
  person: number,
  expected: Expected,
  holdsUntil: string | null,
  comment: string,
  { now = noon, context, source, lookUps, type, number, validFrom, validUntil }: More = {},
): Case => {
  const [ownType, ownNumber] = personAt(person)
  return {
    id,
    comment,
    now,
    card: {
      type: type ?? ownType,
      number: number ?? ownNumber,
      ...(validFrom !== undefined && { validFrom }),
      ...(validUntil !== undefined && { validUntil }),
      source: source ?? 'chip',
    },
    context: { ruleSet: 'cn-3301', ...context },
    ...expected,
    holdsUntil,
    lookUps: {
      source: source ?? 'chip',
      validity: 'valid',
      covered: true,
      notGreen: 'green',
      ...lookUps,
    },
  }
}

const city = (code: string, no: number): Reason => byRule(code, `cn-3301/14#${no}`)
const granted = pass(city('assessed-pass', 0))
const stopped = { outcome: 'stop', rule: 7 }
const checked = { outcome: 'check', rule: 9 }
const stale = (role: string): Reason => ({ code: 'bundle-stale', role })
const by = (ruleSet: string) => ({ context: { ruleSet } })
const outside = { covered: false, notGreen: null }
const nothing = { covered: null, notGreen: null }

const bySets: readonly Case[] = [
  of('green', 0, granted, staleAt, 'covered, and in no set of those not green'),
  of('resident', 38, granted, staleAt, 'by the number of a resident identity card'),
  of('taiwan', 37, granted, staleAt, 'by the number of a permit'),
  of('check', 11, check(city('assessed-check', 9)), staleAt, 'in the set itself', {
    lookUps: { notGreen: checked },
  }),
  of('patched-to-green', 4, granted, staleAt, 'the first patch made this person green'),
  of(
    'patched-twice',
    12,
    check(city('assessed-check', 9)),
    staleAt,
    'stopped by the first patch, to be checked by the second',
    { lookUps: { notGreen: checked } },
  ),
  of('written-otherwise', 0, granted, staleAt, 'small letters and spaces: the same number', {
    number: 'e1000 0000',
  }),
  of('uncovered', 4000, check('not-covered'), staleAt, 'nobody of the universe', {
    lookUps: outside,
  }),
  of('uncovered-type', 4000, check('not-covered'), staleAt, 'a type that the sets do not know', {
    type: 'hk-macao-permit',
    number: 'H01234567',
    lookUps: outside,
  }),
  of('stop', 4, stop(byRule('assessed-stop', 'cn-3306/1#7')), takeover, 'in the set itself', {
    ...by('cn-3306'),
    lookUps: { notGreen: stopped },
  }),
  of(
    'before-takeover',
    5,
    pass(byRule('assessed-pass', 'cn-3306/1#0')),
    takeover,
    'the set of the version in force; the next is there already',
    by('cn-3306'),
  ),
  of(
    'takeover',
    5,
    stop(byRule('assessed-stop', 'cn-3306/2#7')),
    baseStaleAt,
    'from its version’s first second the next set decides',
    {
      ...by('cn-3306'),
      now: takeover,
      lookUps: { notGreen: stopped },
    },
  ),
  of(
    'other-issuers',
    0,
    check('assessment-superseded'),
    baseStaleAt,
    'the rule set accepts no assessment of this issuer',
    by('cn-3309'),
  ),
  of(
    'mismatch',
    0,
    check('population-mismatch', byRule('assessed-pass', 'cn-3308/1#0')),
    baseStaleAt,
    'sets of different universes',
    by('cn-3308'),
  ),
  of(
    'mismatch-uncovered',
    39,
    check('not-covered', 'population-mismatch', byRule('assessed-pass', 'cn-3308/1#0')),
    baseStaleAt,
    'covered is of one person fewer',
    {
      ...by('cn-3308'),
      lookUps: { covered: false },
    },
  ),
  of(
    'mismatch-stop',
    4,
    stop('population-mismatch', byRule('assessed-stop', 'cn-3308/1#7')),
    baseStaleAt,
    'what is on record stands',
    {
      ...by('cn-3308'),
      lookUps: { notGreen: stopped },
    },
  ),
  of(
    'no-covered',
    0,
    check('not-covered', byRule('assessed-pass', 'cn-3310/1#0')),
    baseStaleAt,
    'there is no set of those covered',
    {
      ...by('cn-3310'),
      lookUps: { covered: null },
    },
  ),
  of(
    'no-covered-stop',
    4,
    stop('not-covered', byRule('assessed-stop', 'cn-3310/1#7')),
    baseStaleAt,
    'what is on record stands',
    {
      ...by('cn-3310'),
      lookUps: { covered: null, notGreen: stopped },
    },
  ),
  of(
    'no-rule-set',
    0,
    check('not-covered', 'no-rule-set'),
    timestampStaleAt,
    'no set of that name, and so no population',
    {
      ...by('cn-none'),
      lookUps: nothing,
    },
  ),
]

const feverish = (celsius?: number) => ({
  context: {
    ruleSet: 'cn-3307',
    ...(celsius !== undefined && { onSite: { temperature: celsius } }),
  },
})
const cool = byRule('assessed-pass', 'cn-3307/1#0')

const byPlace: readonly Case[] = [
  of('cool', 0, pass(cool), baseStaleAt, 'what is measured here is judged as well', feverish(36.6)),
  of(
    'fever',
    0,
    stop(cool, byRule('rule-stop', 'cn-3307/1#12')),
    baseStaleAt,
    'the worst stands',
    feverish(37.5),
  ),
  of(
    'unmeasured',
    0,
    check(cool, { code: 'fact-missing', kinds: ['temperature'] }),
    baseStaleAt,
    'a fever would stop',
    feverish(),
  ),
  of('mrz', 0, check('card-not-chip', city('assessed-pass', 0)), staleAt, 'read from print', {
    source: 'mrz',
  }),
  of('typed', 0, check('card-not-chip', city('assessed-pass', 0)), staleAt, 'typed in', {
    source: 'typed',
  }),
  of(
    'typed-stop',
    4,
    stop('card-not-chip', byRule('assessed-stop', 'cn-3306/1#7')),
    takeover,
    'what is on record stands',
    {
      ...by('cn-3306'),
      source: 'typed',
      lookUps: { notGreen: stopped },
    },
  ),
  of(
    'used',
    0,
    check('already-used', city('assessed-pass', 0)),
    staleAt,
    'it was here a moment ago',
    { context: { seenBefore: 'code' } },
  ),
  of(
    'seen-unknown',
    0,
    check('replay-unknown', city('assessed-pass', 0)),
    staleAt,
    'nobody knows whether it was',
    { context: { seenBefore: 'unknown' } },
  ),
  of(
    'seen-unsaid',
    0,
    check('replay-unknown', city('assessed-pass', 0)),
    staleAt,
    'a station must say',
    { context: { station: 'east-1' } },
  ),
  of('replayed', 0, invalid('replayed'), retiredAt, 'as for codes', {
    context: { seenBefore: 'proof' },
  }),
  of('of-codes', 0, granted, staleAt, 'what is asked of codes is not asked of cards', {
    context: { requireLive: true, requireCard: true },
  }),
]

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
