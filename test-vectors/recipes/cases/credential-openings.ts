/** credential/openings.json: what a code was assessed on, shown by whoever has its opening (format.md 4.2). */
import { base64url, sha256, utf8 } from '../hand/bytes.ts'
import type { Claims } from '../hand/claims.ts'
import type { Json } from '../hand/jcs.ts'
import { commitment, type Opened } from '../hand/tag.ts'
import type { Case, VectorFile } from '../hand/vector-file.ts'
import { assessed, code, covers, fact, negative } from '../world/people.ts'

const assessment = {
  outcome: 'stop',
  ruleSet: 'cn-3301',
  version: 13,
  rule: 7,
  assessedAt: '2026-03-02T02:50:00Z',
} as const
const contact = fact('c1', 'contact', { at: '2026-02-20T04:00:00Z', region: '330106' })
const opened: Opened = {
  assessment,
  facts: [contact, negative],
  covers: covers(['contact', 'test'], '2026-03-02T02:00:00Z'),
}
const salt = sha256(utf8('a salt')).subarray(0, 16)

/** A code that commits to `committed`, and the opening that is shown for it. */
const shown = (
  id: string,
  fits: boolean,
  comment: string,
  given: {
    readonly shows?: Opened
    readonly salt?: Uint8Array
    readonly committed?: Opened | null
    readonly claims?: Claims
  } = {},
): Case => {
  const { shows = opened, committed = shows, claims = assessed(assessment) } = given
  const bytes = committed === null ? null : commitment(salt, committed)
  const { text } = code(id, claims, {
    claim: (positions) => {
      positions[4] = bytes
    },
  })
  const opening = {
    format: 'greengate-opening-1',
    facts: shows.facts,
    covers: shows.covers,
    assessment: shows.assessment,
    salt: base64url(given.salt ?? salt),
    commitment: bytes === null ? null : base64url(bytes),
  } as unknown as Json
  return { id, comment, text, opening, fits }
}

/** Shown for a code that committed to what is in `opened`. */
const other = (id: string, change: Partial<Opened>, comment: string): Case =>
  shown(id, false, comment, { shows: { ...opened, ...change }, committed: opened })

const { rule: _, ...ruleless } = assessment
const passed = { ...ruleless, outcome: 'pass' } as const

const cases: readonly Case[] = [
  shown('version-13', true, 'an assessment by version 13, and the facts that it came from'),
  shown('nothing-known', true, 'no fact and no coverage at all', {
    shows: { ...opened, facts: [], covers: [] },
  }),
  shown('pass-without-rule', true, 'a pass that names no rule', {
    shows: { ...opened, assessment: passed },
    claims: { ...assessed(), assessment: passed },
  }),
  shown('set-of-another', true, 'under a set that is not the issuer’s own', {
    shows: { ...opened, assessment: { ...assessment, ruleSet: 'cn-33' } },
    claims: assessed({ ...assessment, ruleSet: 'cn-33' }),
  }),
  shown('other-salt', false, 'a salt that differs', {
    salt: sha256(utf8('other')).subarray(0, 16),
  }),
  shown('no-commitment', false, 'a code that commits to nothing', { committed: null }),
  other('fact-left-out', { facts: [negative] }, 'the contact is left out'),
  other('facts-in-another-order', { facts: [negative, contact] }, 'the order is part of it'),
  other(
    'fact-changed',
    { facts: [{ ...contact, fields: { ...contact.fields, region: '330102' } }, negative] },
    'one field of one fact',
  ),
  other('coverage-left-out', { covers: opened.covers.slice(1) }, 'less coverage'),
  other(
    'coverage-later',
    { covers: covers(['contact', 'test'], '2026-03-02T02:00:01Z') },
    'coverage until a second later',
  ),
  ...(
    [
      ['rule', { rule: 8 }],
      ['version', { version: 14 }],
      ['outcome', { outcome: 'check' }],
      ['set', { ruleSet: 'cn-33' }],
      ['instant', { assessedAt: '2026-03-02T02:50:01Z' }],
    ] as const
  ).flatMap(([name, change]) => {
    const changed = { ...opened, assessment: { ...assessment, ...change } }
    return [
      other(`other-${name}`, changed, `another ${name} than was committed to`),
      shown(`${name}-not-of-the-code`, false, `committed to, but the code has another ${name}`, {
        shows: changed,
      }),
    ]
  }),
]

export const credentialOpenings: VectorFile = {
  path: 'credential/openings.json',
  prefix: 'opening',
  schema: 'credential-openings',
  about: 'Commitments and their openings: which fit a code, and which do not (format.md 4.2).',
  cases,
}
