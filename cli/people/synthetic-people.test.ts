/** Tests of synthetic people: the same everywhere, each apart, as common as the table says, and no burden to memory. */
import { createHash } from 'node:crypto'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { issue, jwkSigner, generateKey, type Claims } from 'greengate/issue'
import { expect, test } from 'vitest'
import { forcingOf } from './boundary.ts'
import { dateText, dayOf, secondText, yearsBefore } from './calendar.ts'
import { drawOf } from './draw.ts'
import { householdOf } from './household.ts'
import { marginals } from './marginals.ts'
import { kinds } from './notebook.ts'
import type { Person } from './person.ts'
import { cities } from './regions.ts'
import { standardBoundaries } from './standard-boundaries.ts'
import { people, personAt, type PeopleOptions } from './synthetic-people.ts'

const now = Date.parse('2020-03-15T04:00:00Z') / 1000
const plain: PeopleOptions = { seed: 1, now }
const everything: PeopleOptions = {
  ...plain,
  forcing: forcingOf(standardBoundaries),
  faultsPerMillion: 200_000,
}

const digestOf = (made: Iterable<Person>): string => {
  const hash = createHash('sha256')
  for (const person of made) hash.update(`${JSON.stringify(person)}\n`)
  return hash.digest('base64url')
}

test('a seed makes the same bytes on every machine', () => {
  expect([
    digestOf(people(plain, 3000)),
    digestOf(people({ ...plain, seed: 2 ** 40 + 1 }, 3000)),
    digestOf(people(everything, 3000)),
  ]).toMatchInlineSnapshot(`
    [
      "TCsFdtZtBpukDOW1-uedn1DaEBguQzDzO2Dl0w4DuHw",
      "SQBMwbArTHlBh2ypVpGfEKoX6R-itfQtBzsz8aviN8M",
      "hQLozD_5iF3y768etvXaAopFx0kuvot7_G2bmfUBQdY",
    ]
  `)
})

test('another seed or another instant makes other people', () => {
  const digests = [plain, { ...plain, seed: 2 }, { ...plain, seed: 1 + 2 ** 32 }, everything].map(
    (options) => digestOf(people(options, 50)),
  )
  expect(new Set([...digests, digestOf(people({ ...plain, now: now + 1 }, 50))]).size).toBe(5)
})

test('every person can be made alone, and parts joined are the whole', () => {
  const whole = [...people(everything, 400)]
  expect(whole.map((_, n) => personAt(n, everything))).toEqual(whole)
  expect([...people(everything, 150), ...people(everything, 250, 150)]).toEqual(whole)
  expect(personAt(9_999_999_999, plain).id).toBe('1-9999999999')
})

test('dates and instants are those of the calendar', () => {
  for (let day = -40_000; day < 80_000; day += 7) {
    expect(dateText(day)).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10))
  }
  for (const seconds of [-1, 0, 951_782_399, 951_782_400, now, 4_102_444_799]) {
    expect(secondText(seconds)).toBe(new Date(seconds * 1000).toISOString().replace('.000Z', 'Z'))
  }
  const leapDay = dayOf(Date.parse('2020-02-29T03:00:00Z') / 1000)
  expect([0, 1, 4].map((years) => dateText(yearsBefore(leapDay, years)))).toEqual([
    '2020-02-29',
    '2019-03-01',
    '2016-02-29',
  ])
})

test('draws are even, and those of neighbours are strangers', () => {
  const [count, cells] = [100_000, 10]
  const seen = new Array<number>(cells * cells).fill(0)
  let before = 0
  for (let n = 0; n < count; n++) {
    const drawn = drawOf(3, n, 1).below(cells)
    seen[before * cells + drawn]!++
    before = drawn
  }
  const expected = count / seen.length
  const chiSquare = seen.reduce((sum, n) => sum + (n - expected) ** 2 / expected, 0)
  // 99 degrees of freedom: beyond 160 once in ten thousand seeds, and this one is fixed.
  expect(chiSquare).toBeLessThan(160)
})

