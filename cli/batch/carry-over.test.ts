/** Who keeps the code they have: only whose code is as good as a new one, at gates under the new version too. */
import { readFileSync } from 'node:fs'
import { assess } from 'greengate/issue'
import type { Overlay } from 'greengate/rules'
import { expect, test } from 'vitest'
import { openCarryOver } from './carry-over.ts'
import type { BatchJob, CodeTerms } from './job.ts'
import { openRules } from './open-rules.ts'
import { outcomeLine } from './outcome-line.ts'
import type { ReadPerson } from './people/main.ts'
import { madePeople, now } from './people/test-people.ts'

const vectors = new URL('../../test-vectors/rule-sets/', import.meta.url)
const read = (path: string): unknown => JSON.parse(readFileSync(new URL(path, vectors), 'utf8'))
const factTypes = read('fact-types.json')
const rulesOf = (version: string, accepts?: unknown): BatchJob['rules'] => {
  const overlay = read(`hangzhou/${version}/cn-3301.json`) as Overlay
  const { id, version: of, sha256 } = overlay.extends
  const base = { id, version: of, sha256, value: read(`hangzhou/${version}/cn-33.json`) }
  return { value: accepts === undefined ? overlay : { ...overlay, accepts }, bases: [base] }
}
const terms: CodeTerms = {
  ...{ issuer: 'cn-3301', class: 'app', profile: 'facts', validForSeconds: 86_400 },
  ...{ commits: false, tags: false, hasStatus: false, kid: '', idKey: '', alg: 'Ed25519' },
}
const people = madePeople(80, 3)
/** Both versions are in force then; version 14 begins with it. */
const began = now
const hour = 3600

interface Differing {
  readonly version?: string
  readonly accepts?: unknown
  readonly hasSameCodes?: boolean
}

/** How many keep what they have. */
const kept = async (
  codes: CodeTerms | undefined,
  [at, later]: readonly [number, number],
  { version = '13', accepts, hasSameCodes = true }: Differing = {},
): Promise<number> => {
  const earlier = { id: '', now: at, rules: rulesOf(version), factTypes, hasSameCodes }
  const rules = rulesOf('14', accepts)
  const job = { now: later, rules, factTypes, codes, earlier } as unknown as BatchJob
  const old = openRules(earlier)
  let outcomes = ''
  for (const { id, facts, covers } of people) {
    const found = await assess(facts, covers, { ruleSet: old, now: new Date(at * 1000) })
    outcomes += outcomeLine(id, old.set.version, found)
  }
  const carry = openCarryOver(
    job,
    openRules(job),
  )({ outcomes: Buffer.from(outcomes), rejected: [] })
  const reads = people.map((person, i): ReadPerson => ({ at: i, line: i + 1, person }))
  return reads.filter((each) => carry(each) !== undefined).length
}

test('codes of facts are kept where they last as long as new ones, for gates judge them anew', async () => {
  const all = await kept(undefined, [began, began])
  expect(all).toBeGreaterThan(20)
  expect(await kept(terms, [began, began])).toBe(all)
  // An hour later a new one would last an hour longer.
  expect(await kept(undefined, [began, began + hour])).toBeGreaterThan(10)
  expect(await kept(terms, [began, began + hour])).toBe(0)
})

test('an assessment of the old version is kept only if it was made before the new one began, and is accepted', async () => {
  const assessment = { ...terms, profile: 'assessment' } as const
  const same = { version: '14' }
  expect(await kept(assessment, [began, began], same)).toBe(80)
  expect(await kept(assessment, [began, began])).toBe(0)
  const before = began - 60
  const all = await kept(undefined, [before, began])
  const some = await kept(assessment, [before, began])
  // Whose assessment ends before a day is over: both codes would end with it.
  expect(some).toBeLessThanOrEqual(all)
  const nobody = { accepts: { assessments: [] } }
  expect(await kept(assessment, [before, began], nobody)).toBe(0)
})

test('nobody keeps a code that says something else, or that there is not', async () => {
  expect(await kept(terms, [began, began], { hasSameCodes: false })).toBe(0)
})
