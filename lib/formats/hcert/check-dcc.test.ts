/** Tests of what is a DCC, held against the published schemas and a validator of them that somebody else made. */
import fc from 'fast-check'
import { Ajv2020 } from 'ajv/dist/2020.js'
import { describe, expect, test } from 'vitest'
import { hasCorpora, listCorpus, readCorpus } from '../../testing/corpora.ts'
import { dccOf, nam, recovered, sample, vaccination } from '../../testing/make-hcert.ts'
import { isDcc } from './check-dcc.ts'

const folder = 'eu-dcc-schema-valuesets/schemas'
const versions = hasCorpora ? listCorpus(folder).map((file) => file.replace('.json', '')) : []

const mutable: Readonly<Record<string, readonly string[]>> = {
  v: Object.keys(vaccination),
  t: [...Object.keys(sample), 'nm', 'ma', 'dr'],
  r: Object.keys(recovered),
}

/** What may stand in the place of a member: of each type, at and beyond every limit of the schemas. */
const value = fc.constantFrom<unknown>(
  ...[
    '',
    'A',
    'AT',
    'at',
    '1',
    'Z<<Y',
    'z',
    '1964',
    '1964-08',
    '1964-08-12',
    '1899-01-01',
    '2100-01-01',
    '64-08-12',
  ],
  ...[
    '1964-08-12T00:00:00',
    'x1964-08-12',
    '𝐀'.repeat(50),
    '𝐀'.repeat(51),
    'A'.repeat(50),
    'A'.repeat(51),
    'A'.repeat(80),
  ],
  ...[
    'A'.repeat(81),
    '𝐀'.repeat(80),
    '𝐀'.repeat(81),
    0,
    1,
    9,
    10,
    1.5,
    -1,
    true,
    [],
    {},
    [{}],
    undefined,
  ],
)

/** A DCC with up to three members of whatever depth taken for something else, or away. */
const damaged = fc
  .record({
    group: fc.constantFrom('v', 't', 'r'),
    more: fc.option(fc.constantFrom('v', 't', 'r'), { nil: undefined, freq: 6 }),
    twice: fc.boolean(),
    changes: fc.array(
      fc.record({ where: fc.constantFrom('top', 'nam', 'entry'), at: fc.nat(), value }),
      { maxLength: 3 },
    ),
  })
  .map(({ group, more, twice, changes }) => {
    const whole: Readonly<Record<string, object>> = { v: vaccination, t: sample, r: recovered }
    const entry: Record<string, unknown> = { ...whole[group] }
    const name: Record<string, unknown> = { ...nam }
    const dcc: Record<string, unknown> = { ...dccOf({ [group]: [entry] }), nam: name }
    if (twice) dcc[group] = [entry, { ...whole[group] }]
    if (more !== undefined) dcc[more] ??= [whole[more]]
    for (const { where, at, value: other } of changes) {
      const [object, names] =
        where === 'top'
          ? [dcc, ['nam', 'dob', 'v', 't', 'r']]
          : where === 'nam'
            ? [name, ['fn', 'gn', 'fnt', 'gnt']]
            : [entry, mutable[group] ?? []]
      const member = names[at % names.length] as string
      if (other === undefined) Reflect.deleteProperty(object, member)
      else object[member] = other
    }
    return dcc
  })

describe.skipIf(!hasCorpora)('corpora: eu-dcc-schema-valuesets', () => {
  test.each(versions)(
    'under %s nothing is a DCC that its schema refuses, and all that it takes is',
    (ver) => {
      // Formats are notes in this draft: some countries' dates are not of theirs.
      const ajv = new Ajv2020({ strict: false, validateFormats: false, unicodeRegExp: false })
      const validate = ajv.compile(readCorpus(`${folder}/${ver}.json`) as object)
      let taken = 0
      fc.assert(
        fc.property(damaged, (dcc) => {
          const stated = { ...dcc, ver }
          const wanted = validate(stated)
          if (wanted) taken++
          expect([stated, isDcc(stated)]).toEqual([stated, wanted])
        }),
        { numRuns: 500 },
      )
      expect(taken).toBeGreaterThan(20)
    },
  )
})

test.each(['1.3.3', '1.3.4', '1.4.0', '1.10.0'])('%s is read as the newest that we know', (ver) => {
  expect(isDcc({ ...dccOf({ v: [vaccination] }, ver), nam: { gnt: 'ANA' } })).toBe(true)
})

test.each([
  undefined,
  null,
  1,
  '',
  '1',
  '1.3',
  '0.9.9',
  '2.0.0',
  '10.0.0',
  '1.3.0-rc',
  '1.3.0 ',
  'x.y.z',
  '1.0.0001',
])('a DCC of version %j is none that we read', (ver) => {
  expect(isDcc({ ...dccOf({ v: [vaccination] }), ver })).toBe(false)
})

test('null stands for a group, a name or a maker that is absent, and for nothing else', () => {
  const dcc = dccOf({ v: null, r: null, t: [{ ...sample, nm: null, ma: null }] })
  expect(isDcc(dcc)).toBe(true)
  expect(isDcc(dccOf({ v: null }))).toBe(false)
  expect(isDcc({ ...dcc, dob: null })).toBe(false)
  expect(isDcc(dccOf({ t: [{ ...sample, sc: null }] }))).toBe(false)
})

test.each([undefined, null, 1, 'x', [], [dccOf({ v: [vaccination] })]])('%j is no DCC', (value) => {
  expect(isDcc(value)).toBe(false)
})
