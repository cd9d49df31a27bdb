/** The issuers of the vectors' world: who plays whom in its trust list. */
import type { Json } from '../hand/jcs.ts'
import { key, type PublicJwk } from '../hand/keys.ts'

const from = '2026-01-01T00:00:00Z'
const until = '2027-01-01T00:00:00Z'

interface Line {
  readonly from?: string
  readonly until?: string
  readonly states?: readonly string[]
  readonly covers?: readonly string[]
  readonly regions?: readonly string[]
  readonly sets?: readonly string[]
}

const listed = (jwk: PublicJwk, line: Line = {}): Json => ({
  jwk: { ...jwk },
  from,
  until,
  states: ['*'],
  covers: ['*'],
  regions: ['*'],
  sets: ['*'],
  ...line,
})

const issuer = (id: string, keys: readonly Json[], status = 'none'): Json => ({
  id,
  name: { zh: `测试机构${id}`, en: `test issuer ${id}` },
  status,
  keys,
})

const narrow = {
  states: ['stay', 'test'],
  covers: ['recovery', 'stay', 'test'],
  regions: ['33'],
  sets: ['cn-3302'],
}

/** Everybody, as the trust list of the bundle `standard` has them. */
export const issuers: readonly Json[] = [
  // Ed25519, may say everything.
  issuer('cn-3301', [listed(key('issuer-good').publicJwk)]),
  // P-256, may say everything.
  issuer('cn-33', [listed(key('issuer-p256').publicJwk)]),
  // May state stays and tests, in region 33 only, and cover these and recoveries; may assess under its own set only.
  issuer('cn-3302', [listed(key('issuer-narrow').publicJwk, narrow)]),
  // One key in two windows with a gap between them.
  issuer('cn-3303', [
    listed(key('issuer-windowed').publicJwk, { until: '2026-02-01T00:00:00Z' }),
    listed(key('issuer-windowed').publicJwk, { from: '2026-03-01T00:00:00Z' }),
  ]),
  // Says that its codes are in status lists.
  issuer('cn-4101', [listed(key('issuer-lists').publicJwk)], 'lists'),
]

/** The payload of a trust list. */
export const trustList = (
  version: number,
  listedIssuers: readonly Json[],
  revoked: readonly Json[] = [],
): Json => ({
  version,
  expires: '2026-06-01T00:00:00Z',
  issuers: listedIssuers,
  revoked,
})
