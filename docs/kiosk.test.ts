/** The page on the kiosk: its table has every member of a configuration, and every file that it names is there. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = join(import.meta.dirname, '..')
const page = readFileSync(join(root, 'docs/kiosk.md'), 'utf8')
const schema = JSON.parse(
  readFileSync(join(root, 'kiosk/station/configuration/station.schema.json'), 'utf8'),
) as object

/** The names of every member, at any depth. */
function names(part: object): readonly string[] {
  const {
    properties = {},
    items,
    oneOf = [],
  } = part as {
    properties?: Record<string, object>
    items?: object
    oneOf?: readonly object[]
  }
  return [
    ...Object.keys(properties),
    ...[...Object.values(properties), ...(items === undefined ? [] : [items]), ...oneOf].flatMap(
      names,
    ),
  ]
}

test('every member of a configuration is in the table', () => {
  const missing = names(schema).filter((name) => !new RegExp(`[\`.]${name}\\b`).test(page))
  expect([...new Set(missing)]).toEqual([])
})

test('every file of ours that a command names is there', () => {
  const files = [...page.matchAll(/\bkiosk\/[\w./-]+\.(?:ts|rules|json|yml)/g)].map(
    ([file]) => file,
  )
  expect(files.length).toBeGreaterThan(3)
  expect(files.filter((file) => !existsSync(join(root, file)))).toEqual([])
})

test('every command of the station that it tells exists', () => {
  const { scripts } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
    scripts: Record<string, string>
  }
  const told = [...page.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
  expect(told.filter((name) => !(name in scripts))).toEqual([])
})
