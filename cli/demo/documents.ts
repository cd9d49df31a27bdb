/** The demo's root, trust list and fact types. */
import { publicJwk, type PrivateJwk } from 'greengate/issue'
import { schedule } from '../bundle/defaults.ts'
import type { RootPayload } from '../bundle/payloads.ts'
import { instantText } from '../edges/instant.ts'
import { keyTable, roleOf, type DemoKeys } from './keys.ts'

const day = 86_400_000
const hour = 3_600_000

/** Who issues the demo's codes. */
export const issuers = {
  city: 'demo-hz',
  laboratory: 'demo-lab',
  /** The issuing desk: the only one whose codes are in lists, since it gives them out one by one. */
  desk: 'demo-desk',
  stranger: 'demo-xx',
} as const

/** Seconds: what is signed takes effect at once here, so that a rule can be seen to change. */
const rails = { notice: 0, minDuration: 3600, maxAhead: 1_209_600 }

/** Root: who may sign what. Two of three for root itself, author and reviewer for rules. */
export async function rootPayload(keys: DemoKeys, now: Date): Promise<RootPayload> {
  const { root, snapshot, timestamp, trust, facts, rules } = keys
  return {
    version: 1,
    world: 'demo',
    purpose: {
      zh: '演示：车站通行核验，所有机构和人物均为虚构',
      en: 'Demonstration of checks at a station gate; every office and person is invented',
    },
    legalBasis: ['Demonstration decree 1/2020, article 3'],
    endsAt: instantText(new Date(now.getTime() + 730 * day)),
    expires: instantText(new Date(now.getTime() + 365 * day)),
    keys: await keyTable([...root, ...snapshot, ...timestamp, ...trust, ...facts, ...rules]),
    roles: {
      root: await roleOf(root, 2),
      snapshot: await roleOf(snapshot, 1),
      timestamp: await roleOf(timestamp, 1),
      trust: await roleOf(trust, 1),
      facts: await roleOf(facts, 1),
      status: await roleOf(trust, 1),
      stations: await roleOf(trust, 1),
      rules: [{ prefix: 'demo', ...(await roleOf(rules, 2)), rails }],
      emergency: { prefix: 'emergency.', ...(await roleOf(root, 2)), ended: [] },
    },
    freshness: schedule,
    clockUncertainty: 60,
  }
}

/** The trust list: the city may say everything of its own set, the laboratory only states tests. */
export function trustPayload({ issuers: keys }: DemoKeys, now: Date) {
  const from = new Date(now.getTime() - 60 * day)
  const until = new Date(now.getTime() + 365 * day)
  const entry = (jwk: PrivateJwk, end: Date, says: Says) => ({
    jwk: publicJwk(jwk),
    from: instantText(from),
    until: instantText(end),
    ...says,
  })
  const everything = { states: ['*'], covers: ['*'], regions: ['*'], sets: [issuers.city] }
  const testsOnly = { states: ['test'], covers: ['test'], regions: ['*'], sets: [] }
  return {
    version: 1,
    expires: instantText(new Date(now.getTime() + 90 * day)),
    issuers: [
      {
        id: issuers.city,
        name: { zh: '演示市健康码中心', en: 'Demo City Health Code Office' },
        status: 'none',
        keys: [
          entry(keys.city, until, everything),
          entry(keys.cityP256, until, everything),
          entry(keys.cityRetired, new Date(now.getTime() - 12 * hour), everything),
        ],
      },
      {
        id: issuers.laboratory,
        name: { zh: '演示检测实验室', en: 'Demo Testing Laboratory' },
        status: 'none',
        keys: [entry(keys.laboratory, until, testsOnly)],
      },
      {
        id: issuers.desk,
        name: { zh: '演示市健康码签发台', en: 'Demo City Issuing Desk' },
        status: 'lists',
        keys: [entry(keys.desk, until, everything)],
      },
    ],
    revoked: [],
  }
}

/** What one key may say. */
interface Says {
  readonly states: readonly string[]
  readonly covers: readonly string[]
  readonly regions: readonly string[]
  readonly sets: readonly string[]
}

const instant = { type: 'instant' }
const date = { type: 'date' }
const truth = { type: 'boolean' }
const text = { type: 'text' }
const oneOf = (...values: readonly string[]) => ({ type: 'enumeration', values })

/** The fact types: what rules may read of a person, as data. */
export function factsPayload(now: Date) {
  return {
    version: 1,
    expires: instantText(new Date(now.getTime() + 365 * day)),
    types: [
      type('test', '检测', 'test', {
        sampledAt: instant,
        method: oneOf('pcr', 'antigen'),
        result: oneOf('negative', 'positive', 'inconclusive'),
      }),
      type('vaccination', '接种', 'vaccination', {
        at: date,
        product: text,
        dose: { type: 'integer' },
        of: { type: 'integer' },
      }),
      type('contact', '接触史', 'contact with a case', {
        at: date,
        closeness: oneOf('close', 'secondary'),
      }),
      type('stay', '旅居史', 'stay in a region', {
        region: { type: 'region' },
        from: date,
        until: date,
      }),
      type('symptom', '症状', 'symptom', { at: date, name: oneOf('fever', 'cough', 'breathless') }),
      type('quarantine', '隔离', 'quarantine', { from: date, until: date, completed: truth }),
      type('checkin', '健康打卡', 'daily health report', {
        at: instant,
        temperature: { type: 'decimal', unit: 'Cel' },
        unwell: truth,
      }),
      type('recovery', '康复', 'recovery', { at: date }),
      type('order', '管控指令', 'order of an authority', {
        outcome: oneOf('check', 'stop'),
        from: instant,
        until: instant,
        authority: text,
        basis: text,
      }),
      type('person', '个人', 'person', {
        name: text,
        birthDate: date,
        idType: oneOf('resident', 'passport', 'other'),
      }),
    ],
    onSite: { temperature: { type: 'decimal', unit: 'Cel' } },
  }
}

function type(name: string, zh: string, en: string, fields: Readonly<Record<string, object>>) {
  return { name, labels: { zh, en }, fields }
}
