/** Population sets over 200,000 people: no answer is wrong, no broken file is opened, and the order of people is nothing. */
import fc from 'fast-check'
import { expect, test } from 'vitest'
import {
  buildFiles,
  changeOf,
  classOf,
  countWrong,
  everyone,
  hashesOf,
  people,
  universe,
} from '../../testing/population-world.ts'
import { refusal } from '../../testing/refusal.ts'
import { assembleCovered, coveredShardOf, planCovered, solveCoveredShard } from './build-covered.ts'
import { buildNotGreen, buildPatch, draftNotGreen, passFilter } from './build-not-green.ts'
import { controlCopy } from './control-copy.ts'
import { openCovered } from './covered.ts'
import { exactBound, filterBound } from './entropy-bound.ts'
import { hashWords } from './keyed-hash.ts'
import { openNotGreen, openPatch } from './not-green.ts'
import {
  addToUniverse,
  emptyUniverse,
  joinUniverses,
  sameUniverse,
  universeDigest,
} from './universe.ts'

const files = await buildFiles()
const openers = { covered: openCovered, 'not-green': openNotGreen, patch: openPatch }
const kinds = ['covered', 'not-green', 'patch'] as const

test('no answer about anybody is wrong, and of a million others at most 1,100 pass for covered', () => {
  const { wrong, passed } = countWrong(files, 1_000_000)
  expect(wrong).toEqual({ covered: 0, 'not-green': 0, patch: 0 })
  expect(passed).toBeGreaterThan(850)
  expect(passed).toBeLessThanOrEqual(1_100)
})

test.each(kinds)(
  'the control of %s is noticed: one bit turned makes some answers wrong',
  (kind) => {
    const control = { ...files, [kind]: controlCopy(files[kind]) }
    expect(countWrong(control).wrong[kind]).toBeGreaterThan(kind === 'patch' ? 0 : 20)
  },
)

test('sets are hardly larger than they must be', () => {
  const bytes = (bits: number): number => bits / 8
  const { counts } = openNotGreen(files['not-green'])
  const changes = openPatch(files.patch).counts
  expect(files.covered.length).toBeLessThan(bytes(filterBound(people, 10)) * 1.05)
  expect(files['not-green'].length).toBeLessThan(bytes(exactBound(people, counts.values())) * 1.2)
  expect(files.patch.length).toBeLessThan(bytes(exactBound(people, changes.values())) + 400)
})

test('a set says how many it holds of each class', () => {
  const count = (of: (person: number) => number, one: number): number =>
    Array.from({ length: people }, (_, person) => of(person)).filter((each) => each === one).length
  const set = openNotGreen(files['not-green'])
  const patch = openPatch(files.patch)
  expect(Object.fromEntries(set.counts)).toEqual(
    Object.fromEntries([0, 1, 2, 3].map((one) => [one, count(classOf, one)])),
  )
  expect(set.classes).toBe(4)
  expect(set.count).toBe(people / 100)
  expect(patch.counts.get('green')).toBe(count(changeOf, -1))
  expect(patch.counts.get(2)).toBe(count(changeOf, 2))
  expect(sameUniverse(set.universe, universe) && sameUniverse(patch.universe, universe)).toBe(true)
})

test('who is asked one by one is answered alike', () => {
  const set = openNotGreen(files['not-green'])
  const patch = openPatch(files.patch)
  const at = (person: number): Uint32Array => hashesOf(person, person + 1)
  expect([17, 217, 18].map((person) => set.lookUp(at(person)))).toEqual([0, 1, undefined])
  expect([17, 10_017, 5, 6].map((one) => patch.lookUp(at(one)))).toEqual(['green', 2, 1, undefined])
  expect(openCovered(files.covered).has(at(6))).toBe(true)
})

test('the order and the parts of people make no difference to a byte', async () => {
  expect((await buildFiles(7_001)).covered).toEqual(files.covered)
  const persons = Array.from({ length: 2000 }, (_, at) => 199_917 - at * 100)
  const hashes = Uint32Array.from(persons.flatMap((person) => [...hashesOf(person, person + 1)]))
  const { filter, finish } = draftNotGreen({ universe, hashes, classes: persons.map(classOf) })
  const half = everyone.length / 2
  const passed = [everyone.subarray(half), everyone.subarray(0, half)].map((part) =>
    passFilter(filter, part),
  )
  expect(finish(passed)).toEqual(files['not-green'])
})

