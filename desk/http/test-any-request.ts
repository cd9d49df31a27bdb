/** Any sound request of a route, made of its schemas out of what there is at the desk: matters, records, people, numbers. */
import { Compile } from 'typebox/compile'
import type { TSchema } from 'typebox'
import { routeOf, type RouteName } from '../shared/routes.ts'
import type { SampleRequest } from './test-every-route.ts'

/** What requests may speak of. */
export interface AtHand {
  /** Tried in every place of text whose form they have. */
  readonly texts: readonly string[]
  readonly numbers: readonly number[]
  readonly facts: readonly { readonly source: string; readonly id: string }[]
  readonly fields: readonly Readonly<Record<string, unknown>>[]
  /** What a source may push: lines of NDJSON. */
  readonly records: readonly string[]
}

/** A whole number below the one given. */
export type Draw = (below: number) => number

/** One of them. */
export function oneOfAll<T>(all: readonly T[], draw: Draw): T {
  return all[draw(all.length)] as T
}

/** Makes one. */
export function anyRequest(name: RouteName, atHand: AtHand, draw: Draw): SampleRequest {
  const route = routeOf(name)
  const of = (schema: TSchema): unknown => anyOf(schema, atHand, draw)
  return {
    ...{ name, route, method: name.split(' ')[0] ?? '' },
    params: route.params === undefined ? {} : (of(route.params) as Record<string, string>),
    query: route.query === undefined ? {} : (of(route.query) as Record<string, string>),
    body:
      route.body === undefined
        ? {}
        : route.body === 'records'
          ? oneOfAll(atHand.records, draw)
          : of(route.body),
  }
}

type Known = Readonly<Record<string, unknown>> & { readonly type?: string }

function anyOf(schema: TSchema, atHand: AtHand, draw: Draw): unknown {
  const of = schema as Known
  if ('const' in of) return of['const']
  for (const choice of ['enum', 'anyOf'] as const) {
    const all: unknown = of[choice]
    if (!Array.isArray(all)) continue
    const one: unknown = oneOfAll(all, draw)
    return choice === 'enum' ? one : anyOf(one as TSchema, atHand, draw)
  }
  switch (of.type) {
    case 'object':
      return anyObject(of, atHand, draw)
    case 'array':
      return Array.from({ length: Number(of['minItems'] ?? 0) + draw(2) }, () =>
        anyOf(of['items'] as TSchema, atHand, draw),
      )
    case 'string':
      return oneOfAll(fitting(schema, atHand.texts), draw)
    case 'boolean':
      return draw(2) === 0
    default:
      return oneOfAll(atHand.numbers, draw)
  }
}

function anyObject(of: Known, atHand: AtHand, draw: Draw): unknown {
  if ('patternProperties' in of) return oneOfAll(atHand.fields, draw)
  const members = Object.entries((of['properties'] ?? {}) as Readonly<Record<string, TSchema>>)
  if (members.map(([name]) => name).join() === 'source,id') return oneOfAll(atHand.facts, draw)
  const required = of['required'] as readonly string[] | undefined
  return Object.fromEntries(
    members
      .filter(([name]) => required?.includes(name) === true || draw(2) === 0)
      .map(([name, member]) => [name, anyOf(member, atHand, draw)]),
  )
}

const forms = new WeakMap<TSchema, (text: string) => boolean>()

function fitting(schema: TSchema, texts: readonly string[]): readonly string[] {
  let fits = forms.get(schema)
  if (fits === undefined) {
    const form = Compile(schema)
    fits = (text) => form.Check(text)
    forms.set(schema, fits)
  }
  const found = texts.filter(fits)
  if (found.length === 0) throw new TypeError('nothing at hand has the form that is asked for')
  return found
}
