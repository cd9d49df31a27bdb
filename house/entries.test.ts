/** The public API: what each entry of the library exports. A change here is a change for every embedder (docs/versions.md). */
import 'greengate/element'
import { globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { expect, test } from 'vitest'
import { apiReport, entriesOf } from './api-report.ts'

const entries = entriesOf()
const report = apiReport(entries)

test('there are entries, and none exports what nobody can name', () => {
  expect(entries.size).toBeGreaterThanOrEqual(7)
  for (const lines of report.values()) {
    expect(lines.length).toBeGreaterThan(0)
    expect(lines.filter((line) => /^\S+: unknown/.test(line))).toEqual([])
  }
})

// Changed on purpose? `npx vitest run house/entries.test.ts -u`, and a line in the changelog.
test.each([...entries.keys()])('the API of %s is as it was', (entry) => {
  const inMain = entry === 'greengate/portable' ? report.get('greengate') : []
  // Once is enough for what the portable entry has in common with the main one.
  expect(report.get(entry)?.filter((line) => inMain?.includes(line) !== true)).toMatchSnapshot()
})

test('the portable entry has what the main one has, but for what it says that it lacks', () => {
  const namesOf = (entry: string): readonly string[] =>
    (report.get(entry) ?? []).map((line) => line.split(':')[0] ?? '')
  const portable = namesOf('greengate/portable')
  const lacking = namesOf('greengate').filter((name) => !portable.includes(name))
  expect(lacking).toEqual(['GroupKey', 'openStationKeys'])
})

/** Values of an entry, as its file in the sources names them. */
const valuesOf = (path: string): readonly string[] =>
  [...readFileSync(path, 'utf8').matchAll(/^export \{([^}]*)\}/gm)]
    .flatMap(([, names = '']) => names.split(','))
    .map((name) => name.trim().replace(/^.* as /, ''))
    .filter((name) => name !== '' && !name.startsWith('type '))
    .toSorted()

const built = {
  index: 'lib/index.ts',
  holder: 'lib/holding.ts',
  issue: 'lib/issuing.ts',
  rules: 'lib/ruling.ts',
  update: 'lib/updating.ts',
  portable: 'lib/portable.ts',
  element: 'verifier-web/element.ts',
}

test.each(Object.entries(built))(
  'the built %s exports what its source does',
  async (name, source) => {
    const path = join(import.meta.dirname, '../lib/dist', `${name}.js`)
    const module = (await import(pathToFileURL(path).href)) as object
    expect(Object.keys(module).toSorted()).toEqual(valuesOf(source))
  },
)

// Registers them as it is imported: in Node with the elements of nobody, so that a server may render beside it.
test('a second copy of the elements on a page changes nothing, and is no error', async () => {
  const registering = globSync('lib/dist/element*.js').filter((path) =>
    readFileSync(path, 'utf8').includes('customElements.define('),
  )
  expect(registering.length).toBeGreaterThan(0)
  const names = ['greengate-scanner', 'greengate-decision']
  const before = names.map((name) => customElements.get(name))
  expect(before).not.toContain(undefined)
  for (const path of registering) await import(`../${path}?again`)
  const isAsBefore = names.map((name, at) => customElements.get(name) === before[at])
  expect(isAsBefore).toEqual([true, true])
})
