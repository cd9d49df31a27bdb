/** The schema for editors: what is committed is what reads, and it refuses what reading refuses. */
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'
import { parseConfiguration } from './read-configuration.ts'
import { stationSchema } from './station-schema.ts'

const text = (name: string) => readFileSync(join(import.meta.dirname, name), 'utf8')
const sample = text('station.yaml')
const ajv = new Ajv2020({
  allErrors: true,
  strict: true,
  strictTypes: false,
  strictRequired: false,
})
const isValid = ajv.compile(JSON.parse(text('station.schema.json')) as object)

/** Every member of the schema, with the name of the one that it is below. */
function members(schema: object, below = ''): readonly string[] {
  const {
    properties = {},
    items,
    oneOf = [],
  } = schema as Partial<
    Record<'properties' | 'items', Record<string, object>> & { oneOf: readonly object[] }
  >
  return [
    ...Object.entries(properties).flatMap(([name, inner]) => [
      `${below}.${name}`,
      ...members(inner, `${below}.${name}`),
    ]),
    ...(items === undefined ? [] : members(items, below)),
    ...oneOf.flatMap((inner) => members(inner, below)),
  ]
}

/** Every member that the sample has, switched on or off, by its indentation. */
function sampled(): ReadonlySet<string> {
  const above: { readonly indent: number; readonly path: string }[] = []
  const seen = new Set<string>()
  for (const line of sample.split('\n')) {
    const groups = /^(?<indent> *)#?(?<dash>- )?(?<name>[a-zA-Z]+):(?<rest>.*)$/.exec(line)?.groups
    if (groups?.['name'] === undefined) continue
    const indent = (groups['indent'] ?? '').length + (groups['dash'] ?? '').length
    while ((above.at(-1)?.indent ?? -1) >= indent) above.pop()
    const path = `${above.at(-1)?.path ?? ''}.${groups['name']}`
    above.push({ indent, path })
    seen.add(path)
    for (const [, inner] of (groups['rest'] ?? '').matchAll(/[{,] *([a-zA-Z]+):/g))
      seen.add(`${path}.${inner ?? ''}`)
  }
  return seen
}

describe('the schema', () => {
  test('is what the shapes say; node kiosk/station/configuration/write-schema.ts writes it', () => {
    expect(JSON.parse(text('station.schema.json'))).toEqual(stationSchema)
  })

  test('says of every member what it is for', () => {
    const without = JSON.stringify(stationSchema).match(
      /"properties":\{"[a-zA-Z]+":\{"(?!description)/g,
    )
    expect(without).toBeNull()
  })

  test('takes the sample', () => {
    expect(isValid(parse(sample))).toBe(true)
  })

  test('has no member that the sample does not show, and the sample none that it has not', () => {
    expect([...sampled()].sort()).toEqual([...new Set(members(stationSchema))].sort())
  })

  test.each([
    'rules: x',
    'bundle: { folder: b }\nrules: 1',
    'bundle: { folder: b }\nrules: x\nlog: { keep: 1.5 }',
    'bundle: { folder: b, x: 1 }\nrules: x',
    'bundle: { folder: b, worlds: [] }\nrules: x',
    'bundle: { folder: b }\nrules: x\ndevices: { gate: { driver: none, channel: 1 } }',
    'bundle: { folder: b }\nrules: x\ndevices: { gate: { driver: lcus } }',
    'bundle: { folder: b }\nrules: x\ndevices: { scanners: [{ driver: serial, path: /a, suffix: nul }] }',
    'bundle: { folder: b }\nrules: x\nscreen: { groups: 21 }',
  ])('refuses what reading refuses: %j', async (wrong) => {
    expect(isValid(parse(wrong))).toBe(false)
    expect((await parseConfiguration(wrong, '/')).findings).not.toEqual([])
  })
})
