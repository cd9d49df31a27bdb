/** From a code that commits to what its holder can show: the facts come back to the same rule, and nothing else fits. */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { generateKey, jwkSigner, type Claims } from 'greengate/issue'
import { makeDemo } from '../../demo/main.ts'
import { people } from '../../demo/people.ts'
import { makeCodes } from '../../issue/make-codes.ts'
import { OperatorError } from '../../operator-error.ts'
import { scratch } from '../../test-process.ts'
import { openCode, type OpenedCode } from './open-code.ts'

const now = new Date('2020-03-01T08:20:30Z')
const folder = scratch()
const file = folder.at('opening.json')
let claims: Claims
let version: number

beforeAll(async () => {
  await using place = scratch()
  const demo = await makeDemo({ folder: place.path, now })
  mkdirSync(folder.at('rules'))
  for (const set of demo.publication.ruleSets) {
    writeFileSync(folder.at(`rules/${String(set.version)}.json`), JSON.stringify(set))
  }
  writeFileSync(folder.at('rules/facts.json'), JSON.stringify(demo.publication.facts))
  version = Math.min(...demo.publication.ruleSets.map((set) => set.version))
  const holder = people(now, demo.keys).find(({ id }) => id === 'stop-contact')
  if (holder === undefined) throw new Error('nobody had contact')
  claims = holder.claims
  return () => folder[Symbol.asyncDispose]()
})

/** A code of the assessment alone; its opening lies in the file. */
const assessedBy = async (rule: number): Promise<string> => {
  const signer = await jwkSigner(await generateKey('Ed25519'))
  const { issuedAt, validUntil } = claims
  const options = { commit: true, openingOut: file } as const
  const assessment = {
    outcome: 'stop',
    ruleSet: 'demo-hz',
    version,
    rule,
    assessedAt: issuedAt,
    holdsUntil: '2020-04-01T00:00:00Z',
  } as const
  const life = Math.min(Date.parse(validUntil), Date.parse(issuedAt) + 86_400_000)
  const until = new Date(life).toISOString().replace('.000Z', 'Z')
  const given = { ...claims, validUntil: until, assessment }
  const [made] = await makeCodes(given, { options, signer, name: 'claims.json' })
  writeFileSync(file, JSON.stringify(made?.opening))
  expect(made?.text.length).toBeLessThan(320)
  return made?.text ?? ''
}
const opened = (text: string): Promise<OpenedCode> => openCode(text, file, folder.at('rules'))

test('the facts give the rule that the code names, and another rule shows', async () => {
  const found = await opened(await assessedBy(99))
  expect(found.state).toBe('changed')
  const rule = 'now' in found ? (found.now.rules[0]?.no ?? 0) : 0
  expect(rule).toBeGreaterThan(0)
  expect(await opened(await assessedBy(rule))).toMatchObject({
    state: 'same',
    now: { outcome: 'stop' },
  })
})

test('a rule on what is measured at the gate is left to the gate', async () => {
  const path = folder.at(`rules/${String(version)}.json`)
  const kept = readFileSync(path, 'utf8')
  const set = JSON.parse(kept) as { readonly rules: readonly object[] }
  const when = { op: '>=', left: { onSite: 'temperature' }, right: { value: 37.3, unit: 'Cel' } }
  const words = { zh: '发热', en: 'Fever' }
  const fever = { no: 90, id: 'fever', outcome: 'stop', when, reason: words }
  writeFileSync(path, JSON.stringify({ ...set, rules: [...set.rules, fever] }))
  const text = await assessedBy(7)
  const found = await opened(text)
  writeFileSync(path, kept)
  expect(found).toEqual(await opened(text))
})

test('an opening with a fact less, or of another code, does not fit', async () => {
  const text = await assessedBy(7)
  const kept = JSON.parse(readFileSync(file, 'utf8')) as { readonly facts: readonly unknown[] }
  writeFileSync(file, JSON.stringify({ ...kept, facts: kept.facts.slice(1) }))
  expect(await opened(text)).toEqual({ state: 'does-not-fit' })
  await assessedBy(7)
  expect(await opened(text)).toEqual({ state: 'does-not-fit' })
})

test.each([
  ['no salt', { salt: undefined }],
  ['a short salt', { salt: 'AAAA' }],
  ['no commitment', { commitment: undefined }],
  [
    'nothing of a code',
    { salt: undefined, commitment: undefined, assessment: undefined, receipt: { seq: 1 } },
  ],
])('an opening with %s is refused', async (_what, change) => {
  const text = await assessedBy(7)
  const kept = JSON.parse(readFileSync(file, 'utf8')) as object
  writeFileSync(file, JSON.stringify({ ...kept, ...change }))
  await expect(opened(text)).rejects.toBeInstanceOf(OperatorError)
})
