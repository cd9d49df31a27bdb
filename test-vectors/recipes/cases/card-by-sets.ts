/** Cases of card/decisions.json: what the sets say, and what is measured or in force where the card is shown. */
import { byRule, check, invalid, pass, stop } from '../hand/reasons.ts'
import type { Case } from '../hand/vector-file.ts'
import {
  staleAt,
  baseStaleAt,
  takeover,
  timestampStaleAt,
  retiredAt,
  of,
  city,
  granted,
  stopped,
  checked,
  by,
  outside,
  nothing,
} from '../world/card-case.ts'

/** By what the two sets say. */
export const bySets: readonly Case[] = [
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

/** By what holds where the card is shown. */
export const byPlace: readonly Case[] = [
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
