/** A bundle with a key in trouble, a key that takes over, an emergency set and a correction, and its roots. */
import { container, type Document } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'
import { publish } from '../hand/publish.ts'
import { rule, some, value } from '../hand/rule-set.ts'
import { signDocument } from '../hand/document.ts'
import { factTypes } from './fact-types.ts'
import { emergency, version } from './editions.ts'
import { trustList } from './issuers.ts'
import { by, freshness, root, type RootOptions, type Schedule } from './root.ts'
import { city14 } from './rule-sets.ts'

const hour = 3600

const keyLine = (name: string, from: string, until: string): Json => ({
  jwk: { ...key(name).publicJwk },
  from,
  until,
  states: ['*'],
  covers: ['*'],
  regions: ['*'],
  sets: ['*'],
})

/** Two keys of one issuer; for twelve hours both may sign. */
const issuer: Json = {
  id: 'cn-3301',
  name: { zh: '测试机构', en: 'test issuer' },
  status: 'none',
  keys: [
    keyLine('issuer-good', '2026-01-01T00:00:00Z', '2026-03-02T12:00:00Z'),
    keyLine('issuer-next', '2026-03-02T00:00:00Z', '2026-09-01T00:00:00Z'),
  ],
}

const revoked = (from: string, until: string, site: number | null): Json => ({
  issuer: 'cn-3301',
  key: key('issuer-good').thumbprint,
  from,
  until,
  site,
  why: { zh: '测试', en: 'a test' },
})

const trust: Document = signDocument(
  'trust',
  'trust',
  '2026-03-01T00:00:00Z',
  trustList(
    1,
    [issuer],
    [
      revoked('2026-03-02T01:00:00Z', '2026-03-02T02:00:00Z', null),
      revoked('2026-03-02T02:00:00Z', '2026-03-02T02:30:00Z', 7),
    ],
  ),
  by('trust'),
)

/** For two hours nobody with a stay may pass where the city's set applies. */
const alarm = emergency(1, {
  id: 'emergency.cn-3301',
  from: '2026-03-02T06:00:00Z',
  until: '2026-03-02T08:00:00Z',
  rules: [rule(1, 'stop', some('stay'))],
})

const always = [rule(1, 'pass', value(true))]

const members: readonly Document[] = [
  signDocument('facts', 'facts', '2026-03-01T00:00:00Z', factTypes, by('facts')),
  signDocument('rules/cn-3301/14', 'rules', '2026-02-01T00:00:00Z', city14, by('rules')),
  version(1, { id: 'gate-open', rules: always }),
  alarm,
  trust,
]

const poll: Schedule = { ...freshness, timestamp: { limit: 6 * hour, grace: 24 * hour } }
const stick: Schedule = { ...freshness, timestamp: { limit: 48 * hour, grace: 192 * hour } }

const alarmed = (more: RootOptions = {}): Uint8Array =>
  container([
    root({ emergency: [2, 'emergency-1', 'emergency-2'], freshness: { poll, stick }, ...more }),
  ])

/** Files of test-vectors/bundle/ by name, without `.ggb`. */
export const alarmFiles: readonly (readonly [string, Uint8Array])[] = [
  ['root-alarm', alarmed()],
  ['root-alarm-ended', alarmed({ ended: ['emergency.cn-3301/1'] })],
  [
    'alarm',
    publish({
      version: 1,
      signedAt: '2026-03-02T00:00:00Z',
      expires: '2026-04-01T00:00:00Z',
      members,
    }),
  ],
]
