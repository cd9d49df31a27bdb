/** The portable build in a realm that has ECMAScript alone: what it finds there, and the same decisions as everywhere. */
import { runInContext } from 'node:vm'
import { beforeAll, expect, test } from 'vitest'
import type { Told } from '../../test-vectors/run/outcomes.ts'
import { globalsOf, openRealm, readPortable, tellInRealm } from './realm.ts'
import { tellHere } from './runtimes.ts'
import { differencesOf } from './trial.ts'

/** One of so many cases, others with another seed: with our own arithmetic each takes some hundredths of a second. */
const every = 120
const first = Number(process.env['GREENGATE_SEED'] ?? 20_200_211) % every
let here: readonly Told[]

beforeAll(async () => {
  here = await tellHere(every, first)
})

test('the realm has nothing that ECMAScript of 2019 has not', () => {
  const names = globalsOf(openRealm(false))
  const lacks =
    'crypto fetch Intl TextEncoder TextDecoder atob URL setTimeout structuredClone console WebAssembly BigInt globalThis'
  expect(lacks.split(' ').filter((name) => names.includes(name))).toEqual([])
  expect(names.length).toBeGreaterThan(40)
})

test('the build is one script that makes no code of text', () => {
  const text = readPortable()
  expect(text.match(/\bimport\s*\(|\brequire\s*\(\s*["'`]|\bnew Function\b|\beval\s*\(/g)).toBe(
    null,
  )
  expect(text.length).toBeGreaterThan(100_000)
})

test('in the realm the vectors come out as in Node, but for what needs a reader of certificates', async () => {
  const there = await tellInRealm(openRealm(true), every, first)
  const { without, otherwise } = differencesOf(here, there)
  expect(otherwise).toEqual([])
  expect(here.length).toBeGreaterThan(8)
  expect(without.length).toBeLessThan(here.length / 4)
})

test('an engine without BigInt accepts no bundle of the vectors, whose trust list is signed with P-256', async () => {
  const known = new Map(here)
  const there = await tellInRealm(openRealm(false), every * 2, first)
  const other = there.filter(([id, outcome]) => outcome !== known.get(id))
  const said = new Set(other.map(([, outcome]) => outcome.replace(/^\[.*(?=\{)/, '[')))
  expect(
    [...said].filter((outcome) => !/^\[?\{"error":"ERR_KEY_UNSUPPORTED"\}\]?$/.test(outcome)),
  ).toEqual([])
  expect(other.length).toBeGreaterThan(2)
})

test('a realm in which every object was given members of ours lets nobody pass who does not elsewhere', async () => {
  const realm = openRealm(true)
  const members =
    'outcome pass kid alg live holderKey status world keys lowS prehash zip215 strict allowInfinityPoint personal'
  runInContext(
    `for (const name of '${members}'.split(' ')) Object.defineProperty(Object.prototype, name, { value: true, writable: true })`,
    realm,
  )
  const passes = (told: readonly Told[]) => told.filter(([, outcome]) => /"pass"/.test(outcome))
  const there = await tellInRealm(realm, every, first)
  expect(there).toHaveLength(here.length)
  expect(passes(here)).toEqual(expect.arrayContaining([...passes(there)]))
})
