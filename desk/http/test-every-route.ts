/** A sound request of every route, made of the table itself, so that no route is forgotten by a test that walks them. */
import { Compile } from 'typebox/compile'
import type { TSchema } from 'typebox'
import type { Route } from '../shared/route.ts'
import { routeNames, routeOf, type RouteName } from '../shared/routes.ts'

/** A request as it can be changed before it is sent. */
export interface SampleRequest {
  readonly name: RouteName
  readonly route: Route
  readonly method: string
  readonly params: Readonly<Record<string, string>>
  readonly query: Readonly<Record<string, string>>
  readonly body: unknown
}

/** Every route with a request of its form; what stands in paths is given, for it must be somebody's. */
export function everyRoute(
  params: Readonly<Record<string, string>>,
  isWanted: (route: Route, name: RouteName) => boolean = () => true,
): readonly SampleRequest[] {
  return routeNames
    .map((name) => ({ name, route: routeOf(name) }))
    .filter(({ name, route }) => isWanted(route, name))
    .map(({ name, route }) => ({
      name,
      route,
      method: name.split(' ')[0] ?? '',
      params:
        route.params === undefined
          ? {}
          : { ...(sampleOf(route.params) as Record<string, string>), ...params },
      query: route.query === undefined ? {} : (sampleOf(route.query) as Record<string, string>),
      body: route.body === undefined ? {} : route.body === 'records' ? '' : sampleOf(route.body),
    }))
}

/** The address of a request. */
export function pathOf({ name, params, query }: SampleRequest): string {
  const path = (name.split(' ')[1] ?? '').replaceAll(/:(\w+)/g, (_, part: string) =>
    encodeURIComponent(params[part] ?? 'x'),
  )
  const search = new URLSearchParams(query).toString()
  return `/api${path}${search === '' ? '' : `?${search}`}`
}

/** Texts of all forms that the table has: the first that a form takes is its sample. */
const texts: readonly string[] = [
  ...['sample', '2026-11-26', '2026-11-26T08:00:00Z', '123456', '110105199001010014'],
  ...['A'.repeat(22), 'A'.repeat(43), '0123456789abcdef', 'sample@example.org'],
]

/** A value of a schema; optional members are in it too, so that each of them is tried. */
function sampleOf(schema: TSchema): unknown {
  const of = schema as Readonly<Record<string, unknown>> & { readonly type?: string }
  if ('const' in of) return of['const']
  if (Array.isArray(of['enum'])) return of['enum'][0]
  if (Array.isArray(of['anyOf'])) return sampleOf(of['anyOf'][0] as TSchema)
  switch (of.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries((of['properties'] ?? {}) as Record<string, TSchema>).map(
          ([name, member]) => [name, sampleOf(member)],
        ),
      )
    case 'array':
      return [sampleOf(of['items'] as TSchema)]
    case 'string': {
      const form = Compile(schema)
      const found = texts.find((text) => form.Check(text))
      if (found === undefined) throw new TypeError('the table has a form without a sample')
      return found
    }
    case 'boolean':
      return true
    default:
      return Number(of['minimum'] ?? 1)
  }
}

/** The places of every text in a value: `body.fact.id` as a list of its parts. */
export function textPlaces(
  value: unknown,
  at: readonly string[] = [],
): readonly (readonly string[])[] {
  if (typeof value === 'string') return [at]
  if (typeof value !== 'object' || value === null) return []
  return Object.entries(value).flatMap(([name, member]) => textPlaces(member, [...at, name]))
}

/** The value with another one at a place. */
export function withValueAt(
  value: unknown,
  [name, ...rest]: readonly string[],
  put: unknown,
): unknown {
  if (name === undefined) return put
  const copy = structuredClone(value) as Record<string, unknown>
  copy[name] = withValueAt(copy[name], rest, put)
  return copy
}
