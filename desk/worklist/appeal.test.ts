/** A person who appeals can have their colour recomputed by anybody: from the code, the opening and the public bundle. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { acceptBundle, openingMatches, pinRoot, verify, type Committed } from 'greengate'
import { assess, issue, jwkSigner, type Claims, type Coverage, type Fact } from 'greengate/issue'
import { compileRuleSet, parseFactTypes } from 'greengate/rules'
import { makeDemo } from 'greengate-cli/demo'
import { openingOf } from '../issuing/claims-of.ts'
import { appealEvidence, type AppealEvidence } from './appeal-evidence.ts'
import { defaultTerms } from './due-at.ts'
import { answerOf, matterWords } from './matter-words.ts'
import { openOffice } from './test-office.ts'

const now = new Date('2020-03-02T08:20:30Z')
const ago = (hours: number) =>
  new Date(now.getTime() - hours * 3_600_000).toISOString().replace('.000Z', 'Z')
const facts: readonly Fact[] = [
  {
    id: 'c1',
    kind: 'contact',
    source: 'cdc',
    recordedAt: ago(2),
    fields: { at: ago(48).slice(0, 10), closeness: 'close' },
  },
]

const covers: readonly Coverage[] = [
  'contact',
  'quarantine',
  'order',
  'test',
  'stay',
  'symptom',
  'checkin',
].map((kind) => ({ kind, until: ago(1) }))

/** An opening as its holder shows it. */
interface Shown {
  readonly facts: readonly Fact[]
  readonly covers: readonly Coverage[]
  readonly assessment: Omit<Committed, 'salt' | 'facts' | 'covers'>
  readonly salt: string
}

/** Knows nothing of the desk: what everybody can fetch, and what the holder shows. */
const thirdParty = async (
  { text, opening }: Pick<AppealEvidence, 'text' | 'opening'>,
  rootBytes: Uint8Array,
  bundleBytes: Uint8Array,
) => {
  const bundle = await acceptBundle(
    await pinRoot(rootBytes, { worlds: ['demo'] }),
    bundleBytes,
    now,
  )
  const decision = await verify(text, { bundle, now, context: { ruleSet: 'demo-hz' } })
  const { assessment, salt, facts: shown, covers: whole } = JSON.parse(opening) as Shown
  const committed = {
    ...assessment,
    salt: new Uint8Array(Buffer.from(salt, 'base64url')),
    facts: shown,
    covers: whole,
  }
  const isOfCode = await openingMatches(text, committed satisfies Committed)
  const { version, assessedAt } = assessment
  const held = bundle.ruleSets.get('demo-hz')?.find((each) => each.version === version)
  if (held?.use.state !== 'ready') throw new Error('the bundle lacks the version')
  const again = await assess(shown, whole, {
    ruleSet: held.use.compiled,
    now: new Date(assessedAt),
  })
  return { decision, isOfCode, outcome: again.outcome, rule: again.rule }
}

test('a third party recomputes colour and rule from the code, the opening and the public bundle', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'desk-appeal-'))
  const demo = await makeDemo({ folder, now })
  rmSync(folder, { recursive: true })
  using office = openOffice()
  const { publication, keys, rootBytes, bundleBytes } = demo
  const ruleSet = compileRuleSet(publication.ruleSets[1]!, parseFactTypes(publication.facts))
  const assessed = await assess(facts, covers, { ruleSet, now, salt: new Uint8Array(16).fill(7) })
  expect(assessed).toMatchObject({ outcome: 'stop', rule: 7, missing: [] })
  const assessment = assessed.assessment!
  const cti = new Uint8Array(8).fill(5)
  const claims: Claims = {
    issuer: 'demo-hz',
    class: 'app',
    issuedAt: ago(0),
    validUntil: ago(-1),
    statusIndex: 1,
    assessment,
  }
  const signer = await jwkSigner(keys.issuers.city)
  const text = await issue(claims, { signer, cti, commitment: assessed.commitment! })
  office.store.db
    .prepare(
      "INSERT INTO code VALUES (?, 'an', 'app', NULL, NULL, 'demo-hz', '2020-03', 1, 0, ?, 'stop', 7, 2, ?, ?, 'revoked', NULL)",
    )
    .run(cti, now.getTime() / 1000 + 3600, text, openingOf(assessed))

  const subject = {
    kind: 'appeal',
    outcome: 'stop',
    ruleSet: 'demo-hz',
    version: 2,
    rule: 7,
  } as const
  const matter = office.ask({ subject })
  const shown = appealEvidence(office.store, 'an')
  expect(appealEvidence(office.store, 'an', cti)).toEqual(shown)
  expect(shown.members).toEqual(['rules/demo-hz/2', 'facts', 'trust'])
  expect(() => appealEvidence(office.store, 'bo')).toThrow()

  const found = await thirdParty(shown, rootBytes, bundleBytes)
  expect(found).toMatchObject({ isOfCode: true, outcome: 'stop', rule: 7 })
  expect(found.decision.outcome).not.toBe('pass')
  expect(found.decision.reasons.map(({ code }) => code)).not.toContain('signature-invalid')
  // An opening with a fact less is not that of the code, whatever it gives.
  const less = JSON.stringify({ ...(JSON.parse(shown.opening) as object), facts: [] })
  expect(await thirdParty({ ...shown, opening: less }, rootBytes, bundleBytes)).toMatchObject({
    isOfCode: false,
  })

  const words = (each: typeof matter, at = now) => matterWords(each, at, defaultTerms.offsetSeconds)
  expect(words(matter).en).toContain('2020-03-04')
  expect(words(matter, new Date('2020-03-05T00:00:00Z'))).not.toEqual(words(matter))
  const decided = office.agree(office.propose(matter, 'o1', { do: 'refuse' }), 'o2')
  expect(answerOf(matter)).toBeUndefined()
  expect(answerOf(decided)).toBe('as found')
  expect(words(decided)).not.toEqual(words(matter))
})
