/** The rule sets of test-vectors/, judged by the engine and by the oracle: three hands that must agree. */
import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'
import { judge, rulesOf } from '../../test-vectors/oracle/judge.ts'
import type { Person } from '../../test-vectors/oracle/person.ts'
import { setsOf } from '../../test-vectors/oracle/terms.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import { makeFactBase, type StatedFact } from '../facts/fact-base.ts'
import { parseFactTypes } from '../facts/fact-types.ts'
import { compileRuleSet, type CompiledRuleSet } from './compile.ts'
import { evaluate } from './evaluate.ts'
import type { Bases } from './resolve.ts'
import type { RuleSet } from './rule-set.ts'

interface Listed {
  readonly id: string
  readonly version: number
  readonly sha256: string
  readonly path: string
  readonly cases: string
  readonly factTypes: string
}
/** As signed: an overlay may leave rules and parameters to its base. */
type Signed = Omit<RuleSet, 'rules' | 'parameters'> & Partial<Pick<RuleSet, 'rules' | 'parameters'>>
interface Case {
  readonly id: string
  readonly now: string
  readonly person: Person & {
    readonly facts: readonly StatedFact[]
    readonly onSite?: Readonly<Record<string, number>>
  }
  readonly outcome: string
  readonly fired: readonly number[]
  readonly missing: boolean
}

const read = (path: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../test-vectors/rule-sets/${path}`, import.meta.url), 'utf8'))
const digestOf = (value: unknown): string =>
  createHash('sha256').update(canonicalJson(value)).digest('base64url')
const seconds = (instant: string): number => Date.parse(instant) / 1000

const listed = (read('index.json') as { readonly sets: readonly Listed[] }).sets
const sets = listed.map((one) => ({
  ...one,
  value: read(one.path) as Signed,
  cases: read(one.cases) as { readonly cases: readonly Case[] },
}))
const bases: Bases = (id, version) => {
  const found = sets.find((one) => one.id === id && one.version === version)
  return found && { value: found.value, sha256: digestOf(found.value) }
}
const compiled = new Map(
  sets.map(({ value, factTypes }) => [
    value,
    compileRuleSet(value, parseFactTypes(read(factTypes)), bases),
  ]),
)
const everything = { states: ['*'], covers: ['*'], regions: ['*'] }

const evaluated = (rules: CompiledRuleSet, { person, now }: Case) => {
  const coverage = person.covers.map(({ kind, until }) => ({ kind, until: seconds(until) }))
  const stated = { facts: person.facts, coverage, permission: everything }
  const facts = makeFactBase(stated, rules.vocabulary)
  const { outcome, fired, missing } = evaluate(rules, facts, seconds(now), person.onSite ?? {})
  return { outcome, fired, missing: missing.length > 0 }
}

/** Hangzhou's and Zhejiang's by version; Guangdong's first extends the fourteenth. */
const hangzhou = sets
  .filter(({ path }) => path.startsWith('hangzhou/'))
  .map((one) => ({ ...one, edition: one.id === 'cn-44' ? 14 : one.version }))

test('there are fourteen versions, a province of eleven cities from the third on, and one that takes it over', () => {
  const there = hangzhou.map(({ edition, id }) => `${String(edition)}/${id}`)
  const wanted = Array.from({ length: 14 }, (_, i) => i + 1).flatMap((edition) =>
    setsOf(edition).map((id) => `${String(edition)}/${id}`),
  )
  expect(there).toEqual(wanted)
  expect(there).toHaveLength(2 + 12 * 12 + 1)
})

test('every version takes effect at an instant of its own within 40 days from 11 February 2020', () => {
  const begins = [...new Set(hangzhou.map(({ value }) => seconds(value.effective.from)))]
  const first = seconds('2020-02-10T16:00:00Z')
  expect(begins).toHaveLength(15)
  expect(begins[0]).toBe(first)
  expect(begins).toEqual([...begins].sort((a, b) => a - b))
  expect(begins.every((from) => from < first + 40 * 86_400)).toBe(true)
})

test('every set names the one before it, its base and its cases by their digests', () => {
  const faults: string[] = []
  for (const { id, version, sha256, value, cases } of sets) {
    const name = `${id}/${String(version)}`
    const before = bases(id, version - 1)
    if (value.previous?.sha256 !== before?.sha256) faults.push(`${name} previous`)
    if (sha256 !== digestOf(value)) faults.push(`${name} index`)
    if (value.cases?.sha256 !== digestOf(cases)) faults.push(`${name} cases`)
    if (value.cases?.count !== cases.cases.length) faults.push(`${name} count`)
  }
  expect(faults).toEqual([])
})

test('every rule keeps its number, its id and its outcome in all versions of its set', () => {
  const meanings = new Map<string, string>()
  const changed: string[] = []
  for (const { id, version, value } of sets) {
    for (const { no, id: name, outcome } of compiled.get(value)!.set.rules) {
      const known = meanings.get(`${id} ${String(no)}`) ?? `${name} ${outcome}`
      if (known !== `${name} ${outcome}`) changed.push(`${id}/${String(version)}#${String(no)}`)
      meanings.set(`${id} ${String(no)}`, known)
    }
  }
  expect(changed).toEqual([])
  expect(meanings.size).toBeGreaterThan(27 * 13)
})

