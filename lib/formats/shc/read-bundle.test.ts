/** What FHIR resources become: facts where all is understood, and none where it is not. */
import { describe, expect, test } from 'vitest'
import { readBundle } from './read-bundle.ts'

const patient = {
  resourceType: 'Patient',
  name: [{ family: 'Anyperson', given: ['John', 'B.'] }],
  birthDate: '1951-01-20',
}
const concept = (system: string, code: string) => ({ coding: [{ system, code }] })
const cvx = 'http://hl7.org/fhir/sid/cvx'
const loinc = 'http://loinc.org'
const snomed = 'http://snomed.info/sct'

const dose = {
  resourceType: 'Immunization',
  status: 'completed',
  vaccineCode: concept(cvx, '208'),
  patient: { reference: 'resource:0' },
  occurrenceDateTime: '2021-03-01',
}
const result = {
  resourceType: 'Observation',
  status: 'final',
  code: concept(loinc, '94500-6'),
  subject: { reference: 'resource:0' },
  effectiveDateTime: '2021-02-17T12:30:00+02:00',
  valueCodeableConcept: concept(snomed, '260415000'),
}

const read = (resources: readonly object[], version = '4.0.1') =>
  readBundle(version, {
    resourceType: 'Bundle',
    entry: resources.map((resource, i) => ({ fullUrl: `resource:${i}`, resource })),
  })
const factOf = (resource: object) => read([patient, resource]).facts[0]?.fields

describe('vaccinations', () => {
  test('a dose is a fact, and each dose its own', () => {
    const { facts, kinds } = read([patient, dose, { ...dose, occurrenceDateTime: '2021-03-29' }])
    expect(facts).toEqual([
      { id: '1', kind: 'vaccination', fields: { at: '2021-03-01', product: 'cvx:208' } },
      { id: '2', kind: 'vaccination', fields: { at: '2021-03-29', product: 'cvx:208' } },
    ])
    expect(kinds).toEqual(['vaccination'])
  })

  test.each([
    [cvx, '510', 'cvx:510'],
    ['http://www.whocc.no/atc', 'J07BN01', 'atc:J07BN01'],
    [snomed, '840534001', 'snomed:840534001'],
    ['http://id.who.int/icd11/mms', 'XM8NQ0', 'icd11:XM8NQ0'],
  ])('%s %s is a vaccine against it', (system, code, product) => {
    expect(factOf({ ...dose, vaccineCode: concept(system, code) })).toMatchObject({ product })
  })

  test.each([
    [cvx, '03'],
    [cvx, '214'],
    [cvx, '305'],
    [cvx, '2080'],
    [`${cvx}-TEMPORARY-CODE-SYSTEM`, '208'],
    ['', '208'],
    ['constructor', '208'],
    [snomed, '208'],
  ])('%s %s is none, and neither a fact nor a kind', (system, code) => {
    const said = read([patient, { ...dose, vaccineCode: concept(system, code) }])
    expect([said.facts, said.kinds]).toEqual([[], []])
  })

  test('of several codes for one vaccine the known one counts', () => {
    const coding = [{ system: 'a', code: 'b' }, {}, null, { system: cvx, code: '207' }]
    expect(factOf({ ...dose, vaccineCode: { coding } })).toMatchObject({ product: 'cvx:207' })
  })

  test('the number of the dose is stated or left out, never counted', () => {
    const protocol = { doseNumberPositiveInt: 2, seriesDosesPositiveInt: 3 }
    expect(factOf({ ...dose, protocolApplied: [protocol] })).toMatchObject({ dose: 2, of: 3 })
    for (const protocolApplied of [[], [protocol, protocol], [{ doseNumberString: '2' }], protocol])
      expect(factOf({ ...dose, protocolApplied })).not.toHaveProperty('dose')
    const odd = [{ doseNumberPositiveInt: 1.5, seriesDosesPositiveInt: 0 }]
    expect(factOf({ ...dose, protocolApplied: odd })).toEqual(factOf(dose))
  })

  test.each(['2021', '2021-03', '2021-02-30', '01-03-2021', '2021-03-01 late', 20210301, null])(
    'a day written as %j is left out',
    (occurrenceDateTime) => {
      expect(factOf({ ...dose, occurrenceDateTime })).toEqual({ product: 'cvx:208' })
    },
  )

  test('a dose with an hour was given on the day where it was given', () => {
    const occurrenceDateTime = '2021-03-01T23:30:00-05:00'
    expect(factOf({ ...dose, occurrenceDateTime })).toMatchObject({ at: '2021-03-01' })
  })

  test.each([
    ['was not given', { status: 'not-done' }],
    ['was entered in error', { status: 'entered-in-error' }],
    ['has no status', { status: undefined }],
    ['was too weak', { isSubpotent: true }],
    ['was given to another', { patient: { reference: 'resource:1' } }],
    ['was given to nobody who is named', { patient: undefined }],
    ['means something else by an extension', { modifierExtension: [{ url: 'https://a.example' }] }],
  ])('a dose that %s is of its kind and no fact', (_name, change) => {
    const said = read([patient, { ...dose, ...change }])
    expect([said.facts, said.kinds]).toEqual([[], ['vaccination']])
  })
})

