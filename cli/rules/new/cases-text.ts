/** Writes the cases of a new rule set: both sides of every limit, and somebody of whom nothing is known. */
import { Temporal } from 'temporal-polyfill'
import type { Answers } from './answers.ts'
import { symptomDays } from './rule-set-text.ts'

type Fields = Readonly<Record<string, string | boolean>>
type Fact = readonly [kind: string, fields: Fields]

/** A case before it is written down. */
interface Sketch {
  readonly id: string
  readonly comment: string
  readonly facts: readonly Fact[]
  /** Default: all that the rules read is stated in full. */
  readonly isCovered?: boolean
  /** Degrees; null: not measured. */
  readonly celsius?: number | null
  readonly said: readonly ['pass' | 'check' | 'stop', readonly number[]]
  readonly isMissing?: boolean
}

const kinds = ['clinic', 'contact', 'stay', 'symptom', 'test']

/** The text of the cases file. */
export function casesText(answers: Answers): string {
  const begin = Temporal.Instant.from(answers.from).toZonedDateTimeISO(answers.zone)
  const now = begin
    .add({ days: Math.min(5, answers.days - 1) })
    .with({ hour: 12, minute: 0, second: 0 })
  const cases = sketches(answers, now).map((sketch) => caseText(sketch, now, answers))
  return `# What the rules must say of these people at that instant. Write the case first, then the rule.
#
# fired: the rules that make the outcome, of several that let pass the lowest. missing: whether something unknown could
# change the outcome. covers: the kinds of which all facts are stated, until then; of any other absence says nothing.

about: What version 1 of ${answers.id} says of people.
ruleSet: { id: ${answers.id}, version: 1 }
cases:
${cases.join('\n')}`
}

function caseText(
  { id, comment, facts, isCovered = true, celsius, said, isMissing = false }: Sketch,
  now: Temporal.ZonedDateTime,
  { fever }: Answers,
): string {
  const until = instantOf(now.subtract({ hours: 1 }))
  const [outcome, fired] = said
  const measured = celsius === undefined ? tenth(fever - 0.8) : celsius
  const factLines = facts.map(
    ([kind, fields], i) =>
      `        - { id: f${String(i + 1)}, kind: ${kind}, fields: ${flow(fields)} }\n`,
  )
  const coverLines = kinds.map((kind) => `        - { kind: ${kind}, until: ${until} }\n`)
  return `  - id: ${id}
    comment: ${JSON.stringify(comment)}
    now: ${instantOf(now)}
    person:
      facts:${facts.length === 0 ? ' []' : ''}
${factLines.join('')}      covers:${isCovered ? '' : ' []'}
${isCovered ? coverLines.join('') : ''}${measured === null ? '' : `      onSite: { temperature: ${String(measured)} }\n`}    outcome: ${outcome}
    fired: [ ${fired.join(', ')} ]
    missing: ${String(isMissing)}
`.replace('[  ]', '[]')
}

