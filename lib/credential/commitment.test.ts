/** Tests of commitments: an opening fits the code that was made with it, and nothing else does. */
import { expect, test } from 'vitest'
import { GreengateError } from '../errors.ts'
import { issue } from '../issue.ts'
import { jwkSigner } from '../crypto/signer.ts'
import { at, goodClaims, hour, issuerKeys } from '../testing/world.ts'
import { commit, openingMatches, type Committed } from './commitment.ts'
import type { Claims } from './claims.ts'

const assessment = {
  outcome: 'stop',
  ruleSet: 'test-hz',
  version: 13,
  rule: 7,
  assessedAt: at(-2 * hour),
} as const
const opening: Committed = {
  ...assessment,
  salt: new Uint8Array(16).fill(9),
  facts: goodClaims.facts ?? [],
  covers: goodClaims.covers ?? [],
}
const { facts: _facts, covers: _covers, ...bare } = goodClaims
const claims: Claims = { ...bare, assessment: { ...assessment, holdsUntil: at(11 * hour) } }

const issued = async (commitment?: Uint8Array, given = claims): Promise<string> =>
  issue(given, {
    signer: await jwkSigner(issuerKeys.Ed25519),
    cti: new Uint8Array(8),
    ...(commitment === undefined ? {} : { commitment }),
  })

test('an opening fits its code, in the form of its JSON as well', async () => {
  const text = await issued(await commit(opening))
  expect(await openingMatches(text, opening)).toBe(true)
  const kept = JSON.parse(JSON.stringify(opening)) as Committed
  expect(await openingMatches(text, { ...kept, salt: opening.salt })).toBe(true)
})

test.each<[string, Partial<Committed>]>([
  ['another salt', { salt: new Uint8Array(16).fill(8) }],
  ['no fact', { facts: [] }],
  [
    'a changed fact',
    {
      facts: opening.facts.map((fact) => ({
        ...fact,
        fields: { ...fact.fields, region: '330102' },
      })),
    },
  ],
  ['less coverage', { covers: opening.covers.slice(1) }],
  ['coverage until later', { covers: opening.covers.map((each) => ({ ...each, until: at(0) })) }],
  ['another outcome', { outcome: 'check' }],
  ['another rule', { rule: 8 }],
  ['another version', { version: 14 }],
  ['another set', { ruleSet: 'test-nb' }],
  ['another instant', { assessedAt: at(-hour) }],
  ['an instant that is none', { assessedAt: 'now' }],
])('an opening of %s fits no code', async (_what, change) => {
  const other = { ...opening, ...change }
  const code = await issued(await commit(opening))
  expect(await openingMatches(code, other)).toBe(false)
})

test('an opening whose assessment is not the code’s does not fit, whatever was committed to', async () => {
  const other = { ...opening, rule: 8 }
  expect(await openingMatches(await issued(await commit(other)), other)).toBe(false)
})

test('no code, and a code without a commitment, fit no opening', async () => {
  expect(await openingMatches(await issued(), opening)).toBe(false)
  expect(await openingMatches(await issued(undefined, goodClaims), opening)).toBe(false)
  for (const text of ['', 'GG1:', 'GG1:ABC', 'GG2:', 'x'.repeat(5000)]) {
    expect(await openingMatches(text, opening)).toBe(false)
  }
})

test('the same facts under another salt are another commitment', async () => {
  const salts = [1, 2, 3].map((n) => new Uint8Array(16).fill(n))
  const made = await Promise.all(salts.map((salt) => commit({ ...opening, salt })))
  expect(new Set(made.map((each) => each.join())).size).toBe(3)
  expect(made.map(({ length }) => length)).toEqual([24, 24, 24])
})

test('a commitment is refused to what is malformed', async () => {
  for (const change of [{ version: 0 }, { assessedAt: 'now' }, { outcome: 'green' as never }]) {
    const refused = commit({ ...opening, ...change })
    await expect(refused).rejects.toBeInstanceOf(GreengateError)
  }
  await expect(commit({ ...opening, salt: new Uint8Array(15) })).rejects.toThrow(TypeError)
  await expect(issued(new Uint8Array(23))).rejects.toThrow(TypeError)
})