describe('tests', () => {
  test('a result is a fact at its instant', () => {
    expect(read([patient, result]).facts).toEqual([
      {
        id: '1',
        kind: 'test',
        fields: { sampledAt: '2021-02-17T10:30:00Z', method: 'pcr', result: 'negative' },
      },
    ])
  })

  test.each([
    ['94558-4', 'antigen'],
    ['97097-0', 'antigen'],
    ['94563-4', 'antibody'],
  ])('%s is made by %s', (code, method) => {
    expect(factOf({ ...result, code: concept(loinc, code) })).toMatchObject({ method })
  })

  test.each([
    [snomed, '10828004', 'positive'],
    [snomed, '419984006', 'inconclusive'],
    [loinc, 'LA11883-8', 'negative'],
    ['http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation', 'POS', 'positive'],
  ])('%s %s is %s', (system, code, outcome) => {
    expect(factOf({ ...result, valueCodeableConcept: concept(system, code) })).toMatchObject({
      result: outcome,
    })
  })

  test('a result that is unknown, not coded or two at once is left out', () => {
    const both = [...concept(snomed, '10828004').coding, ...concept(snomed, '260385009').coding]
    for (const value of [concept(snomed, '1'), undefined, { text: 'negative' }, { coding: both }])
      expect(factOf({ ...result, valueCodeableConcept: value })).not.toHaveProperty('result')
  })

  test.each(['2021-02-17', '2021-02-17T12:30:00', '2021-02', undefined])(
    'an instant written as %j is left out',
    (effectiveDateTime) => {
      const fields = factOf({ ...result, effectiveDateTime })
      expect(fields).toEqual({ method: 'pcr', result: 'negative' })
    },
  )

  test.each(['registered', 'preliminary', 'cancelled', 'entered-in-error', undefined])(
    'a test that is %s is of its kind and no fact',
    (status) => {
      const said = read([patient, { ...result, status }])
      expect([said.facts, said.kinds]).toEqual([[], ['test']])
    },
  )

  test('a test for something else is neither', () => {
    const said = read([patient, { ...result, code: concept(loinc, '80382-5') }])
    expect([said.facts, said.kinds]).toEqual([[], []])
  })
})

describe('the holder', () => {
  test.each<[string, object, object | null]>([
    ['a name and a day', {}, { surname: 'Anyperson', given: 'John B.', birthDate: '1951-01-20' }],
    [
      'a year',
      { birthDate: '1951' },
      { surname: 'Anyperson', given: 'John B.', birthDate: '1951' },
    ],
    [
      'a day that is none',
      { birthDate: '1951-13-01' },
      { surname: 'Anyperson', given: 'John B.', birthDate: null },
    ],
    [
      'the whole name',
      { name: [{ text: ' John Anyperson ' }] },
      { surname: 'John Anyperson', given: null, birthDate: '1951-01-20' },
    ],
    [
      'several names',
      {
        name: [
          { use: 'maiden', family: 'A' },
          { use: 'usual', family: 'B' },
          { use: 'official', family: 'C' },
        ],
      },
      { surname: 'C', given: null, birthDate: '1951-01-20' },
    ],
    [
      'names of other uses alone',
      { name: [{ use: 'nickname', given: ['Jo'] }] },
      { surname: null, given: null, birthDate: '1951-01-20' },
    ],
    ['nothing', { name: [], birthDate: undefined }, null],
    ['no text', { name: [{ family: 7, given: [null, {}] }], birthDate: 1951 }, null],
  ])('%s', (_name, change, person) => {
    expect(read([{ ...patient, ...change }]).person).toEqual(person)
  })

  test('a bundle of nobody or of two states nothing: whose would it be', () => {
    for (const resources of [[dose], [patient, dose, patient]]) {
      expect(read(resources)).toEqual({ person: null, facts: [], kinds: [] })
    }
  })

  test('another version of FHIR states nothing, and a correction of this one does', () => {
    for (const version of ['3.0.2', '4.3.0', '5.0.0', '', 'R4']) {
      expect(read([patient, dose], version).facts).toEqual([])
    }
    expect(read([patient, dose], '4.0.0').facts).toHaveLength(1)
  })

  test.each([undefined, null, 'entry', {}, [null], [[]], [{ resource: 'Patient' }]])(
    'entries that are %j state nothing',
    (entry) => {
      expect(readBundle('4.0.1', { entry })).toEqual({ person: null, facts: [], kinds: [] })
    },
  )
})
