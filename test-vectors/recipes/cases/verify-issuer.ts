/** verify/issuer.json: whose code is it, and do we know the key (format.md 6.2). */
import { byRule, check, invalid, pass, stale, unreadable } from '../hand/reasons.ts'
import { makeCode } from '../hand/code.ts'
import { key } from '../hand/keys.ts'
import type { Claims } from '../hand/claims.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { covers, noon, person } from '../world/people.ts'
import { shows, standard, type Given } from '../world/verify-case.ts'

/** The end date of the world's root. */
const rootEnds = '2026-12-31T16:00:00Z'
/** 14 days and a second after the trust list was signed. */
const trustStale = '2026-03-15T00:00:01Z'
const granted = byRule('rule-pass', 'cn-3301/14#1')

const none: Given = { root: null, bundle: null, acceptedAt: noon }
const acceptedAt = standard.acceptedAt
const with2 = (root: string, bundle: string | null): Given => ({ root, bundle, acceptedAt })

const windowed = (issuedAt: string): Claims => ({
  ...person,
  issuer: 'cn-3303',
  issuedAt,
  validUntil: '2026-03-02T15:00:00Z',
  covers: covers(['contact', 'stay', 'test'], issuedAt),
})

const unlistedKey = (id: string): string => makeCode(id, key('issuer-unlisted'), person).text

const listedElsewhere = (id: string): string => makeCode(id, key('issuer-p256'), person).text

const late = { now: '2026-03-16T00:00:00Z' }
const lately: Claims = {
  ...person,
  issuedAt: '2026-03-15T22:00:00Z',
  validUntil: '2026-03-16T10:00:00Z',
}

const known: readonly Case[] = [
  shows('issuer-listed', person, pass(granted), person.validUntil, 'the good case of this file', {
    colour: 'green',
  }),
  shows(
    'issuer-not-listed',
    { ...person, issuer: 'cn-9901' },
    invalid('issuer-unknown'),
    trustStale,
    'once the trust list is stale, the issuer may be a newer one',
    { colour: null },
  ),
  shows(
    'issuer-not-listed-trust-list-stale',
    { ...lately, issuer: 'cn-9901' },
    check(stale('trust')),
    rootEnds,
    'unknown by a list that is too old is no proof of anything',
    late,
  ),
  shows(
    'issuer-prefix-of-a-listed-one',
    { ...person, issuer: 'cn-330' },
    invalid('issuer-unknown'),
    trustStale,
    'issuers are compared whole',
  ),
  shows(
    'key-not-listed',
    unlistedKey('key-not-listed'),
    invalid('key-unknown'),
    trustStale,
    'a listed issuer, a key of nobody',
  ),
  shows(
    'key-of-another-issuer',
    listedElsewhere('key-of-another-issuer'),
    invalid('key-unknown'),
    trustStale,
    'a key counts for its own issuer only',
  ),
  shows(
    'key-not-listed-trust-list-stale',
    makeCode('key-not-listed-trust-list-stale', key('issuer-unlisted'), lately).text,
    check(stale('trust')),
    rootEnds,
    'the key may be newer than the list',
    late,
  ),
  shows(
    'key-window-gap',
    windowed('2026-02-15T00:00:00Z'),
    invalid('key-out-of-time'),
    rootEnds,
    'issued between the two windows of its key',
  ),
  shows(
    'key-window-before',
    windowed('2025-12-31T23:59:59Z'),
    invalid('key-out-of-time'),
    rootEnds,
    'issued a second before the first window',
  ),
  shows(
    'key-window-first-instant',
    windowed('2026-03-01T00:00:00Z'),
    pass(byRule('rule-pass', 'gate-stay/1#1')),
    person.validUntil,
    'issued at the first instant of the second window',
    { context: { ruleSet: 'gate-stay' } },
  ),
  shows(
    'key-window-first-instant-of-none',
    windowed('2026-02-01T00:00:00Z'),
    invalid('key-out-of-time'),
    rootEnds,
    '`until` is the first instant at which a window is over',
  ),
  shows(
    'key-window-second',
    windowed(person.issuedAt),
    pass(granted),
    person.validUntil,
    'the same key in its second window',
  ),
]

export const verifyIssuer: VectorFile = {
  path: 'verify/issuer.json',
  schema: 'verify',
  about: 'Issuer and key: what the verifier knows of whom (format.md 6.2).',
  groups: [
    { given: standard, cases: known },
    {
      given: none,
      cases: [
        shows('bundle-none', person, check('no-bundle'), null, 'the verifier has nothing at all', {
          colour: null,
        }),
        shows(
          'bundle-none-damaged',
          'GG1:0',
          unreadable('damaged'),
          null,
          'decoding comes before the bundle',
        ),
      ],
    },
    {
      given: with2('root.ggb', null),
      cases: [
        shows(
          'bundle-root-only',
          person,
          check('no-trust-list'),
          rootEnds,
          'a root is pinned, and nothing was accepted yet',
        ),
      ],
    },
    {
      given: with2('root.ggb', 'no-issuers.ggb'),
      cases: [
        shows(
          'trust-list-empty',
          person,
          check('no-trust-list'),
          rootEnds,
          'a list of nobody is no list',
        ),
      ],
    },
    {
      given: with2('root-retiring.ggb', 'small.ggb'),
      cases: [
        shows(
          'root-before-its-end',
          person,
          pass(granted),
          '2026-03-02T05:00:00Z',
          'a second before the end of the purpose',
          { now: '2026-03-02T04:59:59Z' },
        ),
        shows(
          'root-at-its-end',
          person,
          check('retired'),
          null,
          '`endsAt` is the first instant at which the purpose is over; it stays over',
          { now: '2026-03-02T05:00:00Z', colour: null },
        ),
        shows(
          'root-ended-issuer-not-listed',
          { ...person, issuer: 'cn-9901' },
          check('retired'),
          null,
          'afterwards every outcome is this one',
          { now: '2026-03-02T06:00:00Z' },
        ),
      ],
    },
  ],
}
