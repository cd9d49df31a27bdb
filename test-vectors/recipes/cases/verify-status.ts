/** verify/status.json: lists of issuers and months (format.md 6.5), their age (6.7), and what a decision says of them. */
import type { Claims } from '../hand/claims.ts'
import type { Json } from '../hand/jcs.ts'
import { byRule, check, invalid, pass, stale, type Expected } from '../hand/reasons.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { covers, issuedAt, noon, validUntil } from '../world/people.ts'
import { statusBasis } from '../world/status.ts'
import { shows, type Circumstances, type Given, type Shown } from '../world/verify-case.ts'

const acceptedAt = '2026-03-02T00:30:00Z'
const poll: Given = { root: 'root-status.ggb', bundle: 'status.ggb', acceptedAt }
const later: Given = { ...poll, bundle: 'status-later.ggb' }
const stick: Given = { ...poll, class: 'stick' }
/** Root has no row for lists. */
const rowless: Given = { ...poll, root: 'root.ggb' }
const rootEnds = '2026-12-31T16:00:00Z'

const granted = byRule('rule-pass', 'gate-open/1#1')
const good = pass(granted)
const revoked = invalid('revoked')
const absent = check('status-missing', granted)

const coded = (statusIndex: number | undefined, more: Partial<Claims> = {}): Claims => ({
  issuer: 'cn-4101',
  issuedAt,
  validUntil,
  class: 'app',
  covers: covers(['test'], more.issuedAt),
  ...(statusIndex === undefined ? {} : { statusIndex }),
  ...more,
})

const shown = (
  id: string,
  claims: Claims,
  expected: Expected,
  comment: string,
  more: Circumstances & { readonly until?: string } = {},
): Case => {
  const { until = claims.validUntil, context, ...rest } = more
  return shows(id, claims, expected, until, comment, {
    ...rest,
    context: { ruleSet: 'gate-open', ...context },
  })
}

const indices: readonly Case[] = [
  shown('status-first-set', coded(0), revoked, 'the first entry: the lowest bit'),
  shown('status-second', coded(1), good, 'beside it'),
  shown('status-end-of-byte', coded(7), good, 'the highest bit of the first byte'),
  shown('status-next-byte-set', coded(8), revoked, 'the lowest bit of the second byte'),
  shown('status-last-set', coded(1002), revoked, 'the last entry, in a byte of three'),
  shown('status-last-but-one', coded(1001), good, 'the last but one'),
  shown('status-past-end', coded(1003), absent, 'the first that is none, though its byte is there'),
  shown('status-far-past-end', coded(4_294_967_296), absent, 'past 32 bits: not the entry 0'),
  shown('status-no-index', coded(undefined), absent, 'a code without an index'),
]

const months: readonly Case[] = [
  shown(
    'status-month-first-instant',
    coded(5, { issuedAt: '2026-03-01T00:00:00Z' }),
    good,
    'the first instant of March: its list, where 5 is not set',
  ),
  shown(
    'status-month-last-instant',
    coded(5, { issuedAt: '2026-02-28T23:59:59Z' }),
    revoked,
    'the last instant of February: its list, where 5 is set',
  ),
  shown(
    'status-month-in-utc',
    coded(0, { issuedAt: '2026-02-28T16:30:00Z' }),
    good,
    'March in Shanghai, February in UTC: there 0 is not set',
  ),
  shown(
    'status-month-past-end',
    coded(16, { issuedAt: '2026-02-28T23:59:59Z' }),
    absent,
    'February has 16 entries',
  ),
  shown(
    'status-month-unknown',
    coded(1, { issuedAt: '2026-01-31T23:59:59Z' }),
    absent,
    'nobody has a list of January',
  ),
  shown(
    'status-issuer-without-lists',
    coded(1, { issuer: 'cn-33' }),
    absent,
    'an issuer that has lists, of which none is here: the lists of another say nothing',
  ),
  shown(
    'status-signed-none',
    coded(0, { issuer: 'cn-3301' }),
    good,
    'signed no-status: a list that is there all the same is not asked',
  ),
]

const spans: readonly Case[] = [
  shown(
    'status-and-key-span',
    coded(1, { issuedAt: '2026-03-02T01:30:00Z', site: 7 }),
    invalid('key-revoked'),
    'key, window and site: the list is not asked',
    { until: rootEnds },
  ),
  shown(
    'status-set-and-key-span',
    coded(0, { issuedAt: '2026-03-02T01:30:00Z', site: 7 }),
    invalid('key-revoked'),
    'both: the key stands before the list',
    { until: rootEnds },
  ),
  shown(
    'status-beside-key-span',
    coded(1, { issuedAt: '2026-03-02T01:30:00Z', site: 8 }),
    good,
    'another site, and not set',
  ),
  shown(
    'status-set-beside-key-span',
    coded(0, { issuedAt: '2026-03-02T01:30:00Z', site: 8 }),
    revoked,
    'another site, and set',
  ),
  shown(
    'status-set-after-key-span',
    coded(0, { issuedAt: '2026-03-02T02:00:00Z', site: 7 }),
    revoked,
    'the span is over, and set',
  ),
]

const early = '2026-03-01T23:58:58Z'

