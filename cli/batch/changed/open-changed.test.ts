/** Carrying people over from an earlier batch, held against assessing all of them. */
import { readFileSync } from 'node:fs'
import { assess } from 'greengate/issue'
import {
  compileRuleSet,
  parseFactTypes,
  type CompiledRuleSet,
  type Overlay,
  type RuleSet,
} from 'greengate/rules'
import { expect, test } from 'vitest'
import { changeSet, draws } from '../../../desk/assessing/test-changes.ts'
import { isWhole, runSeed } from '../../../house/sampled.ts'
import { people, standardBoundaries, forcingOf, type Person } from '../../people/main.ts'
import type { ReadPerson } from '../people/main.ts'
import { earlierLines } from './earlier-lines.ts'
import { openChanged, type Assessing, type Carrier } from './open-changed.ts'
import type { OutcomeLine } from './outcome-of-line.ts'

const vectors = new URL('../../../test-vectors/rule-sets/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, vectors), 'utf8'))
const factTypes = read('fact-types.json') as { readonly types: readonly { name: string }[] }
const types = parseFactTypes(factTypes)
const start = Date.parse('2020-03-18T21:30:00Z') / 1000
const hour = 3600

const setOf = (version: string): RuleSet => {
  const overlay = read(`hangzhou/${version}/cn-3301.json`) as Overlay
  const base = { ...overlay.extends, value: read(`hangzhou/${version}/cn-33.json`) }
  const { extends: _, ...whole } = compileRuleSet(overlay, types, () => base).set
  return whole
}
const compiled = (set: RuleSet, hours = 10_000, vocabulary = types): CompiledRuleSet => {
  const text = (seconds: number): string =>
    new Date(seconds * 1000).toISOString().replace('.000Z', 'Z')
  const effective = { from: text(start - 86_400), until: text(start + hours * hour) }
  return compileRuleSet({ ...set, effective }, vocabulary)
}

/** Half of them on the boundaries of rules, some with records that are late, missing or taken back. */
const made = (count: number, seed: number): readonly Person[] => [
  ...people(
    { seed, now: start, faultsPerMillion: 200_000, forcing: forcingOf(standardBoundaries) },
    count,
  ),
]

const assessed = async (person: Person, { ruleSet, now }: Assessing): Promise<OutcomeLine> => {
  const { facts, covers, id } = person
  const found = await assess(facts, covers, { ruleSet, now: new Date(now * 1000) })
  const { outcome, rule, fired, missing, holdsUntil } = found
  return {
    ...{ id, outcome, version: ruleSet.set.version, fired, holdsUntil },
    ...(rule === undefined ? {} : { rule }),
    ...(missing.length === 0 ? {} : { missing }),
  }
}

/** How many are carried over, and of how many of them assessing says something else. */
const compare = async (
  all: readonly Person[],
  before: Assessing,
  after: Assessing,
  carry: Carrier = openChanged(before, after),
) => {
  let [carried, wrong] = [0, 0]
  for (const person of all) {
    const found = carry(await assessed(person, before), person)
    if (found === undefined) continue
    carried += 1
    if (JSON.stringify(sorted(found)) !== JSON.stringify(sorted(await assessed(person, after)))) {
      wrong += 1
    }
  }
  return { carried, wrong }
}
const sorted = (line: OutcomeLine) => Object.entries(line).sort()

test('whoever is carried over is to the letter as assessed, after any changes, at the same instant and later', async () => {
  const below = draws(runSeed)
  const everybody = made(240, runSeed)
  let set = setOf('14')
  let [carried, spared, wrongWhenBroken] = [0, 0, 0]
  for (let round = 0; round < (isWhole ? 400 : 45); round++) {
    const at = below(everybody.length - 40)
    const some = everybody.slice(at, at + 40)
    const hours = [10_000, 3, 20][below(3)]
    let [next, changes] = [set, 1 + below(2)]
    while (changes-- > 0) next = changeSet(next, below)
    let young: CompiledRuleSet
    try {
      young = compiled(next, [10_000, 3, 20][below(3)])
    } catch (error) {
      // Too costly, after so many changes.
      if (!(error instanceof Error && error.name === 'GreengateError')) throw error
      set = setOf('14')
      continue
    }
    const before = { ruleSet: compiled(set, hours), now: start - below(2) * below(10) * hour }
    const after = { ruleSet: young, now: below(2) === 0 ? before.now : start + below(2 * hour) }
    const found = await compare(some, before, after)
    expect([round, found.wrong]).toEqual([round, 0])
    carried += found.carried
    if (found.carried > 0) spared += 1
    // The control: what takes all rules for the same as before is caught.
    const { ruleSet: old } = before
    const blind = { ...old, set: { ...old.set, version: young.set.version }, until: young.until }
    const broken = openChanged(before, { ruleSet: blind, now: after.now })
    wrongWhenBroken += (await compare(some, before, after, broken)).wrong
    set = next
  }
  expect(carried).toBeGreaterThan(200)
  expect(spared).toBeGreaterThan(10)
  expect(wrongWhenBroken).toBeGreaterThan(10)
}, 120_000)

test('the same version at the same instant carries everybody over', async () => {
  const side = { ruleSet: compiled(setOf('14')), now: start }
  const all = made(60, 3)
  expect(await compare(all, side, side)).toEqual({ carried: 60, wrong: 0 })
})

test('a wider window of contacts leaves whoever has no contact, and of the others those whom it does not reach', async () => {
  const set = setOf('14')
  const parameters = { ...set.parameters, contactDays: { value: 21, unit: 'day' } }
  const before = { ruleSet: compiled(set), now: start }
  const after = { ruleSet: compiled({ ...set, version: 15, parameters }), now: start }
  const all = [...people({ seed: 5, now: start }, 300)]
  const { carried, wrong } = await compare(all, before, after)
  const without = all.filter(({ facts }) => facts.every(({ kind }) => kind !== 'contact')).length
  expect(wrong).toBe(0)
  expect(carried).toBeGreaterThanOrEqual(without)
  expect(carried).toBeLessThan(300)
})

test('the real versions before 14 carry some over, and never wrongly', async () => {
  const all = made(80, 7)
  const after = { ruleSet: compiled(setOf('14')), now: start }
  let some = 0
  for (const version of ['08', '12', '13']) {
    const before = { ruleSet: compiled(setOf(version)), now: start }
    const { carried, wrong } = await compare(all, before, after)
    expect([version, wrong]).toEqual([version, 0])
    some += carried
  }
  expect(some).toBeGreaterThan(20)
})

test('of another set, zone or engine, and at an instant before the earlier one, nobody is carried over', async () => {
  const set = setOf('14')
  const before = { ruleSet: compiled(set), now: start }
  const zone = { ...set.zone, offsets: [[684_867_600, 32_400]] as [number, number][] }
  for (const after of [
    { ruleSet: compiled({ ...set, id: 'cn-3302' }), now: start },
    { ruleSet: compiled({ ...set, zone }), now: start },
    { ruleSet: { ...before.ruleSet, set: { ...set, engine: 2 } }, now: start },
    { ruleSet: before.ruleSet, now: start - 1 },
  ]) {
    expect(await compare(made(20, 3), before, after)).toEqual({ carried: 0, wrong: 0 })
  }
})

test('a kind whose fields mean something else now changes nobody unseen', async () => {
  const changed = {
    ...factTypes,
    types: factTypes.types.map((type) =>
      type.name === 'contact'
        ? {
            ...type,
            fields: {
              at: { type: 'date' },
              closeness: { type: 'enumeration', values: ['near', 'secondary', 'close'] },
            },
          }
        : type,
    ),
  }
  const before = { ruleSet: compiled(setOf('14')), now: start }
  const after = { ruleSet: compiled(setOf('14'), 10_000, parseFactTypes(changed)), now: start }
  const all = made(200, 11)
  const { carried, wrong } = await compare(all, before, after)
  expect(wrong).toBe(0)
  expect(carried).toBeGreaterThan(20)
})

test('earlier lines go with the records that they were made of, and with no others', () => {
  const line = (id: string): string =>
    `{"id":"${id}","outcome":"pass","rule":1,"version":1,"fired":[1],"holdsUntil":"2020-03-19T00:00:00Z"}\n`
  const person = (id: string, at: number): ReadPerson => ({
    ...{ at, line: at },
    person: { id, region: 'x', facts: [], covers: [] },
  })
  const bad = (at: number): ReadPerson => ({ at, line: at, bad: 'must be JSON' })
  const outcomes = Buffer.from(line('a') + line('a') + line('c'))
  const ask = (records: readonly ReadPerson[], rejected: readonly number[]) => {
    const of = earlierLines({ outcomes, rejected })
    return records.map((record) => of(record)?.id)
  }
  const [a, b, c] = ['a', 'a', 'c'].map((id, i) => person(id, i + 1)) as [
    ReadPerson,
    ReadPerson,
    ReadPerson,
  ]
  expect(ask([a, b, c], [])).toEqual(['a', 'a', 'c'])
  // The first was no person then, and is one now.
  expect(ask([person('a', 1), person('a', 2), person('a', 3), person('c', 4)], [1])).toEqual([
    undefined,
    ...['a', 'a', 'c'],
  ])
  // The second was a person then, and is none now.
  expect(ask([a, bad(2), c], [])).toEqual(['a', undefined, 'c'])
  expect(ask([a, c, c], [])).toEqual(['a', undefined, undefined])
  expect(ask([a, b, c, person('d', 4)], [])).toEqual(['a', 'a', 'c', undefined])
})
