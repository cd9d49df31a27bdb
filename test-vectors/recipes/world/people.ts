/** The people of the vectors' world at four o'clock UTC (noon in Shanghai) on 2 March 2026. */
import type { Assessment, Claims, Fact } from '../hand/claims.ts'
import { makeCode, type Breakage, type Code } from '../hand/code.ts'
import { key } from '../hand/keys.ts'

/** When most cases are decided. */
export const noon = '2026-03-02T04:00:00Z'
/** When most codes were issued, and until when they are valid. */
export const issuedAt = '2026-03-02T03:00:00Z'
export const validUntil = '2026-03-02T15:00:00Z'

/** A fact with the parts that do not matter filled in. */
export const fact = (id: string, kind: string, fields: Fact['fields'], more = {}): Fact => ({
  id,
  kind,
  source: 'hospital-1',
  recordedAt: '2026-03-02T00:00:00Z',
  fields,
  ...more,
})

/** A test and its result. */
export const test = (at: string, result: string, id = 't1'): Fact =>
  fact(id, 'test', { at, result, method: 'nucleic acid' })

/** Tested negative six hours ago. */
export const negative = test('2026-03-01T22:00:00Z', 'negative')

/** Coverage of kinds until an instant. */
export const covers = (kinds: readonly string[], until = issuedAt): NonNullable<Claims['covers']> =>
  kinds.map((kind) => ({ kind, until }))

/** Somebody whom rule 1 of the city's set lets pass, on facts. */
export const person: Claims = {
  issuer: 'cn-3301',
  issuedAt,
  validUntil,
  class: 'app',
  covers: covers(['contact', 'stay', 'test']),
  facts: [negative],
}

/** The same with other facts. */
export const withFacts = (...facts: readonly Fact[]): Claims => ({ ...person, facts })

/** Somebody whom the city assessed; no facts in the code. */
export const assessed = (given: Partial<Assessment> = {}, more: Partial<Claims> = {}): Claims => ({
  issuer: 'cn-3301',
  issuedAt,
  validUntil,
  class: 'app',
  assessment: {
    outcome: 'pass',
    version: 14,
    rule: 1,
    assessedAt: '2026-03-02T02:50:00Z',
    ...given,
  },
  ...more,
})

const signers: Readonly<Record<string, string>> = {
  'cn-3301': 'issuer-good',
  'cn-33': 'issuer-p256',
  'cn-3302': 'issuer-narrow',
  'cn-3303': 'issuer-windowed',
  'cn-4101': 'issuer-lists',
}

/** A code of these claims, signed by its issuer's own key. The id of the case makes it unique. */
export const code = (id: string, claims: Claims, broken?: Breakage): Code =>
  makeCode(id, key(signers[claims.issuer] ?? 'issuer-unlisted'), claims, broken)