function sketches(answers: Answers, now: Temporal.ZonedDateTime): readonly Sketch[] {
  const { testHours, contactDays, fever } = answers
  const hours = (count: number, seconds = 0): string =>
    instantOf(now.subtract({ hours: count, seconds }))
  const days = (count: number): string => now.toPlainDate().subtract({ days: count }).toString()
  const noon = (count: number): string => instantOf(now.subtract({ days: count }))
  const test = (sampledAt: string, result = 'negative'): Fact => [
    'test',
    { sampledAt, method: 'pcr', result },
  ]
  const contact = (at: string, closeness = 'close'): Fact => ['contact', { at, closeness }]
  const risky = answers.highRisk[0] ?? ''
  const stay = (until: string, region = risky): Fact => ['stay', { region, from: until, until }]
  const elsewhere = codeOutside(answers.highRisk)
  const symptom: Fact = ['symptom', { at: days(symptomDays), name: 'cough' }]
  const clinic = (at: string, cleared = true): Fact => ['clinic', { at, cleared }]
  const tested = test(hours(1))
  const pass: Sketch['said'] = ['pass', [1]]
  const one = (
    id: string,
    comment: string,
    facts: readonly Fact[],
    said: Sketch['said'],
    more: Partial<Sketch> = {},
  ): Sketch => ({ id, comment, facts, said, ...more })
  return [
    one('tested-an-hour-ago', 'who was tested passes', [tested], pass),
    one('tested-to-the-second', 'the last second counts', [test(hours(testHours))], pass),
    one(
      'tested-a-second-too-early',
      'and the one before does not',
      [test(hours(testHours, 1))],
      ['check', [2]],
    ),
    one('test-dated-ahead', 'what lies ahead proves nothing', [test(hours(-1))], ['check', [2]]),
    one('never-tested', 'all is known, and there is no test', [], ['check', [2]]),
    one(
      'contact-on-the-last-day',
      'the last day counts',
      [tested, contact(days(contactDays))],
      ['stop', [3]],
    ),
    one('contact-a-day-earlier', 'long enough ago', [tested, contact(days(contactDays + 1))], pass),
    one(
      'secondary-contact',
      'only close contacts are stopped',
      [tested, contact(days(0), 'secondary')],
      pass,
    ),
    one(
      'high-risk-stay',
      'a stay that ended on the last day that counts',
      [tested, stay(days(contactDays))],
      ['stop', [4]],
    ),
    one('high-risk-stay-long-ago', 'a day earlier', [tested, stay(days(contactDays + 1))], pass),
    one('stay-elsewhere', 'a region that is not listed', [tested, stay(days(0), elsewhere)], pass),
    one(
      'positive-test',
      'stop is worse than pass',
      [tested, test(noon(contactDays), 'positive')],
      ['stop', [5]],
    ),
    one('positive-long-ago', 'over', [tested, test(noon(contactDays + 1), 'positive')], pass),
    one('symptom', 'within the days', [tested, symptom], ['check', [6]]),
    one(
      'symptom-long-ago',
      'a day earlier',
      [tested, ['symptom', { at: days(symptomDays + 1), name: 'cough' }]],
      pass,
    ),
    one(
      'symptom-cleared',
      'a fever clinic has looked at it',
      [tested, symptom, clinic(days(symptomDays))],
      pass,
    ),
    one(
      'symptom-not-cleared',
      'it has, and did not clear it',
      [tested, symptom, clinic(days(0), false)],
      ['check', [6]],
    ),
    one(
      'symptom-cleared-long-ago',
      'that was another one',
      [tested, symptom, clinic(days(symptomDays + 1))],
      ['check', [6]],
    ),
    one(
      'clinic-dated-ahead',
      'what lies ahead clears nothing',
      [tested, symptom, clinic(days(-1))],
      ['check', [6]],
    ),
    one('fever-at-the-gate', 'the limit itself', [tested], ['check', [7]], { celsius: fever }),
    one('no-fever', 'just below', [tested], pass, { celsius: tenth(fever - 0.1) }),
    one('not-measured', 'it might be a fever', [tested], ['check', []], {
      celsius: null,
      isMissing: true,
    }),
    one('nothing-known', 'unknown is not known to be none', [], ['check', []], {
      isCovered: false,
      isMissing: true,
    }),
  ]
}

function flow(fields: Fields): string {
  const parts = Object.entries(fields).map(([name, value]) => `${name}: ${written(value)}`)
  return `{ ${parts.join(', ')} }`
}

/** Words and instants stand as they are; a code of a region might be taken for a number. */
function written(value: string | boolean): string {
  const isPlain = typeof value !== 'string' || /^(?:[a-z]+|\d{4}-.*)$/.test(value)
  return isPlain ? String(value) : JSON.stringify(value)
}

/** A code of a region that begins with none of those given. */
function codeOutside(codes: readonly string[]): string {
  const letters = Array.from('ZYXWVUTSRQPONMLKJIHGFEDCBA9876543210')
  const free = letters.flatMap((first) => letters.map((second) => first + second))
  return free.find((code) => !codes.some((each) => code.startsWith(each))) ?? ''
}

function instantOf(when: Temporal.ZonedDateTime): string {
  return when.toInstant().toString({ smallestUnit: 'second' })
}

/** Binary fractions have no tenths. */
function tenth(value: number): number {
  return Math.round(value * 100) / 100
}
