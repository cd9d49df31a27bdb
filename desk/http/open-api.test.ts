/** Tests of the description of the interface: it is of OpenAPI’s form, and says what the service does, no more, no less. */
import { Ajv2020 } from 'ajv/dist/2020.js'
import { afterAll, expect, test } from 'vitest'
import { routeNames } from '../shared/routes.ts'
import { problemCodes } from '../shared/problems.ts'
import type { openApi } from './open-api.ts'
import { openTestService, origin } from './test-service.ts'

const service = await openTestService()
afterAll(() => {
  service.close()
})
const description = JSON.parse(
  await (await service.app.request(`${origin}/api/openapi.json`)).text(),
) as ReturnType<typeof openApi>
type Operation = ReturnType<typeof openApi>['paths'][string][string]
const operations = Object.entries(description.paths).flatMap(([path, of]) =>
  Object.entries(of).map(([method, operation]) => ({ path, method, operation })),
)

/** What the specification demands of the parts that we write (OpenAPI 3.1, sections 4.8). */
const text = { type: 'string', minLength: 1 }
const content = {
  type: 'object',
  additionalProperties: {
    type: 'object',
    required: ['schema'],
    additionalProperties: false,
    properties: { schema: { $ref: 'https://json-schema.org/draft/2020-12/schema' } },
  },
}
const parameter = {
  type: 'object',
  required: ['name', 'in', 'required', 'schema'],
  additionalProperties: false,
  properties: {
    name: text,
    in: { enum: ['path', 'query'] },
    required: { type: 'boolean' },
    schema: { $ref: 'https://json-schema.org/draft/2020-12/schema' },
  },
  if: { properties: { in: { const: 'path' } } },
  then: { properties: { required: { const: true } } },
}
const operation = {
  type: 'object',
  required: ['operationId', 'summary', 'security', 'parameters', 'responses'],
  additionalProperties: false,
  patternProperties: { '^x-': true },
  properties: {
    operationId: { type: 'string', pattern: '^[a-z-]+$' },
    summary: text,
    security: { type: 'array', items: { type: 'object', additionalProperties: { type: 'array' } } },
    parameters: { type: 'array', items: parameter },
    requestBody: {
      type: 'object',
      required: ['content'],
      additionalProperties: false,
      properties: { required: { type: 'boolean' }, content },
    },
    responses: {
      type: 'object',
      minProperties: 1,
      additionalProperties: false,
      patternProperties: {
        '^[1-5]\\d\\d$': {
          type: 'object',
          required: ['description'],
          additionalProperties: false,
          properties: { description: text, content },
        },
      },
    },
  },
}
const form = {
  type: 'object',
  required: ['openapi', 'info', 'paths'],
  additionalProperties: false,
  properties: {
    openapi: { type: 'string', pattern: String.raw`^3\.1\.\d+$` },
    info: { type: 'object', required: ['title', 'version'] },
    servers: { type: 'array', items: { type: 'object', required: ['url'] } },
    paths: {
      type: 'object',
      additionalProperties: false,
      patternProperties: {
        '^/': {
          type: 'object',
          additionalProperties: false,
          properties: { get: operation, post: operation },
        },
      },
    },
    components: {
      type: 'object',
      additionalProperties: false,
      properties: {
        securitySchemes: { type: 'object' },
        schemas: {
          type: 'object',
          additionalProperties: { $ref: 'https://json-schema.org/draft/2020-12/schema' },
        },
      },
    },
  },
}

test('the description is of the form of OpenAPI 3.1, and every schema in it one of JSON Schema 2020-12', () => {
  const validate = new Ajv2020({ strict: false, allErrors: true }).compile(form)
  expect(validate(description) ? [] : validate.errors).toEqual([])
  const broken = structuredClone(description) as unknown as {
    paths: Record<string, { get: { responses?: object } }>
  }
  delete broken.paths['/me']!.get.responses
  expect(validate(broken)).toBe(false)
})

test('every name in a path is a parameter of it, and every operation has a name of its own', () => {
  for (const { path, operation: of } of operations) {
    const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name)
    const { parameters } = of as Operation & { parameters: { in: string; name: string }[] }
    expect(parameters.filter((each) => each.in === 'path').map(({ name }) => name)).toEqual(names)
  }
  const ids = operations.map(({ operation: of }) => (of as { operationId: string }).operationId)
  expect(new Set(ids).size).toBe(ids.length)
})

test('every route of the table is described, and nothing else is', () => {
  const described = operations.map(
    ({ method, path }) => `${method.toUpperCase()} ${path.replaceAll(/\{(\w+)\}/g, ':$1')}`,
  )
  expect(described.sort()).toEqual([...routeNames].sort())
})

test('what is described answers, and what is not is not there', async () => {
  for (const { path, method } of operations) {
    const at = `${origin}/api${path.replaceAll(/\{\w+\}/g, 'x')}`
    const response = await service.app.request(at, { method: method.toUpperCase() })
    const { code } = response.status === 200 ? { code: undefined } : await codeIn(response)
    expect([path, code === 'not-allowed' || code === 'fault']).toEqual([path, false])
    const other = await service.app.request(at, { method: 'DELETE' })
    expect([path, other.status]).toEqual([path, 405])
  }
  const nothing = await service.app.request(`${origin}/api/nothing`)
  expect(await codeIn(nothing)).toMatchObject({ code: 'not-found' })
})

async function codeIn(response: Response): Promise<{ code?: string }> {
  if (response.status === 303) return {}
  const problem = (await response.json()) as { code: string }
  expect(problemCodes).toContain(problem.code)
  return problem
}
