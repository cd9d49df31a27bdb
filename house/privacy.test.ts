/** The list of what is stored is whole: every table, column, browser store, cookie, file and stream of the code has its row. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DatabaseSync } from 'node:sqlite'
import { expect, test } from 'vitest'
import { migrations as collector } from '../cli/collect/schema.ts'
import { migrations as status } from '../cli/status/schema.ts'
import { defaultPeriods } from '../desk/retention/periods.ts'
import { migrations as desk } from '../desk/store/migrations.ts'

const read = (path: string): string => readFileSync(path, 'utf8')
const page = read('docs/privacy.md')
const section = (number: string): string =>
  page.split(/^#{2,3} /m).find((part) => part.startsWith(`${number} `)) ?? ''
const cellsOf = (part: string): readonly (readonly string[])[] =>
  part
    .split('\n')
    .filter((line) => line.startsWith('| '))
    .map((line) => line.slice(2, -2).split(' | '))
const named = (text: string): readonly string[] =>
  [...text.matchAll(/`([^`]+)`/g)].map(([, name = '']) => name)

/** Table and column, as the migrations make them. */
function columnsOf(migrations: readonly string[]): readonly string[] {
  const db = new DatabaseSync(':memory:')
  for (const step of migrations) db.exec(step)
  const columns = db.prepare(
    `SELECT m.name || '.' || c.name AS path FROM sqlite_master AS m, pragma_table_info(m.name) AS c
     WHERE m.type = 'table' AND m.name NOT LIKE 'sqlite\\_%' ESCAPE '\\'`,
  )
  return columns.all().map(({ path }) => String(path))
}
const documented = (part: string): readonly string[] =>
  cellsOf(part).flatMap(([table = '', columns = '']) =>
    named(columns).map((column) => `${named(table)[0] ?? ''}.${column}`),
  )

test.each([
  ['1.1', desk],
  ['1.2', status],
  ['1.4', collector],
])('section %s has every table and column of its store, and no other', (number, migrations) => {
  const there = columnsOf(migrations)
  expect(there.length).toBeGreaterThan(20)
  expect(documented(section(number)).toSorted()).toEqual(there.toSorted())
})

test('every row of a store says whether it is of a person, and until when', () => {
  const kinds = /^(?:yes|id|staff|no|id, staff; sealed: yes)$/
  for (const number of ['1.1', '1.2', '1.4']) {
    const rows = cellsOf(section(number)).filter(([table = '']) => table.startsWith('`'))
    expect(rows.length).toBeGreaterThan(4)
    const bad = rows.filter(([, , of = '', until = '']) => !kinds.test(of) || until.trim() === '')
    expect(bad).toEqual([])
  }
})

const shipped = globSync(
  ['desk', 'kiosk', 'verifier-web', 'cli', 'lib'].map((room) => `${room}/**/*.ts`),
  {
    exclude: ['**/node_modules/**', '**/dist/**', '**/*.test.ts', '**/test-*.ts', '**/testing/**'],
  },
).filter((path) => !/\/(?:walk|demo)\/|trial/.test(path))
const sourcesWith = (pattern: RegExp): readonly string[] =>
  shipped.filter((path) => pattern.test(read(path))).toSorted()

test('periods are those that a desk has where its operator declares none', () => {
  const { facts, ...others } = defaultPeriods
  const part = section('1.1')
  for (const [name, { days }] of Object.entries(others))
    expect(part).toContain(`\`${name}\` (${String(days)} day`)
  const days = Object.values(facts).map((period) => period.days)
  const [least, most] = [Math.min(...days), Math.max(...days)]
  expect(part).toContain(`by kind (${String(least)} to ${most.toLocaleString('en')} days`)
  expect(part).toContain(`\`order\`: ${String(facts['order']?.days)} days`)
})

/** What the rows of a kind name, and the files that they lead to. */
function rowsOf(part: string, kind: RegExp): { names: string[]; sources: string[] } {
  const rows = part.split('\n').filter((line) => kind.test(line))
  const sources = rows.flatMap((row) =>
    [...row.matchAll(/\]\(\.\.\/([^)]+\.ts)\)/g)].map(([, path = '']) => path),
  )
  return {
    names: rows.flatMap((row) => [...named(row.split(' | ')[1] ?? '')]),
    sources: [...new Set(sources)].toSorted(),
  }
}

test.each([
  ['IndexedDB', /^\| IndexedDB/, /\bopenDB(?:<\w+>)?\(/],
  ['Web Storage', /^\| (?:local|session)Storage/, /\b(?:local|session)Storage\b(?!:)/],
  ['Cache Storage', /^\| Cache Storage/, /\bcaches\.open\(|\bprecacheAndRoute\(/],
  ['cookie', /^\| cookie/, /SameSite=/],
])(
  'every file that keeps something as %s has its row, with the names that it keeps it by',
  (_, kind, uses) => {
    const { names, sources } = rowsOf(section('1.5'), kind)
    expect(sources).toEqual(sourcesWith(uses))
    const code = sources.map(read).join('\n') + read('verifier-web/holder/holdings.ts')
    for (const name of names.filter((each) => !each.startsWith('__Host-')))
      expect(code).toMatch(new RegExp(`['{ ]${name}['?:]`))
    expect(names.length).toBeGreaterThan(0)
  },
)

test('a name under which a page keeps something is in the list', () => {
  const kept = rowsOf(section('1.5'), /^\| (?:local|session)Storage/)
  const keys = kept.sources.flatMap((path) => [
    ...read(path).matchAll(/^const \w+ = '(greengate-[a-z-]+)'$/gm),
  ])
  expect(keys.map(([, name]) => name).toSorted()).toEqual(kept.names.toSorted())
})

test('every file that a station puts into the folder of its journal is in the list', () => {
  const code = globSync('kiosk/station/**/*.ts', { exclude: ['**/*.test.ts', '**/test-*.ts'] })
  const files = code.flatMap((path) => [
    ...read(path).matchAll(/join\(journalFolder, '([^']+)'\)/g),
    // What is kept by a name of its own beside it.
    ...read(path).matchAll(/^const (?:fileName|name|signingFile) = '([^']+)'$/gm),
  ])
  const names = new Set(files.map(([, name = '']) => name))
  expect(names.size).toBeGreaterThan(4)
  const list = named(section('1.3'))
  expect([...names].filter((name) => !list.includes(name))).toEqual([])
})

test('what is kept in NATS is made in the one place that the list names', () => {
  const { sources } = rowsOf(section('1.6'), /^\| stream/)
  expect(sources).toEqual(sourcesWith(/streams\.add\(|new Kvm\(\w+\)\.create\(/))
})

test('every source that the page names is there', () => {
  const paths = [...page.matchAll(/\]\(([^)]+\.ts)\)/g)].map(([, path = '']) => join('docs', path))
  expect(paths.length).toBeGreaterThan(10)
  expect(paths.filter((path) => !existsSync(path))).toEqual([])
})
