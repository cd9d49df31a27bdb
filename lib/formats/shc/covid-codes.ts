/** The codes by which cards speak of COVID-19: vaccines, tests and results; what is not here becomes no fact. */

const cvx = 'http://hl7.org/fhir/sid/cvx'
const snomed = 'http://snomed.info/sct'
const loinc = 'http://loinc.org'
const interpretation = 'http://terminology.hl7.org/CodeSystem/v3-ObservationInterpretation'

interface Vocabulary {
  /** What stands before a code in a fact, so that a code of one system is none of another. */
  readonly name: string
  readonly codes: RegExp
}

/** CDC's codes of products; the next are of WHO: ATC, and ICD-11 by product or kind. */
const vaccines: Readonly<Record<string, Vocabulary>> = {
  [cvx]: {
    name: 'cvx',
    codes: /^(?:20[78]|21[0-37-9]|22[15-9]|230|30[0-289]|31[0-3]|5(?:[01]\d|2[01]))$/,
  },
  'http://www.whocc.no/atc': { name: 'atc', codes: /^J07B(?:X03|N\d\d)$/ },
  [snomed]: { name: 'snomed', codes: /^(?:840534001|1119349007|1119305005|28531000087107)$/ },
  'http://id.who.int/icd11/mms': {
    name: 'icd11',
    codes:
      /^XM(?:68M6|1NL1|5DF6|9QW8|0CX4|5JC5|1J92|6AT1|0GQ8|3DT5|8NQ0|4YL8|9T65|6QV1|3CT4|1G90|85P5|5QM6|5ZJ4|1AG7|6SZ8|8866|7HT3|52P3|4EC8|9TQ1)$/,
  },
}

/** LOINC: the virus itself or a part of it, in whichever specimen; single genes and quantities say less. */
const methods = new Map(
  Object.entries({
    pcr: '94306-8 94309-2 94500-6 94531-1 94565-9 94759-8 94845-5 95406-5 95608-6',
    antigen: '94558-4 95209-3 96119-3 97097-0',
    antibody: '94563-4 94564-2 94762-2',
  }).flatMap(([method, codes]) => codes.split(' ').map((code) => [code, method] as const)),
)

/** SNOMED CT, answers of LOINC, and the interpretations of HL7; weakly and presumably positive count as positive. */
const results = new Map(
  Object.entries({
    positive: `${snomed}|10828004 ${snomed}|260373001 ${snomed}|260408008 ${snomed}|720735008 ${loinc}|LA6576-8 ${loinc}|LA11882-0 ${interpretation}|POS ${interpretation}|DET`,
    negative: `${snomed}|260385009 ${snomed}|260415000 ${loinc}|LA6577-6 ${loinc}|LA11883-8 ${interpretation}|NEG ${interpretation}|ND`,
    inconclusive: `${snomed}|419984006 ${snomed}|42425007 ${snomed}|82334004 ${loinc}|LA9663-1 ${interpretation}|IND`,
  }).flatMap(([result, codes]) => codes.split(' ').map((code) => [code, result] as const)),
)

/** A code and the system that it is of. */
export interface Coding {
  readonly system: string
  readonly code: string
}

/** `cvx:207`; undefined: no vaccine against COVID-19. */
export function covidVaccine({ system, code }: Coding): string | undefined {
  const known = Object.hasOwn(vaccines, system) ? vaccines[system] : undefined
  return known?.codes.test(code) === true ? `${known.name}:${code}` : undefined
}

/** How a test was made; undefined: no test for COVID-19. */
export function covidTest({ system, code }: Coding): string | undefined {
  return system === loinc ? methods.get(code) : undefined
}

/** What a test came to; undefined: not stated in a way that is known. */
export function testResult({ system, code }: Coding): string | undefined {
  return results.get(`${system}|${code}`)
}
