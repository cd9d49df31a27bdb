/** People of a batch for tests: made up, as lines and as rows of CSV, and everything that spoils a line. */
import { readFileSync } from 'node:fs'
import { parseFactTypes } from 'greengate/rules'
import { people, type Person } from '../../people/main.ts'

const file = new URL('../../../test-vectors/rule-sets/fact-types.json', import.meta.url)

/** The standard pack. */
export const factTypes = parseFactTypes(JSON.parse(readFileSync(file, 'utf8')))
/** Unix seconds: when everybody is judged in tests. */
export const now = Date.parse('2020-03-18T21:30:00Z') / 1000
export const terms = { types: factTypes.types, source: 'cn-3301', now }

/** So many made-up people. */
export const madePeople = (count: number, seed = 1): readonly Person[] => [
  ...people({ seed, now, faultsPerMillion: 50_000 }, count),
]

/** A cell, quoted as RFC 4180 has it. */
export const quoted = (text: string): string => `"${text.replaceAll('"', '""')}"`

/** The columns of {@link csvRow}. */
export const jsonColumns = ['id', 'region', 'facts', 'covers'] as const

/** A person whose facts and coverage stand in cells as JSON. */
export const csvRow = ({ id, region, facts, covers }: Person): string =>
  [quoted(id), region, quoted(JSON.stringify(facts)), quoted(JSON.stringify(covers))].join(',')

/** Columns of their own for so many facts of each kind. */
export const factColumns = (perKind: number): readonly string[] =>
  [...factTypes.types].flatMap(([kind, { fields }]) =>
    Array.from({ length: perKind }, (_, i) =>
      [...fields.keys(), 'source', 'recordedAt'].map((field) =>
        i === 0 ? `${kind}.${field}` : `${kind}.${String(i + 1)}.${field}`,
      ),
    ).flat(),
  )

/** A person by columns, as far as there are some. */
export const columnsRow = (person: Person, columns: readonly string[]): string => {
  const cells = new Map<string, string>([
    ['id', person.id],
    ['region', person.region],
    ...person.covers.map(({ kind, until }): [string, string] => [`covers.${kind}`, until]),
  ])
  const counts = new Map<string, number>()
  for (const { kind, source, recordedAt, fields } of person.facts) {
    const number = (counts.get(kind) ?? 0) + 1
    counts.set(kind, number)
    const at = number === 1 ? kind : `${kind}.${String(number)}`
    for (const [field, value] of Object.entries<string | number | boolean>({
      ...fields,
      source,
      recordedAt,
    }))
      cells.set(`${at}.${field}`, String(value))
  }
  return columns.map((column) => cells.get(column) ?? '').join(',')
}

/** What spoils a line of JSON: each makes of a person's line one that is no person, and is known by its name. */
export const spoilers: Readonly<Record<string, (person: Person) => string | Buffer>> = (() => {
  const changed =
    (change: (person: Record<string, unknown>) => unknown) =>
    (person: Person): string =>
      JSON.stringify(change(structuredClone(person) as unknown as Record<string, unknown>))
  const fact = (change: object) =>
    changed((person) => ({
      ...person,
      facts: [{ id: 'x', kind: 'test', fields: {}, ...change }],
    }))
  const inText = (from: string, to: string) => (person: Person) =>
    JSON.stringify({ ...person, id: 'MARK' }).replace(from, to)
  return {
    'not JSON': () => 'id: 7',
    truncated: (person) => JSON.stringify(person).slice(0, -40),
    'two on one line': (person) => `${JSON.stringify(person)} ${JSON.stringify(person)}`,
    'a number': () => '7',
    'a list': (person) => JSON.stringify([person]),
    null: () => 'null',
    'no id': changed(({ id: _, ...rest }) => rest),
    'an empty id': changed((person) => ({ ...person, id: '' })),
    'a number as id': changed((person) => ({ ...person, id: 7 })),
    'a long id': changed((person) => ({ ...person, id: 'x'.repeat(257) })),
    'a long region': changed((person) => ({ ...person, region: '3'.repeat(65) })),
    'a bell in the region': changed((person) => ({ ...person, region: '33\u0007' })),
    'facts that are no list': changed((person) => ({ ...person, facts: {} })),
    'no coverage': changed(({ covers: _, ...rest }) => rest),
    'a member of another form': changed((person) => ({ ...person, fact: [] })),
    'a fact without a kind': fact({ kind: undefined }),
    'a fact without fields': fact({ fields: undefined }),
    'a fact with a member of another form': fact({ retract: 'f1' }),
    'a fact of a long name': fact({ id: '长'.repeat(22) }),
    'two facts of one id': changed((person) => {
      const facts = person['facts'] as readonly unknown[]
      return { ...person, facts: [...facts, ...facts] }
    }),
    'a text for a boolean': fact({ kind: 'clinic', fields: { cleared: 'true' } }),
    'a value that is none of its list': fact({ fields: { result: 'postive' } }),
    'a number of too many decimals': fact({
      kind: 'temperature',
      fields: { celsius: 36.123_456_7 },
    }),
    'an object for a value': fact({ fields: { result: {} } }),
    'a date of another form': fact({ kind: 'contact', fields: { at: '18.3.2020' } }),
    'a date that there is not': fact({ kind: 'contact', fields: { at: '2020-02-30' } }),
    'an instant of another form': fact({ fields: { sampledAt: '2020-03-18 21:30' } }),
    'an instant with an offset': fact({ fields: { sampledAt: '2020-03-18T21:30:00+08:00' } }),
    'a fact recorded at 25 o’clock': fact({ recordedAt: '2020-03-18T25:30:00Z' }),
    'coverage without until': changed((person) => ({ ...person, covers: [{ kind: 'test' }] })),
    'coverage of a year far away': changed((person) => ({
      ...person,
      covers: [{ kind: 'test', until: '2200-01-01T00:00:00Z' }],
    })),
    'coverage twice': changed((person) => {
      const covers = person['covers'] as readonly unknown[]
      return { ...person, covers: [...covers, ...covers] }
    }),
    'a card of another type': changed((person) => ({ ...person, card: { type: 'x' } })),
    'a card of a false number': changed((person) => ({
      ...person,
      card: { type: 'cn-resident-id', number: '330102199003071234' },
    })),
    'a private part of another key': changed((person) => ({
      ...person,
      holderKey: { kty: 'RSA' },
    })),
    'a small last four': changed((person) => ({ ...person, subject: { lastFour: '123x' } })),
    'a temperature in words': changed((person) => ({ ...person, onSite: { temperature: 'hot' } })),
    'half a character': inText('MARK', '\\ud800'),
    'a NUL': inText('MARK', 'a\\u0000b'),
    'a raw NUL': inText('MARK', 'a\u0000b'),
    'a member twice': (person) => `{"facts":[],${JSON.stringify(person).slice(1)}`,
    'a prototype': (person) => `{"__proto__":{"id":"p"},${JSON.stringify(person).slice(1)}`,
    'a fact with a prototype': (person) =>
      JSON.stringify(person).replace('"fields":{', '"__proto__":{},"fields":{'),
    nested: () => '['.repeat(100_000) + ']'.repeat(100_000),
    'nested facts': (person) =>
      JSON.stringify({ ...person, facts: 'MARK' }).replace(
        '"MARK"',
        `${'[{"fields":'.repeat(9000)}0${'}]'.repeat(9000)}`,
      ),
    'no UTF-8': (person) => Buffer.from(JSON.stringify({ ...person, id: 'é' }), 'latin1'),
    'longer than a record may be': changed((person) => ({
      ...person,
      region: 'x'.repeat(1_100_000),
    })),
  }
})()
