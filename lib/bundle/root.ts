/** The root document: who may sign what, the schedule of freshness, and when it all ends. */
import { shapeOf, type Words } from '../encoding/json-shape.ts'
import type { Threshold } from '../crypto/jws.ts'
import { parseDelegations, parsePrefix, type Delegation } from './delegation.ts'
import { parseFreshness, type Schedule, type VerifierClass } from './freshness.ts'
import { parseRoleKeys, parseThreshold, type RoleKeys } from './role-keys.ts'
import { worlds, type World } from './world.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')
const roleNames = ['root', 'snapshot', 'timestamp', 'trust', 'facts', 'status', 'stations'] as const

/** The roles whose signers root names one by one. */
export type RoleName = (typeof roleNames)[number]

/** Signers of emergency sets, and which of them root has ended. */
export interface Emergency extends Threshold {
  readonly prefix: string
  /** `<id>/<version>` */
  readonly ended: ReadonlySet<string>
}

/** A root document. */
export interface Root {
  readonly version: number
  readonly world: World
  readonly purpose: Words
  readonly legalBasis: readonly string[]
  /** Unix seconds: afterwards every outcome is `check: retired`. */
  readonly endsAt: number
  readonly expires: number
  readonly roles: Readonly<Record<RoleName, Threshold>>
  readonly delegations: readonly Delegation[]
  /** undefined: nobody may sign emergency sets. */
  readonly emergency: Emergency | undefined
  readonly freshness: Readonly<Record<VerifierClass, Schedule>>
  /** Seconds. */
  readonly clockUncertainty: number
}

/**
 * Reads a root's payload (docs/bundle.md 2).
 *
 * @throws GreengateError `ERR_BUNDLE_MALFORMED`, `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`
 */
export async function parseRoot(value: unknown): Promise<Root> {
  const root = shape.record(value, 'root', [
    'version',
    'world',
    'purpose',
    'legalBasis',
    'endsAt',
    'expires',
    'keys',
    'roles',
    'freshness',
    'clockUncertainty',
  ])
  const keys = await parseRoleKeys(root['keys'])
  const roles = shape.record(root['roles'], 'roles', [...roleNames, 'rules', 'emergency'])
  const threshold = (role: RoleName): Threshold => parseThreshold(roles[role], role, keys)
  return {
    version: shape.integer(root['version'], 'version', 1),
    world: shape.oneOf(root['world'], 'world', worlds),
    purpose: shape.words(root['purpose'], 'purpose'),
    legalBasis: shape.list(root['legalBasis'], 'legalBasis', shape.text),
    endsAt: shape.instant(root['endsAt'], 'endsAt'),
    expires: shape.instant(root['expires'], 'expires'),
    roles: {
      root: threshold('root'),
      snapshot: threshold('snapshot'),
      timestamp: threshold('timestamp'),
      trust: threshold('trust'),
      facts: threshold('facts'),
      status: threshold('status'),
      stations: threshold('stations'),
    },
    delegations: parseDelegations(roles['rules'], 'roles.rules', keys),
    emergency: parseEmergency(roles['emergency'], keys),
    freshness: parseFreshness(root['freshness']),
    clockUncertainty: shape.integer(root['clockUncertainty'], 'clockUncertainty'),
  }
}

function parseEmergency(value: unknown, keys: RoleKeys): Emergency | undefined {
  if (value === null) return undefined
  const where = 'roles.emergency'
  const { prefix, ended, ...role } = shape.record(value, where, [
    'prefix',
    'keys',
    'threshold',
    'ended',
  ])
  const { keys: signers, threshold } = parseThreshold(role, where, keys)
  if (threshold < 2) throw shape.refuse(where, 'at least two keys must sign an emergency set')
  return {
    prefix: parsePrefix(prefix, `${where}.prefix`),
    keys: signers,
    threshold,
    ended: new Set(shape.list(ended, `${where}.ended`, shape.text)),
  }
}