test('shards solved alone, the last first, make the same set', () => {
  const plan = planCovered(people, 10)
  expect(plan.shards).toBeGreaterThan(4)
  const shards = Array.from({ length: plan.shards }, () => [] as number[])
  for (let at = 0; at < everyone.length; at += hashWords) {
    shards[coveredShardOf(plan, everyone, at)]!.push(...everyone.subarray(at, at + hashWords))
  }
  const solved = shards.map((own, shard) => solveCoveredShard(plan, shard, Uint32Array.from(own)))
  expect(assembleCovered(plan, universe, solved.toReversed())).toEqual(files.covered)
  expect(() => assembleCovered(plan, universe, solved.slice(1))).toThrow(TypeError)
})

test('a universe is the sum of its parts', () => {
  const half = everyone.length / 2
  const [a, b] = [everyone.subarray(0, half), everyone.subarray(half)].map((part) =>
    addToUniverse(emptyUniverse, part),
  )
  expect(universeDigest(joinUniverses(b!, a!))).toBe(universeDigest(universe))
  const other = addToUniverse(emptyUniverse, hashesOf(1, people + 1))
  expect(sameUniverse(other, universe)).toBe(false)
})

test('whatever is cut, turned or added is refused as malformed', () => {
  fc.assert(
    fc.property(
      fc.constantFrom(...kinds),
      fc.nat(),
      fc.integer({ min: 0, max: 7 }),
      (kind, n, bit) => {
        const data = files[kind]
        const place = n % data.length
        const turned = data.slice()
        turned[place]! ^= 1 << bit
        for (const broken of [
          turned,
          data.subarray(0, place),
          Uint8Array.of(...data.subarray(0, 64), n),
        ]) {
          expect(refusal(() => openers[kind](broken))).toBe('ERR_POPULATION_MALFORMED')
        }
      },
    ),
    { numRuns: 40 },
  )
})

test('a set may lie anywhere in a larger buffer', () => {
  const larger = new Uint8Array(files['not-green'].length + 3)
  larger.set(files['not-green'], 3)
  const set = openNotGreen(larger.subarray(3))
  expect(set.classAt(everyone, 17 * hashWords)).toBe(0)
})

test('members that stand twice, and classes that cannot be, are the builder’s mistake', async () => {
  const one = hashesOf(0, 1)
  const twice = Uint32Array.from([...one, ...one])
  const built = (hashes: Uint32Array, classes: number[]) =>
    buildNotGreen({ universe, hashes, classes }, () => [])
  await expect(built(twice, [0, 0])).rejects.toThrow(TypeError)
  await expect(built(one, [-1])).rejects.toThrow(TypeError)
  await expect(built(one, [5000])).rejects.toThrow(TypeError)
})

test.each([0, 1, 2, 30, 60, 100])(
  '%i people, each of a class of their own or the same, are told apart',
  async (count) => {
    const hashes = hashesOf(0, count)
    const small = addToUniverse(emptyUniverse, hashes)
    const own = Array.from({ length: count }, (_, person) => person)
    const patch = openPatch(
      await buildPatch(
        { universe: small, hashes, classes: own.map((at) => (at % 2 ? -1 : at)) },
        () => [hashes],
      ),
    )
    expect(own.map((at) => patch.classAt(hashes, at * hashWords))).toEqual(
      own.map((at) => (at % 2 ? -1 : at)),
    )
    const most = own.filter((at) => at % 7 !== 0)
    const set = openNotGreen(
      await buildNotGreen(
        {
          universe: small,
          hashes: Uint32Array.from(most.flatMap((at) => [...hashesOf(at, at + 1)])),
          classes: most.map(() => 9),
        },
        () => [hashes],
      ),
    )
    expect(own.filter((at) => set.classAt(hashes, at * hashWords) === 9)).toEqual(most)
  },
)
