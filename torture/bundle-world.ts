/** A small authority with every kind of document, for mutants of its bundles. */
import { digest, keyOf, signDraft, type Draft, type Edition } from './bundle-documents.ts'

/** When bundles are offered: 2 March 2026, noon UTC. */
export const now = 1_772_452_800
const day = 86_400

/** An instant some seconds from now. */
export const at = (seconds: number): string =>
  new Date((now + seconds) * 1000).toISOString().replace('.000Z', 'Z')

const words = { zh: '测试', en: 'a test' }
const role = (threshold: number, ...names: readonly string[]) => ({
  keys: names.map((name) => keyOf(name).thumbprint),
  threshold,
})
const table = (...names: readonly string[]) =>
  Object.fromEntries(names.map((name) => [keyOf(name).thumbprint, keyOf(name).jwk]))

export const rails = { notice: 3600, minDuration: 3600, maxAhead: 30 * day }
const limit = (seconds: number) => ({ limit: seconds, grace: seconds })
const schedule = { timestamp: limit(day), trust: limit(14 * day), facts: limit(14 * day) }

const roleKeys = ['root-1', 'root-2', 'root-3', 'snapshot', 'timestamp', 'trust', 'facts']
const moreKeys = ['status', 'stations', 'rules-1', 'rules-2', 'alarm-1', 'alarm-2']

/** Root, as every version of it is. */
export const rootDraft = (version: number): Draft => ({
  name: `root/${version}`,
  by: ['root-1', 'root-2'],
  signedAt: now - 10 * day,
  payload: {
    version,
    world: 'test',
    purpose: words,
    legalBasis: ['none'],
    endsAt: at(365 * day),
    expires: at(300 * day),
    keys: table(...roleKeys, ...moreKeys),
    roles: {
      root: role(2, 'root-1', 'root-2', 'root-3'),
      snapshot: role(1, 'snapshot'),
      timestamp: role(1, 'timestamp'),
      trust: role(1, 'trust'),
      facts: role(1, 'facts'),
      status: role(1, 'status'),
      stations: role(1, 'stations'),
      rules: [{ prefix: 'aa-', ...role(1, 'rules-1', 'rules-2'), rails }],
      emergency: { prefix: 'alarm.', ...role(2, 'alarm-1', 'alarm-2'), ended: [] },
    },
    freshness: { poll: schedule, stick: schedule },
    clockUncertainty: 60,
  },
})

const member = (
  name: string,
  by: readonly string[],
  payload: Readonly<Record<string, unknown>>,
  signedAt = now - 5 * day,
): Draft => ({ name, by, signedAt, payload })

/** A version of a rule set. */
export const ruleSet = (
  name: string,
  by: readonly string[],
  more: Readonly<Record<string, unknown>> = {},
  signedAt = now - 5 * day,
): Draft => {
  const [, id, version] = name.split('/')
  const rule = { no: 1, id: 'one', outcome: 'stop', when: { value: true }, reason: words }
  const payload = {
    id,
    version: Number(version),
    engine: 1,
    title: words,
    effective: { from: at(-4 * day), until: at(90 * day) },
    zone: { id: 'Asia/Shanghai', tzdata: '2026b', offsets: [[0, 28_800]] },
    change: { type: 'ordinary', how: 'a', basis: ['b'], requestedBy: 'c', reviewedBy: 'd' },
    accepts: { assessments: [] },
    parameters: {},
    valueSets: {},
    colours: { pass: 'green', check: 'yellow', stop: 'red' },
    rules: [rule],
    otherwise: 'check',
    ...more,
  }
  return member(name, by, payload, signedAt)
}

const bits = new Uint8Array(64).fill(1)

/** The document that gives `aa-1` to others. */
export const delegated = (more: Readonly<Record<string, unknown>> = {}): Draft =>
  member('delegation/aa-', ['rules-1'], {
    version: 1,
    expires: at(200 * day),
    prefix: 'aa-',
    keys: table('province'),
    delegations: [{ prefix: 'aa-1', ...role(1, 'province'), rails }],
    ...more,
  })

const expires = at(100 * day)
const issuerKey = {
  jwk: keyOf('issuer').jwk,
  from: at(-100 * day),
  until: at(100 * day),
  states: ['*'],
  covers: ['*'],
  regions: ['*'],
  sets: ['*'],
}
const trust = (version: number): Draft =>
  member('trust', ['trust'], {
    version,
    expires,
    issuers: [{ id: 'aa', name: words, status: 'none', keys: [issuerKey] }],
    revoked: [],
  })

const members: readonly Draft[] = [
  delegated(),
  member('facts', ['facts'], { version: 1, expires, types: [], onSite: {} }),
  member('stations', ['stations'], { version: 1, expires, groups: [] }),
  member('status/aa/2026-03', ['status'], {
    version: 1,
    expires,
    issuer: 'aa',
    month: '2026-03',
    entries: 512,
    data: { length: bits.length, sha256: digest(bits) },
  }),
  ruleSet('rules/aa-0/1', ['rules-1']),
  ruleSet('rules/aa-1/1', ['province']),
]

const top = (name: string, version: number): Draft =>
  member(name, [name], { version, expires: at(7 * day) }, now - 3600 * (10 - version))

const edition = (version: number, own: readonly Draft[]): Edition => ({
  roots: [],
  timestamp: top('timestamp', version),
  snapshot: top('snapshot', version),
  members: own,
  data: [bits],
})

/** What the verifier holds. */
export const firstEdition = edition(1, [...members, trust(1)])

const previous = { version: 1, sha256: digest(signDraft(members[4] as Draft).payload) }
const alarm = { effective: { from: at(0), until: at(2 * day) } }

/** A good next edition: a root, a trust list, a rule set and an emergency set that are new. */
export const secondEdition: Edition = {
  ...edition(2, [
    ...members,
    trust(2),
    ruleSet(
      'rules/aa-0/2',
      ['rules-1'],
      { previous, effective: { from: at(day), until: at(9 * day) } },
      now - day,
    ),
    ruleSet('emergency/alarm.aa-/1', ['alarm-1', 'alarm-2'], alarm, now - day),
  ]),
  roots: [rootDraft(2)],
}