const order: readonly Case[] = [
  shown('status-set-and-expired', coded(0), invalid('expired'), 'validity stands before the list', {
    now: validUntil,
    until: rootEnds,
  }),
  shown('status-set-and-replayed', coded(0), revoked, 'the list stands before the holder', {
    context: { seenBefore: 'proof' },
  }),
  shown(
    'status-set-by-a-late-clock',
    coded(0, { issuedAt: '2026-03-01T22:00:00Z' }),
    revoked,
    'what is set is set, whatever the clock says',
    { now: early },
  ),
  shown(
    'status-by-a-late-clock',
    coded(1, { issuedAt: '2026-03-01T22:00:00Z' }),
    check('clock-suspect', granted),
    'and what is not set is no more certain than the rest',
    { now: early, until: '2026-03-01T23:59:00Z' },
  ),
  shown(
    'status-missing-and-paper',
    coded(undefined, { class: 'paper' }),
    check('status-missing', 'card-required', granted),
    'what is in doubt is collected',
  ),
]

const aged = (
  id: string,
  now: string,
  index: number,
  expected: Expected,
  comment: string,
  until?: string,
): Case => {
  const at = (ms: number): string => new Date(Date.parse(now) + ms).toISOString()
  const [from, to] = [at(-3_600_000), at(3_600_000)].map((text) => text.replace('.000Z', 'Z'))
  const claims = coded(index, { issuedAt: from ?? '', validUntil: to ?? '' })
  return shown(id, claims, expected, comment, {
    now,
    ...(until === undefined ? {} : { until }),
  })
}
const tooOld = check(stale('status'), granted)

const polled: readonly Case[] = [
  aged('status-late', '2026-03-03T00:00:01Z', 1, good, 'late from a day on: told, not decided'),
  aged('status-grace', '2026-03-04T00:00:00Z', 1, good, 'two days', '2026-03-04T00:00:01Z'),
  aged('status-stale', '2026-03-04T00:00:01Z', 1, tooOld, 'a second past two days'),
  aged('status-stale-set', '2026-03-04T00:00:01Z', 0, revoked, 'what is set stays set'),
  aged(
    'status-stale-past-end',
    '2026-03-04T00:00:01Z',
    1003,
    check('status-missing', stale('status'), granted),
    'missing, and too old to know',
  ),
]
const carried: readonly Case[] = [
  aged('status-stick-fresh', '2026-03-04T00:00:01Z', 1, good, 'a stick has longer'),
  aged('status-stick-grace', '2026-03-11T00:00:00Z', 1, good, 'nine days', '2026-03-11T00:00:01Z'),
  aged('status-stick-stale', '2026-03-11T00:00:01Z', 1, tooOld, 'a second past nine days'),
  aged('status-stick-stale-set', '2026-03-11T00:00:01Z', 0, revoked, 'what is set stays set'),
]

const suspended: readonly Case[] = [
  shown('status-suspended', coded(77), revoked, 'suspended: set as what is revoked is'),
  shown('status-not-yet-set', coded(78), good, 'not yet set'),
]
const restored: readonly Case[] = [
  shown('status-restored', coded(77), good, 'the next list has it no more'),
  shown('status-newly-set', coded(78), revoked, 'and has another'),
  shown('status-still-set', coded(1002), revoked, 'what is revoked is in every list from then on'),
]

const bare: Json = {
  ruleSet: 'gate-open',
  station: null,
  lane: null,
  requireLive: false,
  requireCard: null,
  card: 'absent',
  onSite: {},
  seenBefore: null,
}

const whole = (
  id: string,
  what: Shown,
  expected: Expected,
  rest: { readonly colour: string | null; readonly basis: { readonly [name: string]: Json } },
  comment: string,
): Case => {
  const { colour } = rest
  const basis: Json = { now: noon, context: bare, ...rest.basis, engine: 1 }
  const { outcome, reasons } = expected
  return shows(id, what, expected, validUntil, comment, {
    context: { ruleSet: 'gate-open' },
    decision: { outcome, reasons: reasons as Json, colour, holdsUntil: validUntil, basis },
  })
}

const [february, march] = ['cn-4101/2026-02', 'cn-4101/2026-03'] as const
const fromFebruary = coded(0, { issuedAt: '2026-02-28T16:30:00Z' })

const wholes: readonly Case[] = [
  whole(
    'status-whole-pass',
    coded(1),
    good,
    { colour: 'green', basis: statusBasis(march) },
    'the list that was looked into is part of the basis',
  ),
  whole(
    'status-whole-revoked',
    coded(0),
    revoked,
    { colour: null, basis: { ...statusBasis(march), ruleSet: null } },
    'of what is revoked too',
  ),
  whole(
    'status-whole-missing',
    coded(undefined),
    absent,
    { colour: 'yellow', basis: { ...statusBasis(), status: null } },
    'without an index none is looked into',
  ),
  whole(
    'status-whole-two',
    { several: [coded(1), fromFebruary, coded(2)] },
    check('person-unproven', granted),
    { colour: 'yellow', basis: statusBasis(february, march) },
    'each list once, in the order of their names',
  ),
]

export const verifyStatus: VectorFile = {
  path: 'verify/status.json',
  prefix: 'verify',
  schema: 'verify',
  about: 'Status lists: their entries and months, their age, what is set and cleared again.',
  groups: [
    {
      given: poll,
      cases: [...indices, ...months, ...spans, ...order, ...polled, ...suspended, ...wholes],
    },
    { given: later, cases: restored },
    { given: stick, cases: carried },
    {
      given: rowless,
      cases: [shown('status-no-row', coded(1), tooOld, 'without a row it is stale at once')],
    },
  ],
}
