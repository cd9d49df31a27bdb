/** Who may do what in the account FLEET of NATS: stations by their own keys, the collector, the publisher (deploy/README.md 3). */
import type { PublicJwk } from 'greengate/issue'
import { nkeyOf } from '../nats/nkey.ts'
import { OperatorError } from '../operator-error.ts'

/** Those who are no station. */
export type FleetOffice = 'collector' | 'publisher'

/** By what a server knows its users: by their keys, or by names in client certificates (`verify_and_map`). */
export type KnownBy = 'key' | 'certificate'

/** A user, and what it may do; what is not allowed is refused. */
export interface NatsUser {
  readonly name: string
  /** What it shows: `nkey: UA…`, or `user: "east-1"`, the DNS name of its certificate. */
  readonly shows: string
  readonly publish: readonly string[]
  readonly subscribe: readonly string[]
  /** May answer what was sent to it, and publish nothing else. */
  readonly answers?: true
}

/**
 * All users, in a stable order.
 *
 * @throws {@link OperatorError} for a name that would be more than a name in a subject, a key that NATS has no form for,
 *   and two users that cannot be told apart.
 */
export function fleetUsers(
  stations: ReadonlyMap<string, PublicJwk>,
  offices: ReadonlyMap<FleetOffice, PublicJwk | undefined>,
  by: KnownBy = 'key',
): readonly NatsUser[] {
  const shown = ([name, key]: readonly [string, PublicJwk | undefined]): string =>
    by === 'key' ? `nkey: ${keyOf(name, key)}` : `user: ${JSON.stringify(name)}`
  const users = [
    ...[...offices].toSorted(byName).map((each) => officeUser(each[0], shown(each))),
    ...[...stations].toSorted(byName).map((each) => stationUser(each[0], shown(each))),
  ]
  const owners = new Map<string, string>()
  for (const { name, shows } of users) {
    const other = owners.get(shows)
    if (other !== undefined) {
      const what = by === 'key' ? 'have the same key; give each its own' : 'have the same name'
      throw new OperatorError(`${other}, ${name}: ${what}`)
    }
    owners.set(shows, name)
  }
  return users
}

function stationUser(name: string, shows: string): NatsUser {
  // A full stop, * or > would reach into what is another's.
  if (!/^[A-Za-z0-9_-]{1,64}$/.test(name)) {
    throw new OperatorError(
      `station "${name}": its name cannot stand in a subject; only letters, digits, - and _ can`,
    )
  }
  return {
    ...{ name, shows },
    publish: [`greengate.records.${name}`, `greengate.heartbeat.${name}`],
    subscribe: ['greengate.update', `_INBOX_${name}.>`],
  }
}

function officeUser(name: FleetOffice, shows: string): NatsUser {
  return name === 'publisher'
    ? { name, shows, publish: ['greengate.update'], subscribe: [] }
    : {
        ...{ name, shows, publish: [], answers: true },
        subscribe: ['greengate.records.*', 'greengate.heartbeat.*'],
      }
}

function keyOf(name: string, key: PublicJwk | undefined): string {
  const nkey = key && nkeyOf(key)
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

function userLine({ name, shows, publish, subscribe, answers }: NatsUser): string {
  // A request waits two minutes for its answer.
  const may = answers === true ? ', allow_responses: { max: 1, expires: "2m" }' : ''
  return `{ ${shows}, permissions: { publish: ${list(publish)}, subscribe: ${list(subscribe)}${may} } } # ${name}`
}

/** An empty list would allow everything. */
function list(subjects: readonly string[]): string {
  return subjects.length === 0 ? '{ deny: [">"] }' : `{ allow: ${JSON.stringify(subjects)} }`
}

/** What a written file says that users show, by the name behind each; empty for a file that is none of ours. */
export function usersIn(text: string): ReadonlyMap<string, string> {
  const lines = text.matchAll(/^ {2}\{ ((?:nkey|user): \S+), permissions: .*# ([\w-]+)$/gm)
  return new Map([...lines].map(([, shows = '', name = '']) => [name, shows]))
}
