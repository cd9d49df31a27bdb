/** Roots of the vectors' world: who holds which role, until when, and how old what may be. */
import { signDocument, type Document, type Signing } from '../hand/document.ts'
import type { Json } from '../hand/jcs.ts'
import { key } from '../hand/keys.ts'

/** A role: the names of its keys, and how many of them must sign. */
export type Role = readonly [threshold: number, ...keys: readonly string[]]

/** Seconds. */
export interface Rails {
  readonly notice: number
  readonly minDuration: number
  readonly maxAhead: number
}

/** Seconds, by role. */
export type Schedule = Readonly<Record<string, { readonly limit: number; readonly grace: number }>>

/** What a recipe may say about a root; the rest is the ordinary one. */
export interface RootOptions {
  readonly version?: number
  readonly signedAt?: string
  readonly expires?: string
  readonly endsAt?: string
  readonly roles?: Readonly<Record<string, Role>>
  /** Who may sign rule sets, by prefix of their ids. */
  readonly rules?: Readonly<Record<string, Role>>
  /** Rails of every prefix of `rules`. */
  readonly rails?: Rails
  /** Who signs emergency sets, under the prefix `emergency.`. */
  readonly emergency?: Role
  /** Emergency sets that are over. */
  readonly ended?: readonly string[]
  /** For verifiers of both classes, or for each. */
  readonly freshness?: Schedule | { readonly poll: Schedule; readonly stick: Schedule }
  readonly world?: string
  readonly by?: readonly Signing[]
  readonly more?: Readonly<Record<string, Json>>
}

const ordinary: Readonly<Record<string, Role>> = {
  root: [2, 'root-1', 'root-2'],
  snapshot: [1, 'snapshot'],
  timestamp: [1, 'timestamp'],
  trust: [1, 'trust'],
  facts: [1, 'facts'],
  status: [1, 'status'],
  stations: [1, 'stations'],
}

const ordinaryRules: Readonly<Record<string, Role>> = { 'cn-': [1, 'rules'], 'gate-': [1, 'rules'] }

const day = 86_400

/** How old a role's document may be, in seconds, before a verifier degrades. */
export const freshness: Schedule = {
  timestamp: { limit: day, grace: day },
  trust: { limit: 14 * day, grace: 14 * day },
  facts: { limit: 14 * day, grace: 14 * day },
}

/** Rails that hold nobody up. */
const openRails: Rails = { notice: 0, minDuration: 0, maxAhead: 366 * day }

const keysOf = ([, ...names]: Role): Json[] => names.map((name) => key(name).thumbprint).sort()

const thresholdOf = ([threshold]: Role): number => threshold

const emergencyOf = (role: Role, ended: readonly string[] = []): Json => ({
  prefix: 'emergency.',
  keys: keysOf(role),
  threshold: thresholdOf(role),
  ended: [...ended],
})

const scheduled = (given: Exclude<RootOptions['freshness'], undefined>): Json => {
  if ('poll' in given) return { poll: { ...given.poll }, stick: { ...given['stick'] } }
  return { poll: { ...given }, stick: { ...given } }
}

/** Signs with each of the named keys. */
export const by = (...names: readonly string[]): readonly Signing[] =>
  names.map((name) => ({ by: key(name) }))

/** A root whose payload is changed before it is signed. */
export const changedRoot = (change: (payload: string) => string): Document => {
  const { name, payload } = root({ version: 2 })
  const text = change(new TextDecoder().decode(payload))
  return signDocument(name, 'root', '2026-01-01T00:00:00Z', text, by('root-1', 'root-2'))
}

/** The document `root/<version>`. */
export const root = (options: RootOptions = {}): Document => {
  const roles = { ...ordinary, ...options.roles }
  const rules = options.rules ?? ordinaryRules
  const { version = 1 } = options
  const names = new Set(
    [...Object.values(roles), ...Object.values(rules), options.emergency ?? ([0] as Role)].flatMap(
      ([, ...n]) => n,
    ),
  )
  const keys = [...names].map((name) => [key(name).thumbprint, { ...key(name).publicJwk }] as const)
  return signDocument(
    `root/${version}`,
    'root',
    options.signedAt ?? '2026-01-01T00:00:00Z',
    {
      version,
      world: options.world ?? 'test',
      purpose: { zh: '测试', en: 'test vectors' },
      legalBasis: ['none: this world is made up'],
      endsAt: options.endsAt ?? '2026-12-31T16:00:00Z',
      expires: options.expires ?? '2026-12-01T00:00:00Z',
      keys: Object.fromEntries(keys),
      roles: {
        ...Object.fromEntries(
          Object.entries(roles).map(([name, role]) => [
            name,
            { keys: keysOf(role), threshold: thresholdOf(role) },
          ]),
        ),
        rules: Object.entries(rules).map(([prefix, role]) => ({
          prefix,
          keys: keysOf(role),
          threshold: thresholdOf(role),
          rails: { ...(options.rails ?? openRails) },
        })),
        emergency:
          options.emergency === undefined ? null : emergencyOf(options.emergency, options.ended),
      },
      freshness: scheduled(options.freshness ?? freshness),
      clockUncertainty: 60,
      ...options.more,
    },
    options.by ?? by('root-1', 'root-2'),
  )
}
