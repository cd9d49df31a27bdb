/** A small world for tests: an authority, its keys, fact types, a rule set, and bundles that say so. */
import { acceptBundle } from '../bundle/accept-bundle.ts'
import { pinRoot } from '../bundle/pin-root.ts'
import type { Bundle } from '../bundle/bundle.ts'
import { encodeBundle, type BundleDocument } from '../bundle/container.ts'
import type { Claims } from '../credential/claims.ts'
import { parsePublicJwk, thumbprint, type Algorithm, type PrivateJwk } from '../crypto/jwk.ts'
import { jwkSigner } from '../crypto/signer.ts'
import { formatInstant } from '../encoding/instant.ts'
import { issue } from '../issue.ts'
import type { Rule, RuleSet } from '../rules/rule-set.ts'
import { keyNamed } from './keys.ts'
import { publishBytes, signDocument, type Publication } from './publisher.ts'

/** 2020-03-01T12:00:00Z in unix seconds, and as the verifier's clock. */
export const now = 1_583_064_000
export const clock = new Date(now * 1000)
export const hour = 3600
export const day = 86_400

/** An instant some seconds from now, as documents and claims write it. */
export function at(seconds: number): string {
  return formatInstant(now + seconds)
}

export const issuerId = 'test-hz'
export const setId = 'test-hz'
export const issuerKeys = {
  Ed25519: keyNamed('issuer', 'Ed25519'),
  ESP256: keyNamed('issuer', 'ESP256'),
} as const
/** May state tests and contacts in one region only, and cover tests only. */
export const narrowKey = keyNamed('narrow issuer')

const rootKeys = [keyNamed('root 1'), keyNamed('root 2', 'ESP256'), keyNamed('root 3')]
const words = (en: string): { zh: string; en: string } => ({ zh: en, en })

async function role(keys: readonly PrivateJwk[], threshold: number) {
  return { keys: await Promise.all(keys.map((key) => thumbprint(parsePublicJwk(key)))), threshold }
}

/** Rails that hold nobody up. */
export const openRails = { notice: 0, minDuration: 0, maxAhead: 400 * day }

const exact = (limit: number) => ({ limit, grace: limit })
export const freshness = { timestamp: exact(day), trust: exact(14 * day), facts: exact(14 * day) }

/** The root document's payload. */
export async function rootPayload(version = 1): Promise<Record<string, unknown>> {
  const snapshot = keyNamed('snapshot')
  const timestamp = keyNamed('timestamp', 'ESP256')
  const rules = [keyNamed('rules 1'), keyNamed('rules 2')]
  const all = [...rootKeys, snapshot, timestamp, keyNamed('trust'), keyNamed('facts'), ...rules]
  const named = all.map(async (key) => [await thumbprint(key), parsePublicJwk(key)] as const)
  return {
    version,
    world: 'test',
    purpose: words('tests'),
    legalBasis: ['test decree 1'],
    endsAt: at(365 * day),
    expires: at(300 * day),
    keys: Object.fromEntries(await Promise.all(named)),
    roles: {
      root: await role(rootKeys, 2),
      snapshot: await role([snapshot], 1),
      timestamp: await role([timestamp], 1),
      trust: await role([keyNamed('trust')], 1),
      facts: await role([keyNamed('facts')], 1),
      status: await role([keyNamed('facts')], 1),
      stations: await role([keyNamed('facts')], 1),
      rules: [{ prefix: 'test', ...(await role(rules, 2)), rails: openRails }],
      emergency: { prefix: 'emergency.', ...(await role(rules, 2)), ended: [] },
    },
    freshness: { poll: freshness, stick: freshness },
    clockUncertainty: 60,
  }
}

/** A root signed by two of its three keys. */
export async function signedRoot(
  payload?: Readonly<Record<string, unknown>>,
  keys: readonly PrivateJwk[] = rootKeys.slice(0, 2),
): Promise<BundleDocument> {
  const value = payload ?? (await rootPayload())
  return signDocument(`root/${String(value['version'])}`, value, keys, now - 30 * day)
}

const everything = { states: ['*'], covers: ['*'], regions: ['*'], sets: ['test*'] }
const narrow = { states: ['test', 'contact'], covers: ['test'], regions: ['33'], sets: [] }

/** The trust list's payload: one issuer with a key of each algorithm, and a narrow one. */
export function trustPayload(version = 1) {
  const entry = (jwk: PrivateJwk, says: typeof everything) => ({
    jwk: parsePublicJwk(jwk),
    from: at(-60 * day),
    until: at(300 * day),
    ...says,
  })
  const keys = [
    entry(issuerKeys.Ed25519, everything),
    entry(issuerKeys.ESP256, everything),
    entry(narrowKey, narrow),
  ]
  const issuer = { id: issuerId, name: words('Test city'), status: 'none', keys }
  return { version, expires: at(90 * day), issuers: [issuer], revoked: [] }
}

