/** The facts that the demo's people have, and the claims around them; times count back from the demo's now. */
import type { Assessment, Claims, Fact, FieldValue } from 'greengate/issue'
import { instantText } from '../edges/instant.ts'
import { issuers } from './documents.ts'

const hour = 3_600_000
const day = 24 * hour
/** The demo's zone has had no summer time since 1991. */
const zoneOffset = 8 * hour

/** Everything that the demo's rules read, and that its city states in full. */
export const kinds = [
  'checkin',
  'contact',
  'order',
  'person',
  'quarantine',
  'stay',
  'symptom',
  'test',
  'vaccination',
] as const

/** Makes facts and claims relative to one instant. */
export interface Health {
  /** The instant so many hours ago; negative: ahead. */
  readonly ago: (hours: number) => string
  /** The civil date so many days ago in the demo's zone. */
  readonly dayAgo: (days: number) => string
  readonly test: (
    hours: number,
    method?: 'pcr' | 'antigen',
    result?: 'negative' | 'positive',
  ) => Fact
  readonly checkin: (hours: number) => Fact
  readonly fact: (
    kind: (typeof kinds)[number],
    fields: Readonly<Record<string, FieldValue>>,
  ) => Fact
  /** A code of facts: all kinds stated in full an hour ago, good for a week. */
  readonly stated: (name: string, lastFour: string, ...facts: readonly Fact[]) => Claims
  /** A code of an assessment alone, good for 20 hours from when it was made. */
  readonly assessed: (name: string, lastFour: string, hours: number, result: Result) => Claims
}

/** What an assessment says beside its times. */
export type Result = Pick<Assessment, 'outcome' | 'version' | 'rule'>

/** Opens the makers for one instant. */
export function healthAt(now: Date): Health {
  const ago = (hours: number): string => instantText(new Date(now.getTime() - hours * hour))
  const dayAgo = (days: number): string =>
    new Date(now.getTime() + zoneOffset - days * day).toISOString().slice(0, 10)
  const fact: Health['fact'] = (kind, fields) => ({
    id: kind.slice(0, 2),
    kind,
    source: kind === 'test' ? issuers.laboratory : issuers.city,
    recordedAt: ago(2),
    fields,
  })
  return {
    ago,
    dayAgo,
    fact,
    test: (hours, method = 'pcr', result = 'negative') => ({
      ...fact('test', { sampledAt: ago(hours), method, result }),
      recordedAt: ago(hours - 1),
    }),
    checkin: (hours) => ({
      ...fact('checkin', { at: ago(hours), temperature: 36.5, unwell: false }),
      recordedAt: ago(hours),
    }),
    stated: (maskedName, lastFour, ...facts) => ({
      issuer: issuers.city,
      class: 'app',
      issuedAt: ago(1),
      validUntil: ago(-7 * 24),
      subject: { maskedName, lastFour },
      covers: kinds.map((kind) => ({ kind, until: ago(1) })),
      facts,
    }),
    assessed: (maskedName, lastFour, hours, result) => ({
      issuer: issuers.city,
      class: 'app',
      issuedAt: ago(hours),
      validUntil: ago(hours - 20),
      subject: { maskedName, lastFour },
      assessment: { ...result, assessedAt: ago(hours), holdsUntil: ago(hours - 20) },
    }),
  }
}
