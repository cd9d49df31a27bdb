/** What a batch makes of people against what a station decides of the codes that the same batch issued. */
import { createHmac } from 'node:crypto'
import { readFileSync, rmSync, writeFileSync } from 'node:fs'
import { encode } from 'cbor2'
import { inspect, openingMatches, verify, type Committed, type Decision } from 'greengate'
import { jwkSigner, type Claims } from 'greengate/issue'
import { afterAll, expect, test } from 'vitest'
import { keyNamed } from '../../lib/testing/keys.ts'
import { allVersions, countryBundle, issuerOf } from '../../lib/testing/regions.ts'
import { describeKey } from '../keys/key-file.ts'
import { createList } from '../status/list.ts'
import { openStore } from '../status/open-store.ts'
import { bytesOf } from '../edges/base45.ts'
import { ensureBindingKey, readBindingKeys } from '../station/binding-key.ts'
import { greengate, scratch } from '../test-process.ts'
import { idKeyName } from './code-ids.ts'
import type { CodeTerms } from './job.ts'
import { openParts } from './part.ts'
import { readOrder } from './read-order.ts'
import {
  batchArgs,
  issuer,
  linesIn,
  madeUp,
  now,
  seconds,
  version14,
  writeIdKey,
  writePeople,
} from './test-batch.ts'

const folder = scratch()
afterAll(() => folder[Symbol.asyncDispose]())

interface Outcome {
  readonly id: string
  readonly outcome: Decision['outcome']
  readonly fired: readonly number[]
  readonly missing?: readonly string[]
}

const key = keyNamed(issuer)
const day = 86_400

/** Stations hold version 14 of city and province, and the key that signs. */
const bundle = () =>
  countryBundle(
    allVersions.filter(({ id, version }) => version === 14 && ['cn-33', issuer].includes(id)),
    [issuerOf(issuer, '2020-01-01T00:00:00Z', '2021-01-01T00:00:00Z')],
    seconds,
  )
const context = { ruleSet: issuer, onSite: { temperature: 36.5 } }

/** Outcomes and codes of some people, as their lines. */
const batchOf = async (profile: CodeTerms['profile'], input: string) => {
  const signer = await jwkSigner(key)
  const { kid, alg } = await describeKey(key)
  const idKey = new Uint8Array(32).fill(7)
  const terms: CodeTerms = {
    ...{ issuer, class: 'app', profile, validForSeconds: day, kid, alg },
    ...{ commits: false, tags: false, hasStatus: false, idKey: idKeyName(idKey) },
  }
  const flags = { rules: version14, in: input, out: folder.at('none'), now }
  const { job } = await readOrder(flags, 'issue', () => Promise.resolve(terms))
  const bytes = readFileSync(input)
  const done = await openParts(job, { signer, idKey })({ shard: 0, part: 0, start: 0, bytes })
  const lines = (of: Uint8Array): readonly unknown[] =>
    Buffer.from(of)
      .toString()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => JSON.parse(line) as unknown)
  const codes = lines(done.codes) as readonly { id: string; code: string }[]
  return {
    done,
    outcomes: lines(done.outcomes) as readonly Outcome[],
    codes: new Map(codes.map((each) => [each.id, each.code])),
  }
}

test('what a batch makes of people is what stations decide of their codes at that instant', async () => {
  const everybody = madeUp(10_000)
  const input = writePeople(folder, everybody)
  const held = await bundle()
  const at = new Date(seconds * 1000)
  const seen = { pass: 0, check: 0, stop: 0 }
  for (const profile of ['facts', 'assessment'] as const) {
    const { done, outcomes, codes } = await batchOf(profile, input)
    expect(done.people + done.rejected.length).toBe(everybody.length)
    // Facts of somebody who has very many do not fit into a code; that is said of each.
    for (const { reason } of done.rejected) expect(reason).toContain('at most 1024 bytes')
    for (const { id, outcome, fired, missing = [] } of outcomes) {
      const code = codes.get(id)
      // What no rule decided no code may state without facts.
      if (code === undefined) {
        expect({ profile, outcome, fired }).toEqual({
          profile: 'assessment',
          outcome: 'check',
          fired: [],
        })
        continue
      }
      const decision = await verify(code, { bundle: held, now: at, context })
      const rules = decision.reasons.flatMap((reason) => ('rule' in reason ? [reason.rule.no] : []))
      expect({ id, outcome: decision.outcome, decided: rules[0] }).toEqual({
        id,
        outcome,
        decided: fired[0],
      })
      if (profile === 'facts') {
        const lacking = decision.reasons.flatMap((reason) =>
          'kinds' in reason ? reason.kinds : [],
        )
        expect({ id, lacking }).toEqual({ id, lacking: missing })
        expect(rules).toEqual(fired)
      }
      if (outcome in seen) seen[outcome as keyof typeof seen] += 1
    }
  }
  expect(Math.min(...Object.values(seen))).toBeGreaterThan(10)
})