/** The fact types' payload. */
export function factsPayload(version = 1) {
  const region = { type: 'region' }
  const test = {
    takenAt: { type: 'instant' },
    result: { type: 'enumeration', values: ['negative', 'positive'] },
    region,
  }
  const contact = { at: { type: 'instant' }, region }
  return {
    version,
    expires: at(90 * day),
    types: [
      { name: 'test', labels: words('test'), fields: test },
      { name: 'contact', labels: words('contact'), fields: contact },
      {
        name: 'vaccination',
        labels: words('vaccination'),
        fields: { day: { type: 'date' }, doses: { type: 'integer' } },
      },
    ],
    onSite: { temperature: { type: 'decimal', unit: 'Cel' } },
  }
}

const clear: Rule = {
  no: 1,
  id: 'clear',
  outcome: 'pass',
  requires: [{ kind: 'contact', maxAge: 'P1D' }],
  when: {
    op: 'some',
    kind: 'test',
    where: {
      op: 'and',
      of: [
        { op: '==', left: { field: 'result' }, right: { value: 'negative' } },
        {
          op: '<=',
          left: { op: 'elapsed', of: { field: 'takenAt' } },
          right: { value: 48, unit: 'hour' },
        },
      ],
    },
  },
  reason: words('a recent negative test'),
}
const fever: Rule = {
  no: 5,
  id: 'fever',
  outcome: 'check',
  when: { op: '>=', left: { onSite: 'temperature' }, right: { value: 37.3, unit: 'Cel' } },
  reason: words('fever'),
}
const closeContact: Rule = {
  no: 7,
  id: 'close-contact',
  outcome: 'stop',
  when: {
    op: 'some',
    kind: 'contact',
    where: {
      op: '<=',
      left: { op: 'days', of: { field: 'at' } },
      right: { parameter: 'quarantineDays' },
    },
  },
  reason: words('a close contact'),
}

/** The rule set: pass with a recent negative test, no contact within 14 days and no fever. */
export function ruleSet(members: Partial<RuleSet> = {}): RuleSet {
  return {
    id: setId,
    version: 1,
    engine: 1,
    title: words('Test rules'),
    effective: { from: at(-10 * day), until: at(60 * day) },
    zone: { id: 'Asia/Shanghai', tzdata: '2026b', offsets: [[0, 28_800]] },
    change: { type: 'first', how: 'new', basis: ['test'], requestedBy: 'a', reviewedBy: 'b' },
    accepts: { assessments: [{ issuer: 'test*', set: 'test*', maxAge: 'PT12H' }] },
    parameters: { quarantineDays: { value: 14, unit: 'day' } },
    valueSets: {},
    colours: { pass: 'green', check: 'yellow', stop: 'red' },
    rules: [clear, fever, closeContact],
    otherwise: 'check',
    ...members,
  }
}

/** A publication of the world, or of one that differs in a member. */
export async function publication(members: Partial<Publication> = {}): Promise<Publication> {
  return {
    roots: [await signedRoot()],
    members: [
      { name: 'trust', value: trustPayload(), keys: [keyNamed('trust')] },
      { name: 'facts', value: factsPayload(), keys: [keyNamed('facts')] },
      {
        name: `rules/${setId}/1`,
        value: ruleSet(),
        keys: [keyNamed('rules 1'), keyNamed('rules 2')],
      },
    ],
    version: 1,
    snapshotKeys: [keyNamed('snapshot')],
    timestampKeys: [keyNamed('timestamp', 'ESP256')],
    signedAt: now - hour,
    ...members,
  }
}

/** A verifier that pinned the root and has nothing else. */
export async function pinned(): Promise<Bundle> {
  return pinRoot(encodeBundle([await signedRoot()]), { worlds: ['test'] })
}

/** A verifier that knows the world. */
export async function worldBundle(): Promise<Bundle> {
  return acceptBundle(await pinned(), await publishBytes(await publication()), clock)
}

/** The claims of a person who may pass at `now`, if no fever is measured. */
export const goodClaims: Claims = {
  issuer: issuerId,
  class: 'app',
  issuedAt: at(-hour),
  validUntil: at(11 * hour),
  subject: { maskedName: '王*', lastFour: '123X' },
  covers: [
    { kind: 'contact', until: at(-hour) },
    { kind: 'test', until: at(-hour) },
  ],
  facts: [
    {
      id: 't1',
      kind: 'test',
      source: 'lab-7',
      recordedAt: at(-10 * hour),
      fields: { takenAt: at(-20 * hour), result: 'negative', region: '330106' },
    },
  ],
}

/** The circumstances under which they may pass. */
export const goodContext = {
  ruleSet: setId,
  onSite: { temperature: 36.6 },
  seenBefore: 'no',
} as const

/** Issues with a key of the issuer; `cti` is fixed so that a run can be repeated. */
export async function issueCode(
  claims: Claims = goodClaims,
  key: PrivateJwk | Algorithm = 'Ed25519',
  cti = 1,
): Promise<string> {
  const signer = await jwkSigner(typeof key === 'string' ? issuerKeys[key] : key)
  const bytes = new Uint8Array(8)
  new DataView(bytes.buffer).setUint32(0, cti)
  return issue(claims, { signer, cti: bytes })
}
