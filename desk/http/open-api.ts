/** The description of the interface (OpenAPI 3.1), made of the same table as the interface. */
import { problemCodes, problems, type ProblemCode } from '../shared/problems.ts'
import type { Route } from '../shared/route.ts'
import { routeNames, routeOf } from '../shared/routes.ts'
import { mostRecordBytes } from './read-body.ts'

/** What every route of a kind may refuse with. */
const always: readonly ProblemCode[] = ['misdirected', 'foreign-origin', 'malformed', 'fault']

/** Every code that a route may refuse with. */
function problemsOf(route: Route): readonly ProblemCode[] {
  const { caller, params, body } = route
  return [
    ...always,
    ...(caller === 'anyone' || caller === 'source'
      ? []
      : (['not-signed-in', 'forbidden'] as const)),
    ...(caller === 'source' ? (['wrong-key'] as const) : []),
    ...(params === undefined ? [] : (['not-found'] as const)),
    ...(body === undefined ? [] : (['too-large', 'media-type'] as const)),
    ...route.problems,
  ]
}

/** Makes the description. */
export function openApi() {
  const paths: Record<string, Record<string, object>> = {}
  for (const name of routeNames) {
    const [method = '', path = ''] = name.split(' ')
    const at = path.replaceAll(/:(\w+)/g, '{$1}')
    paths[at] = { ...paths[at], [method.toLowerCase()]: operationOf(name, routeOf(name)) }
  }
  return {
    openapi: '3.1.0',
    info: { title: 'Greengate: the issuing desk', version: '1', license: { name: 'MIT' } },
    servers: [{ url: '/api' }],
    paths,
    components: {
      securitySchemes: {
        session: { type: 'apiKey', in: 'cookie', name: '__Host-greengate-desk' },
        source: { type: 'http', scheme: 'bearer' },
      },
      schemas: { Problem: problemSchema },
    },
  }
}

const problemSchema = {
  type: 'object',
  required: ['type', 'title', 'status', 'code', 'words'],
  properties: {
    type: { type: 'string' },
    title: { type: 'string' },
    status: { type: 'integer' },
    code: { enum: problemCodes },
    words: {
      type: 'object',
      required: ['zh', 'en'],
      properties: { zh: { type: 'string' }, en: { type: 'string' } },
    },
  },
}

function operationOf(name: string, route: Route) {
  const { summary, caller, body, status, answer, media } = route
  const type = media ?? 'application/json'
  const content = media === undefined ? answer : { type: 'string' }
  return {
    operationId: name.replaceAll(/[^A-Za-z]+/g, '-').toLowerCase(),
    summary: `${summary.en} · ${summary.zh}`,
    security: caller === 'anyone' ? [] : [caller === 'source' ? { source: [] } : { session: [] }],
    ...(typeof caller === 'string' ? {} : { 'x-roles': caller }),
    parameters: [
      ...parametersOf(route, 'params', 'path'),
      ...parametersOf(route, 'query', 'query'),
    ],
    ...(body === undefined ? {} : { requestBody: { required: true, content: bodyOf(body) } }),
    responses: {
      [status]: {
        description: summary.en,
        ...(content === undefined ? {} : { content: { [type]: { schema: content } } }),
      },
      ...refusalsOf(route),
    },
  }
}

function bodyOf(body: NonNullable<Route['body']>) {
  if (body !== 'records') return { 'application/json': { schema: body } }
  const lines = { schema: { type: 'string', maxLength: mostRecordBytes } }
  return { 'application/x-ndjson': lines, 'text/csv': lines }
}

function parametersOf(route: Route, part: 'params' | 'query', place: 'path' | 'query') {
  const schema = route[part]
  if (schema === undefined) return []
  const { required = [] } = schema as { readonly required?: readonly string[] }
  return Object.entries(schema.properties).map(([name, of]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: of,
  }))
}

function refusalsOf(route: Route) {
  const byStatus = new Map<number, string[]>()
  for (const code of new Set(problemsOf(route))) {
    const { status } = problems[code]
    byStatus.set(status, [...(byStatus.get(status) ?? []), code])
  }
  const schema = { $ref: '#/components/schemas/Problem' }
  return Object.fromEntries(
    [...byStatus].map(([status, codes]) => [
      status,
      { description: codes.join(', '), content: { 'application/problem+json': { schema } } },
    ]),
  )
}