test('codes have indexes of the store, tags and commitments, and a batch made again has the same', async () => {
  const card = { type: 'passport', number: 'L898902C3' }
  const input = writePeople(
    folder,
    madeUp(60).map((person) => ({ ...person, card })),
  )
  writeFileSync(folder.at('issuer.jwk'), JSON.stringify(key), { mode: 0o600 })
  const store = folder.at('status.db')
  const act = { at: new Date(seconds * 1000), who: 'test', why: 'test' }
  {
    using made = await openStore(store, true)
    createList(made, { ...act, issuer, month: '2020-03', entries: 4096, isLate: true })
  }
  await ensureBindingKey(folder.at('binding'), issuer, '2020-03')
  const more = [
    ...['--key', folder.at('issuer.jwk'), '--issuer', issuer, '--cti-key', writeIdKey(folder)],
    ...['--commit', '--tag', '--binding-key', folder.at('binding'), '--status-db', store],
  ]
  for (const out of ['first', 'again']) {
    const run = await greengate(batchArgs('issue', input, folder.at(out), more))
    expect(run).toMatchObject({ code: 0, stderr: '' })
  }
  const codes = linesIn(folder.at('first'), 'codes') as readonly { id: string; code: string }[]
  const openings = new Map(
    (
      linesIn(folder.at('first'), 'openings') as readonly { id: string; opening: WrittenOpening }[]
    ).map(({ id, opening }) => [id, opening]),
  )
  const indexes = new Set<number | undefined>()
  const [binding] = await readBindingKeys(folder.at('binding'))
  const tagOf = (cti: string): Buffer =>
    createHmac('sha256', Buffer.from(binding?.key ?? '', 'base64url'))
      .update(
        encode([
          'greengate-tag-1',
          new Uint8Array(Buffer.from(cti, 'base64url')),
          card.type,
          card.number,
        ]),
      )
      .digest()
      .subarray(0, 16)
  for (const { id, code } of codes) {
    const { payload } = await inspect(code, { now: new Date(seconds * 1000) })
    const said = payload as Claims & { readonly id: string }
    indexes.add(said.statusIndex)
    // The card's, by another HMAC over another's CBOR.
    expect(Buffer.from(bytesOf(code.slice('GG1:'.length))).includes(tagOf(said.id))).toBe(true)
    const { facts, covers, assessment, salt } = openings.get(id) as WrittenOpening
    const opening = {
      ...assessment,
      facts,
      covers,
      salt: new Uint8Array(Buffer.from(salt, 'base64url')),
    }
    expect(await openingMatches(code, opening)).toBe(true)
  }
  expect(indexes.has(undefined)).toBe(false)
  expect(indexes.size).toBe(codes.length)
  expect(linesIn(folder.at('again'), 'codes')).toEqual(codes)
  // Another store, or an old copy of this one, would give indexes out again.
  const other = folder.at('other.db')
  {
    using made = await openStore(other, true)
    createList(made, { ...act, issuer, month: '2020-03', entries: 4096, isLate: true })
  }
  rmSync(folder.at('first/shards/000000.json'))
  const args = batchArgs('issue', input, folder.at('first'), more.with(-1, other))
  const refused = await greengate(args)
  expect(refused).toMatchObject({ code: 2, stdout: '' })
  expect(refused.stderr).toContain('the store that the batch began with')
})

interface WrittenOpening {
  readonly facts: Committed['facts']
  readonly covers: Committed['covers']
  readonly assessment: Omit<Committed, 'facts' | 'covers' | 'salt'>
  readonly salt: string
}
