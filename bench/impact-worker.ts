/** A thread of the impact benchmark: the same prepared people judged bare and counted, in turns, each with its clock. */
import { readFileSync } from 'node:fs'
import { parentPort, workerData } from 'node:worker_threads'
import { evaluate, makeFactBase, parseFactTypes, type Overlay } from 'greengate/rules'
import { compileBoth, readSubject, startCount, type Subject } from '../cli/impact/main.ts'
import { personAt } from '../cli/people/main.ts'
import type { ImpactShare, ImpactTimes } from './impact.ts'

const { from, count, batch } = workerData as ImpactShare

const ruleSets = new URL('../test-vectors/rule-sets/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, ruleSets), 'utf8'))

const source = (version: string) => {
  const overlay = read(`hangzhou/${version}/cn-3301.json`) as Overlay
  // That the base has the digest which the overlay names is a test of the vectors.
  const base = { ...overlay.extends, value: read(`hangzhou/${version}/cn-33.json`) }
  return { value: overlay, bases: [base] }
}

const now = Date.parse('2020-03-18T21:30:00Z') / 1000
const factTypes = parseFactTypes(read('fact-types.json'))
const sets = compileBoth({ a: source('13'), b: source('14'), factTypes })
const counted = startCount({ ...sets, now, examples: 5, seed: 1 })

/** Facts and both verdicts, and nothing counted; something of every verdict is used, so that none can be left out. */
const judgeBare = (subjects: readonly Subject[]): number => {
  let used = 0
  for (const { statement, onSite } of subjects) {
    const facts = makeFactBase(statement, factTypes)
    const a = evaluate(sets.a, facts, now, onSite)
    const b = evaluate(sets.b, facts, now, onSite)
    used += a.fired.length + b.fired.length + a.missing.length + b.missing.length
    if (a.outcome !== b.outcome) used += 1
  }
  return used
}

const timed = (work: () => void): number => {
  const begun = performance.now()
  work()
  return performance.now() - begun
}

const prepare = (start: number): readonly Subject[] =>
  Array.from({ length: batch }, (_, i) => readSubject(personAt(start + i, { seed: 1, now })))

let used = 0
const warm = prepare(from + count)
for (let round = 0; round < 5; round++) {
  used += judgeBare(warm)
  const idle = startCount({ ...sets, now, examples: 5, seed: 1 })
  for (const [i, subject] of warm.entries()) idle.add(subject, i)
}

const times = { bare: [] as number[], impact: [] as number[] }
for (let start = from; start < from + count; start += batch) {
  const subjects = prepare(start)
  const bare = (): void => {
    used += judgeBare(subjects)
  }
  const impact = (): void => {
    for (const [i, subject] of subjects.entries()) counted.add(subject, start + i)
  }
  // Who goes second has the people in the cache.
  const isBareFirst = (start / batch) % 2 === 0
  if (isBareFirst) times.bare.push(timed(bare))
  times.impact.push(timed(impact))
  if (!isBareFirst) times.bare.push(timed(bare))
}
if (used === 0 || counted.tally.regions.size === 0) throw new Error('nobody was judged')
parentPort?.postMessage(times satisfies ImpactTimes)
