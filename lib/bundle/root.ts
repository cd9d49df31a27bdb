/** The root document: who may sign what, the schedule of freshness, and when it all ends. */
import { shapeOf, type Words } from '../encoding/json-shape.ts'
import { isBare, parsePublicJwk, thumbprint } from '../crypto/jwk.ts'
import type { Threshold } from '../crypto/jws.ts'
import { importVerifyKey, type VerifyKey } from '../crypto/verify-key.ts'

const shape = shapeOf('ERR_BUNDLE_MALFORMED')
const roleNames = ['root', 'snapshot', 'timestamp', 'trust', 'facts'] as const
const freshnessRoles = ['timestamp', 'trust', 'facts'] as const

/** The roles whose signers root names one by one. */
export type RoleName = (typeof roleNames)[number]

/** Signers of rule sets whose id begins with a prefix. */
export interface Delegation extends Threshold {
  readonly prefix: string
}

/** A root document. */
export interface Root {
  readonly version: number
  readonly world: 'test' | 'demo' | 'production'
  readonly purpose: Words
  readonly legalBasis: readonly string[]
  /** Unix seconds: afterwards every outcome is `check: retired`. */
  readonly endsAt: number
  readonly expires: number
  readonly roles: Readonly<Record<RoleName, Threshold>>
  readonly delegations: readonly Delegation[]
  /** Seconds that a document may be old before decisions degrade; a role that is absent is stale at once. */
  readonly freshness: ReadonlyMap<string, number>
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
  const keys = await parseKeys(root['keys'])
  const roles = shape.record(root['roles'], 'roles', [...roleNames, 'rules'])
  const threshold = (role: RoleName): Threshold => parseThreshold(roles[role], role, keys)
  const freshness = shape.record(root['freshness'], 'freshness', [], freshnessRoles)
  return {
    version: shape.integer(root['version'], 'version', 1),
    world: shape.oneOf(root['world'], 'world', ['test', 'demo', 'production']),
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
    },
    delegations: shape.list(roles['rules'], 'roles.rules', (item, at) => {
      const { prefix, ...rest } = shape.record(item, at, ['prefix', 'keys', 'threshold'])
      return { prefix: shape.text(prefix, `${at}.prefix`), ...parseThreshold(rest, at, keys) }
    }),
    freshness: shape.entries(freshness, 'freshness', (item, at) => shape.integer(item, at, 1)),
    clockUncertainty: shape.integer(root['clockUncertainty'], 'clockUncertainty'),
  }
}

async function parseKeys(value: unknown): Promise<ReadonlyMap<string, VerifyKey>> {
  const keys = new Map<string, VerifyKey>()
  for (const [name, entry] of shape.entries(value, 'keys', (item) => item)) {
    const jwk = parsePublicJwk(entry)
    if (!isBare(entry, jwk)) {
      throw shape.refuse('keys', 'a key must have no member but kty, crv, x and y')
    }
    // The name must be the key's own, or one key could stand under two names and count twice.
    if ((await thumbprint(jwk)) !== name) {
      throw shape.refuse('keys', 'every key must be named by its thumbprint')
    }
    keys.set(name, await importVerifyKey(jwk))
  }
  return keys
}

function parseThreshold(
  value: unknown,
  where: string,
  keys: ReadonlyMap<string, VerifyKey>,
): Threshold {
  const role = shape.record(value, where, ['keys', 'threshold'])
  const names = shape.list(role['keys'], `${where}.keys`, shape.text)
  const threshold = shape.integer(role['threshold'], `${where}.threshold`, 1)
  const known = new Map<string, VerifyKey>()
  for (const name of names) {
    const key = keys.get(name)
    if (key === undefined)
      throw shape.refuse(`${where}.keys`, 'names a key that root does not have')
    known.set(name, key)
  }
  if (threshold > known.size) throw shape.refuse(where, 'threshold is beyond the number of keys')
  return { keys: known, threshold }
}
