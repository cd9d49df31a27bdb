/** Objects of a YAML file: members that must or may be there, and those whose driver says which members they have. */
import { isMap, isScalar, type Node } from 'yaml'
import { oneOf, pairOf, type Place, type Reading, type Schema, type Shape } from './shape.ts'

/** A member: its shape, what it is for, and what holds where it is absent. */
export interface Member<T> {
  readonly shape: Shape<unknown>
  readonly about: string
  readonly required: boolean
  /** The value where the member is absent. */
  absent(at: Place, reading: Reading): T | undefined
  /** The value where it is there. */
  read(at: Place, reading: Reading): T | undefined
  /** For people who read the schema; undefined: nothing holds. */
  readonly fallback: unknown
}

/** A member that the value does not have where it is absent. */
export interface OptionalMember<T> extends Member<T> {
  readonly mayBeAbsent: true
}

type Members = Readonly<Record<string, Member<unknown>>>
type Absent<M extends Members> = {
  [K in keyof M]: M[K] extends OptionalMember<unknown> ? K : never
}[keyof M]
type ValueOf<M extends Members> = {
  readonly [K in Exclude<keyof M, Absent<M>>]: M[K] extends Member<infer T> ? T : never
} & {
  readonly [K in Absent<M>]?: M[K] extends Member<infer T> ? T : never
}

/** A member that must be there. */
export function must<T>(shape: Shape<T>, about: string): Member<T> {
  return {
    ...{ shape, about, required: true, fallback: undefined },
    absent: () => undefined,
    read: (at, reading) => shape.read(at, reading),
  }
}

/** A member with a value that holds where nothing is written. */
export function may<T>(shape: Shape<T>, about: string, fallback: NoInfer<T>): Member<T> {
  return {
    ...{ shape, about, required: false, fallback },
    absent: () => fallback,
    read: (at, reading) => shape.read(at, reading),
  }
}

/** A member that need not be there. */
export function optional<T>(shape: Shape<T>, about: string): OptionalMember<T> {
  return {
    ...{ shape, about, required: false, fallback: undefined, mayBeAbsent: true },
    absent: () => undefined,
    read: (at, reading) => shape.read(at, reading),
  }
}

/** An object that is as if it were empty where it is absent. */
export function section<T>(shape: Shape<T>, about: string): Member<T> {
  return {
    ...{ shape, about, required: false, fallback: undefined },
    absent: (at, reading) => shape.read(at, reading),
    read: (at, reading) => shape.read(at, reading),
  }
}

/** An object with exactly these members. */
export function object<M extends Members>(members: M): Shape<ValueOf<M>> {
  const names = Object.keys(members)
  const required = names.filter((name) => members[name]?.required)
  return {
    schema: {
      type: 'object',
      properties: Object.fromEntries(names.map((name) => [name, described(members[name])])),
      ...(required.length > 0 && { required }),
      additionalProperties: false,
    },
    read(at, reading) {
      const { node } = at
      if (node !== null && !isEmpty(node) && !isMap(node)) {
        reading.find(
          'wrong-type',
          at,
          'is not a group of members',
          `indent below it: ${names.join(', ')}`,
        )
        return undefined
      }
      refuseUnknown(at, names, reading)
      const values = names
        .map((name): [string, unknown] => [
          name,
          readMember(name, members[name] as Member<unknown>, at, reading),
        ])
        .filter(([, value]) => value !== undefined)
      const isWhole = required.every((name) => pairOf(node, name) !== undefined)
      // What could not be read was found, and nobody uses a configuration with findings.
      return isWhole ? (Object.fromEntries(values) as ValueOf<M>) : undefined
    },
  }
}

function readMember(name: string, member: Member<unknown>, of: Place, reading: Reading): unknown {
  const path = of.path === '' ? name : `${of.path}.${name}`
  const pair = pairOf(of.node, name)
  if (pair === undefined) {
    if (member.required)
      reading.find('missing-member', of, `${name} is missing`, `write ${name}: ${member.about}`)
    return member.absent({ node: null, path }, reading)
  }
  return member.read({ node: pair.value ?? pair.key, path }, reading)
}

function refuseUnknown({ node, path }: Place, names: readonly string[], reading: Reading): void {
  if (!isMap<Node, Node | null>(node)) return
  for (const { key } of node.items) {
    const name = isScalar(key) ? String(key.value) : ''
    if (names.includes(name)) continue
    const at = { node: key, path: path === '' ? name : `${path}.${name}` }
    reading.find('unknown-member', at, 'there is no such member', oneOf(names))
  }
}

/** An object whose member `driver` says which other members it has. */
export function byDriver<T>(drivers: Readonly<Record<string, Shape<T>>>): Shape<T> {
  const names = Object.keys(drivers)
  return {
    schema: {
      type: 'object',
      required: ['driver'],
      oneOf: Object.values(drivers).map(({ schema }) => schema),
    },
    read(at, reading) {
      const driver = pairOf(at.node, 'driver')?.value
      const shape = isScalar(driver) ? drivers[String(driver.value)] : undefined
      if (shape !== undefined) return shape.read(at, reading)
      if (driver == null) reading.find('missing-member', at, 'driver is missing', oneOf(names))
      else {
        const where = { node: driver, path: `${at.path}.driver` }
        reading.find('wrong-value', where, 'there is no such driver', oneOf(names))
      }
      return undefined
    },
  }
}

/** `journal:` with nothing below it. */
const isEmpty = (node: Node): boolean => isScalar(node) && node.value === null

function described(member: Member<unknown> | undefined): Schema {
  if (member === undefined) return {}
  const { shape, about, fallback } = member
  return {
    description: about,
    ...(fallback !== undefined && { default: fallback }),
    ...shape.schema,
  }
}
