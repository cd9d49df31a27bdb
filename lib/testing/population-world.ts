/** Two hundred thousand people whose sets are built, asked and broken: the same in Node and in a browser. */
import { buildCovered } from '../status/population/build-covered.ts'
import { buildNotGreen, buildPatch } from '../status/population/build-not-green.ts'
import { openCovered } from '../status/population/covered.ts'
import { hashWords, numberHasher } from '../status/population/keyed-hash.ts'
import { openNotGreen, openPatch } from '../status/population/not-green.ts'
import { addToUniverse, emptyUniverse } from '../status/population/universe.ts'

/** How many people there are. */
export const people = 200_000

const key = Uint8Array.from({ length: 16 }, (_, at) => 255 - at)

/** Hashes of made-up numbers, `from` to `to`. */
export function hashesOf(from: number, to: number): Uint32Array {
  const hash = numberHasher(key, 'cn-resident-id')
  const digits = new Uint8Array(18)
  const hashes = new Uint32Array((to - from) * hashWords)
  for (let person = from; person < to; person++) {
    for (let at = 17, rest = person; at >= 0; at--) {
      digits[at] = 0x30 + (rest % 10)
      rest = Math.floor(rest / 10)
    }
    hash(digits, 0, 18, hashes, (person - from) * hashWords)
  }
  return hashes
}

/** Everyone; those who follow were never assessed. */
export const everyone = hashesOf(0, people)

/** Everyone, as a set names them. */
export const universe = addToUniverse(emptyUniverse, everyone)

/** The class of a person: 1 % are not green, in four classes of which one is common; -1: green. */
export function classOf(person: number): number {
  if (person % 100 !== 17) return -1
  const place = (person - 17) / 100
  return place % 100 === 3 ? 3 : place % 25 === 1 ? 2 : place % 5 === 2 ? 1 : 0
}

/** What a person became an hour later: 0.01 % changed; -2: nothing did. */
export function changeOf(person: number): number {
  if (person % 10_000 === 17) return person % 20_000 === 17 ? -1 : 2
  return person % 20_000 === 5 ? 1 : -2
}

/** A set and how it is named. */
export type PopulationFiles = Readonly<Record<'covered' | 'not-green' | 'patch', Uint8Array>>

/** Builds the three sets over everyone, in parts of so many people. */
export async function buildFiles(partOf = 50_000): Promise<PopulationFiles> {
  const parts = function* (): Iterable<Uint32Array> {
    for (let from = 0; from < people; from += partOf) {
      yield everyone.subarray(from * hashWords, (from + partOf) * hashWords)
    }
  }
  const input = (of: (person: number) => number, without: number) => {
    const persons = Array.from({ length: people }, (_, person) => person).filter(
      (person) => of(person) !== without,
    )
    const hashes = persons.flatMap((person) => [
      ...everyone.subarray(person * hashWords, (person + 1) * hashWords),
    ])
    return { universe, hashes: Uint32Array.from(hashes), classes: persons.map(of) }
  }
  return {
    covered: await buildCovered({ universe, rate: 10 }, parts),
    'not-green': await buildNotGreen(input(classOf, -1), parts),
    patch: await buildPatch(input(changeOf, -2), parts),
  }
}

/** How many of everyone get a wrong answer of each set, and how many of so many others are taken for covered. */
export function countWrong(files: PopulationFiles, others = 0) {
  const covered = openCovered(files.covered)
  const notGreen = openNotGreen(files['not-green'])
  const patch = openPatch(files.patch)
  const wrong = { covered: 0, 'not-green': 0, patch: 0 }
  for (let person = 0; person < people; person++) {
    const at = person * hashWords
    if (!covered.hasAt(everyone, at)) wrong.covered++
    if (notGreen.classAt(everyone, at) !== classOf(person)) wrong['not-green']++
    if (patch.classAt(everyone, at) !== changeOf(person)) wrong.patch++
  }
  const strangers = hashesOf(people, people + others)
  let passed = 0
  for (let at = 0; at < strangers.length; at += hashWords) {
    if (covered.hasAt(strangers, at)) passed++
  }
  return { wrong, passed }
}