test('the oracle has the same rules by their numbers as every set', () => {
  for (const { edition, id, value } of hangzhou) {
    const numbers = compiled.get(value)!.rules.map(({ rule }) => rule.no)
    expect(numbers, `${id}/${String(edition)}`).toEqual(rulesOf(edition, id).map(({ no }) => no))
  }
})

test('words, engine and oracle say the same of every case of the fourteen versions', () => {
  const wrong: unknown[] = []
  let count = 0
  for (const { edition, id, value, cases } of hangzhou) {
    for (const one of cases.cases) {
      const { outcome, fired, missing } = one
      const wanted = JSON.stringify({ outcome, fired, missing })
      const engine = JSON.stringify(evaluated(compiled.get(value)!, one))
      const oracle = JSON.stringify(judge(edition, id, one.person, seconds(one.now)))
      if (engine !== wanted || oracle !== wanted) wrong.push({ id: one.id, wanted, engine, oracle })
      count++
    }
  }
  expect(wrong).toEqual([])
  console.log(`rule sets: ${String(count)} cases`)
  expect(count).toBeGreaterThan(14 * 12 + 12 * 11 * 3)
})

test('words and engine say the same of a safety code whose facts the library has never heard of', () => {
  const [storm, ...others] = sets.filter(({ path }) => path.startsWith('typhoon/'))
  expect(others).toEqual([])
  const wrong = storm!.cases.cases.flatMap((one) => {
    const { outcome, fired, missing } = one
    const engine = evaluated(compiled.get(storm!.value)!, one)
    const isRight = JSON.stringify(engine) === JSON.stringify({ outcome, fired, missing })
    return isRight ? [] : [{ id: one.id, engine }]
  })
  expect(wrong).toEqual([])
})

test('the cases of a version show what it changed: under the version before some come out otherwise', () => {
  // Of the sets that stand alone; the third version is the first of its set.
  const changed = hangzhou.filter(
    ({ value, edition }) => value.extends === undefined && edition !== 1 && edition !== 3,
  )
  expect(changed).toHaveLength(12)
  const same = changed.filter(({ edition, id, cases }) =>
    cases.cases.every((one) => {
      const before = judge(edition - 1, id, one.person, seconds(one.now))
      return before.outcome === one.outcome && String(before.fired) === String(one.fired)
    }),
  )
  expect(same.map(({ path }) => path)).toEqual([])
})

test('the cases of a city show what it has of its own: under its base some come out otherwise', () => {
  const same = hangzhou.filter(
    ({ edition, value, cases }) =>
      (value.rules !== undefined || value.parameters !== undefined) &&
      value.extends !== undefined &&
      cases.cases.every((one) => {
        const { outcome } = judge(edition, 'cn-33', one.person, seconds(one.now))
        return outcome === one.outcome
      }),
  )
  expect(same.map(({ path }) => path)).toEqual([])
})

test('a set of its own has twelve cases at least, an overlay three, and no id stands twice', () => {
  const few = sets.filter(({ value, cases }) => {
    const least = value.extends === undefined ? 12 : 3
    return cases.cases.length < least
  })
  expect(few.map(({ path }) => path)).toEqual([])
  const ids = sets.flatMap(({ cases }) => cases.cases.map(({ id }) => id))
  expect(new Set(ids).size).toBe(ids.length)
})

test('every rule of every version makes the outcome of a case', () => {
  const silent = sets.flatMap(({ id, version, value, cases }) => {
    const fired = new Set(cases.cases.flatMap((one) => one.fired))
    return (value.rules ?? [])
      .filter(({ no }) => !fired.has(no))
      .map(({ no }) => `${id}/${String(version)}#${String(no)}`)
  })
  expect(silent).toEqual([])
})