test('everything is as common as the table says', () => {
  const count = 60_000
  const seen = new Map<string, number>()
  const note = (name: string): void => void seen.set(name, (seen.get(name) ?? 0) + 1)
  for (const person of people(plain, count)) {
    const had = new Set(person.facts.map(({ kind, fields }) => `${kind} ${age(fields) ?? ''}`))
    for (const name of had) note(name.trim())
    note(cities.find(({ region }) => person.region.startsWith(region))?.region ?? 'outside')
    if (person.onSite !== undefined) note('measured')
    if ((person.onSite?.temperature ?? 0) >= 37.3) note('fever')
    if (person.covers.length < kinds.length) note('uncovered')
    for (const { kind, fields } of person.facts) {
      if (kind === 'contact') note(`contact ${String(fields['closeness'])}`)
    }
  }
  const inhabitants = cities.reduce((sum, { weight }) => sum + weight, 0)
  const { plights, outside, ages } = marginals
  const inside = 1_000_000 - outside
  const groupsOf = (...groups: readonly number[]): number =>
    (groups.reduce((sum, group) => sum + (ages[group] ?? 0), 0) * 1_000_000) /
    ages.reduce((sum: number, weight) => sum + weight, 0)
  const share = (name: string): number => ((seen.get(name) ?? 0) * 1_000_000) / count
  // A share within five standard deviations of a count this large, and never nothing.
  for (const [name, perMillion] of [
    ['3301', (inside * 11_936) / inhabitants],
    ['3309', (inside * 1_158) / inhabitants],
    ['outside', outside],
    ['person child', groupsOf(0, 1, 2)],
    ['person old', groupsOf(12, 13, 14, 15, 16, 17, 18, 19)],
    ['contact close', plights.close],
    ['contact secondary', plights.secondary],
    ['entry', plights.entered],
    ['clinic', (plights.feverish * marginals.clinic) / 1_000_000],
    ['vaccination', marginals.vaccinated],
    ['measured', marginals.measured],
    ['temperature', marginals.temperature],
    ['uncovered', marginals.uncovered],
  ] as const) {
    const spread = 5 * Math.sqrt((perMillion * 1_000_000) / count)
    expect(Math.abs(share(name) - perMillion), name).toBeLessThan(spread)
    expect(seen.get(name), name).toBeGreaterThan(0)
  }
  // Tested at random, because ill, or on the way out of it.
  expect(share('test')).toBeGreaterThan(marginals.tested * 0.99)
  expect(share('test')).toBeLessThan(marginals.tested * 1.02)
  expect(share('fever') / share('measured')).toBeLessThan(0.012)
  for (const kind of kinds) expect(share(kind) + share(`${kind} other`), kind).toBeGreaterThan(300)
})

/** Of the fact `person` only: child below 15, old from 60 on. */
function age(fields: Person['facts'][number]['fields']): string | undefined {
  const birthDate = fields['birthDate']
  if (typeof birthDate !== 'string') return undefined
  const years = 2020 - Number(birthDate.slice(0, 4)) - (birthDate.slice(5) > '03-15' ? 1 : 0)
  return years < 15 ? 'child' : years < 60 ? 'other' : 'old'
}

test('who lives together lives in one place, and every member finds the same household', () => {
  const sizes = new Map<number, number>()
  for (let n = 0; n < 24_000; n++) {
    const household = householdOf(7, n)
    const { first, size } = household
    expect(n >= first && n < first + size).toBe(true)
    if (n > first) expect(householdOf(7, first)).toEqual(household)
    if (n === first) sizes.set(size, (sizes.get(size) ?? 0) + 1)
  }
  expect([...sizes.keys()].toSorted()).toEqual([1, 2, 3, 4, 5, 6])
})

test('nothing is recorded before it can be known, or after now', () => {
  for (const { facts, covers } of people(plain, 5000)) {
    const ids = facts.map(({ id }) => id)
    expect(new Set(ids).size).toBe(ids.length)
    for (const { recordedAt } of facts)
      expect(Date.parse(recordedAt) / 1000).toBeLessThanOrEqual(now)
    for (const { until } of covers) expect(Date.parse(until) / 1000).toBeLessThanOrEqual(now)
  }
})

test('a code is made of a person as they are', async () => {
  const signer = await jwkSigner(await generateKey('Ed25519'))
  let made = 0
  for (const { facts, covers } of people(everything, 300)) {
    // What is on a code must fit on a code; most people's facts do.
    if (facts.length > 4) continue
    const claims: Claims = {
      issuer: 'cn-33',
      class: 'app',
      issuedAt: secondText(now),
      validUntil: secondText(now + 86_400),
      covers: covers.slice(0, 6),
      facts,
    }
    const text = await issue(claims, { signer, cti: new Uint8Array(8) })
    expect(text.startsWith('GG1:')).toBe(true)
    made++
  }
  expect(made).toBeGreaterThan(50)
})

test('200,000 people take no more memory than 20,000', () => {
  setFlagsFromString('--expose_gc')
  const collect = runInNewContext('gc') as () => void
  const heapAfter = (made: Iterable<Person>): number => {
    for (const { facts } of made) if (facts.length > 1000) throw new Error('too many facts')
    collect()
    return process.memoryUsage().heapUsed
  }
  const few = heapAfter(people(everything, 20_000))
  const many = heapAfter(people(everything, 200_000))
  console.log(`people: heap after 20,000 is ${mB(few)}, after 200,000 ${mB(many)}`)
  expect(many - few).toBeLessThan(5_000_000)
})

const mB = (bytes: number): string => `${(bytes / 1_000_000).toFixed(1)} MB`
