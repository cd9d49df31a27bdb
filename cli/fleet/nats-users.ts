/** Who may do what in the account FLEET of NATS: stations by their own keys, the collector, the publisher (deploy/README.md 3). */
import type { PublicJwk } from 'greengate/issue'
import { nkeyOf } from '../nats/nkey.ts'
import { OperatorError } from '../operator-error.ts'

/** Those who are no station. */
export type FleetOffice = 'collector' | 'publisher'

/** A user, and what it may do; what is not allowed is refused. */
export interface NatsUser {
  readonly name: string
  /** `UA…` */
  readonly nkey: string
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
  /** May answer what was sent to it, and publish nothing else. */
  readonly answers?: true
}

/**
 * All users, in a stable order.
 *
 * @throws {@link OperatorError} for a name that would be more than a name in a subject, a key that NATS has no form for,
 *   and a key of two users.
 */
export function fleetUsers(
  stations: ReadonlyMap<string, PublicJwk>,
  offices: ReadonlyMap<FleetOffice, PublicJwk>,
): readonly NatsUser[] {
  const users = [
    ...[...offices].toSorted(byName).map(([name, key]) => officeUser(name, keyOf(name, key))),
    ...[...stations].toSorted(byName).map(([name, key]) => stationUser(name, keyOf(name, key))),
  ]
  const owners = new Map<string, string>()
  for (const { name, nkey } of users) {
    const other = owners.get(nkey)
    if (other !== undefined)
      throw new OperatorError(`${other}, ${name}: have the same key; give each its own`)
    owners.set(nkey, name)
  }
  return users
}

function stationUser(name: string, nkey: string): NatsUser {
  // A full stop, * or > would reach into what is another's.
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
    throw new OperatorError(
      `station "${name}": its name cannot stand in a subject; only letters, digits, - and _ can`,
    )
  }
  return {
    ...{ name, nkey },
    publish: [`greengate.records.${name}`, `greengate.heartbeat.${name}`],
    subscribe: ['greengate.update', `_INBOX_${name}.>`],
  }
}

function officeUser(name: FleetOffice, nkey: string): NatsUser {
  return name === 'publisher'
    ? { name, nkey, publish: ['greengate.update'], subscribe: [] }
    : {
        ...{ name, nkey, publish: [], answers: true },
        subscribe: ['greengate.records.*', 'greengate.heartbeat.*'],
      }
}

function keyOf(name: string, key: PublicJwk): string {
  const nkey = nkeyOf(key)
  if (nkey !== undefined) return nkey
  throw new OperatorError(
    `${name}: has no Ed25519 key, and NATS takes no other; enrol it with one, or use certificates`,
  )
}

function byName([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

/** The file that `accounts.conf` includes: one user a line. */
export function usersFile(users: readonly NatsUser[]): string {
  return [
    '# Written by "greengate fleet users"; do not edit. Then: nats-server --signal reload',
    'users: [',
    ...users.map((user) => `  ${userLine(user)}`),
    ']',
    '',
  ].join('\n')
}

function userLine({ name, nkey, publish, subscribe, answers }: NatsUser): string {
  // A request waits two minutes for its answer.
  const may = answers === true ? ', allow_responses: { max: 1, expires: "2m" }' : ''
  return `{ nkey: ${nkey}, permissions: { publish: ${list(publish)}, subscribe: ${list(subscribe)}${may} } } # ${name}`
}

/** An empty list would allow everything. */
function list(subjects: readonly string[]): string {
  return subjects.length === 0 ? '{ deny: [">"] }' : `{ allow: ${JSON.stringify(subjects)} }`
}

/** The keys that a written file names, by the name behind each; empty for a file that is none of ours. */
export function usersIn(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^ {2}\{ nkey: (U[A-Z2-7]{55}), .*# ([\w-]+)$/gm)
  return new Map([...lines].map(([, nkey = '', name = '']) => [name, nkey]))
}
