/** Rule sets as YAML: nothing is lost either way, formatting settles at once, and comments stay. */
import { globSync, readFileSync } from 'node:fs'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { formatRuleSetYaml, printRuleSetYaml } from './format-rule-set-yaml.ts'
import { parseRuleSetYaml } from './parse-rule-set-yaml.ts'
import { anyWrittenSet } from './testing/arbitrary-written-set.ts'

const folder = new URL('../../test-vectors/rule-sets/', import.meta.url).pathname
const files = globSync('{hangzhou,typhoon}/**/*.json', { cwd: folder }).filter(
  (path) => !/\.cases\.json$|fact-types\.json$/.test(path),
)
const read = (path: string): unknown => JSON.parse(readFileSync(folder + path, 'utf8'))

test('all sets of the fourteen versions are there', () => {
  expect(new Set(files.map((path) => /hangzhou\/\d\d/.exec(path)?.[0])).size).toBe(15)
  expect(files.length).toBeGreaterThan(140)
})

test.each(files)('%s goes to YAML and back, and is formatted as it is printed', (path) => {
  const set = read(path)
  const text = printRuleSetYaml(set)
  expect(parseRuleSetYaml(text).set).toStrictEqual(set)
  expect(formatRuleSetYaml(text)).toBe(text)
})

test(
  'so do 1,000 sets with whatever texts, names and expressions there may be',
  {
    // Ten seconds alone; others may be at work beside it.
    timeout: 180_000,
  },
  () => {
    fc.assert(
      fc.property(anyWrittenSet, (set) => {
        const text = printRuleSetYaml(set)
        expect(parseRuleSetYaml(text).set).toStrictEqual(set)
        expect(formatRuleSetYaml(text)).toBe(text)
      }),
      { numRuns: 200 },
    )
  },
)

/** Puts comments behind lines and on lines of their own; the n-th has the number n. */
const withComments = (text: string, places: readonly ('behind' | 'above' | 'none')[]): string => {
  let count = 0
  const lines = text.trimEnd().split('\n')
  return lines
    .flatMap((line, i) => {
      const place = places[i % places.length]
      if (place === undefined || place === 'none') return [line]
      const comment = `# note ${String(count++)} 说明`
      return place === 'above'
        ? [`${/^ */.exec(line)?.[0] ?? ''}${comment}`, line]
        : [line === '' ? comment : `${line} ${comment}`]
    })
    .concat('')
    .join('\n')
}

test('comments anywhere in the fourteen versions are kept, and formatting settles at once', () => {
  const place = fc.constantFrom(
    'behind' as const,
    'above' as const,
    'none' as const,
    'none' as const,
  )
  const places = fc.array(place, { minLength: 1, maxLength: 31 })
  fc.assert(
    fc.property(fc.constantFrom(...files), places, (path, chosen) => {
      const text = withComments(printRuleSetYaml(read(path)), chosen)
      const once = formatRuleSetYaml(text)
      expect(parseRuleSetYaml(once).set).toStrictEqual(read(path))
      expect(formatRuleSetYaml(once)).toBe(once)
      const notes = (of: string): readonly string[] => of.match(/# note \d+ 说明/g) ?? []
      expect(notes(once).toSorted()).toEqual(notes(text).toSorted())
    }),
    { numRuns: 75 },
  )
})

const written = `# Our city
rules:
    -   "no": 0x7    # seven
        id: 'close-contact'
        outcome: stop

        # Who met a case.
        when: >
            some(contact,closeness="close"   # not: secondary
              and days(at)<=$contactDays)
        unless: "some(test, result = \\"negative\\")"
        reason: {zh: "密接", en: Close contact}
parameters: {contactDays: {value: 14.0, unit: day}}
id: demo
`

test('another hand is brought into form: quotes, numbers, layout; order and comments stay', () => {
  expect(formatRuleSetYaml(written)).toBe(`# Our city
rules:
  - no: 7 # seven
    id: close-contact
    outcome: stop

    # Who met a case.
    when: |
      some(contact,
        closeness = "close" # not: secondary
        and days(at) <= $contactDays
      )
    unless: some(test, result = "negative")
    reason:
      zh: 密接
      en: Close contact
parameters:
  contactDays: { value: 14, unit: day }
id: demo
`)
})

test('line ends and a mark of the byte order are those of any editor', () => {
  const plain = formatRuleSetYaml(written)
  expect(formatRuleSetYaml(`\ufeff${written.replaceAll('\n', '\r\n')}`)).toBe(plain)
})
