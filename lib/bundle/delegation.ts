/** Delegations: who may sign the rule sets whose id begins with a prefix, and within which rails. */
import { shapeOf } from '../encoding/json-shape.ts'
import type { Threshold } from '../crypto/jws.ts'
import { parseRoleKeys, parseThreshold, type RoleKeys } from './role-keys.ts'

const shape = /* @__PURE__ */ shapeOf('ERR_BUNDLE_MALFORMED')

/** What a rule set version must keep to, in seconds from its signing (docs/bundle.md 6). */
export interface Rails {
  /** A version takes effect no earlier than so long after it was signed. */
  readonly notice: number
  /** It holds for at least so long. */
  readonly minDuration: number
  /** It begins at most so long after it was signed. */
  readonly maxAhead: number
}

/** Signers of rule sets whose id begins with a prefix. */
export interface Delegation extends Threshold {
  readonly prefix: string
  readonly rails: Rails
}

/** The payload of a document `delegation/<prefix>`. */
export interface DelegationPayload {
  readonly version: number
  /** Unix seconds. */
  readonly expires: number
  readonly prefix: string
  readonly delegations: readonly Delegation[]
}

/**
 * Reads the payload of a document `delegation/<prefix>` (docs/bundle.md 2).
 *
 * @throws GreengateError `ERR_BUNDLE_MALFORMED`, `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`
 */
export async function parseDelegation(value: unknown): Promise<DelegationPayload> {
  const document = shape.record(value, 'delegation', [
    'version',
    'expires',
    'prefix',
    'keys',
    'delegations',
  ])
  const keys = await parseRoleKeys(document['keys'])
  return {
    version: shape.integer(document['version'], 'version', 1),
    expires: shape.instant(document['expires'], 'expires'),
    prefix: parsePrefix(document['prefix'], 'prefix'),
    delegations: parseDelegations(document['delegations'], 'delegations', keys),
  }
}

/** Reads a list of delegations; two of one list must differ in their prefix. */
export function parseDelegations(value: unknown, where: string, keys: RoleKeys): Delegation[] {
  const list = shape.list(value, where, (item, at) => {
    const { prefix, rails, ...role } = shape.record(item, at, [
      'prefix',
      'keys',
      'threshold',
      'rails',
    ])
    return {
      prefix: parsePrefix(prefix, `${at}.prefix`),
      rails: parseRails(rails, `${at}.rails`),
      ...parseThreshold(role, at, keys),
    }
  })
  if (new Set(list.map(({ prefix }) => prefix)).size < list.length) {
    throw shape.refuse(where, 'two delegations must not have one prefix')
  }
  return list
}

/** A prefix stands in a member's name, between slashes. */
export function parsePrefix(value: unknown, where: string): string {
  const prefix = shape.text(value, where)
  if (prefix.includes('/')) throw shape.refuse(where, 'must have no slash')
  return prefix
}

function parseRails(value: unknown, where: string): Rails {
  const rails = shape.record(value, where, ['notice', 'minDuration', 'maxAhead'])
  return {
    notice: shape.integer(rails['notice'], `${where}.notice`),
    minDuration: shape.integer(rails['minDuration'], `${where}.minDuration`),
    maxAhead: shape.integer(rails['maxAhead'], `${where}.maxAhead`),
  }
}
