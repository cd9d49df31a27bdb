/** Tests of `issue --replaces`: the old code is revoked together with a new one that its holder has, or not at all. */
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKey } from 'greengate/issue'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { createList } from '../status/list.ts'
import { openStore } from '../status/open-store.ts'
import { allocate, stateOf, type Place } from '../status/store.ts'
import { issueCommand } from './command.ts'

const issuedAt = '2020-03-01T00:00:00Z'
const act = { at: new Date(issuedAt), who: 'test', why: '' }
const issuer = 'test-hz'
let folder: string
let old: Place
const file = (name: string): string => join(folder, name)

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  await writeFile(file('key.jwk'), JSON.stringify(await generateKey('Ed25519')), { mode: 0o600 })
  const covers = [{ kind: 'contact', until: issuedAt }]
  const claims = { issuer, class: 'app', issuedAt, validUntil: '2020-03-02T00:00:00Z', covers }
  await writeFile(file('claims.json'), JSON.stringify(claims))
  using store = await openStore(file('status.db'), true)
  createList(store, { ...act, issuer, month: '2020-03', entries: 64, isLate: true })
  old = allocate(store, { ...act, issuer, issuedAt: act.at })[0] as Place
})
afterAll(() => rm(folder, { recursive: true }))

const stateOfOld = async (): Promise<string> => {
  using store = await openStore(file('status.db'))
  return stateOf(store, old)
}
const reissue = async (...more: string[]): Promise<unknown> => {
  const status = ['--status', file('status.db'), '--replaces', `${old.month}/${String(old.index)}`]
  const key = ['--key', file('key.jwk'), '--by', 'test']
  const words = [file('claims.json'), ...key, ...status, ...more]
  return issueCommand().parseAsync(words, { from: 'user' })
}

test('a new code that cannot be written leaves the old one good', async () => {
  await expect(reissue('--out', file('no/such/folder/code.txt'))).rejects.toThrow(OperatorError)
  expect(await stateOfOld()).toBe('good')
})

test('a new code that is written has taken its place', async () => {
  await reissue('--out', file('code.txt'))
  expect(await readFile(file('code.txt'), 'utf8')).toMatch(/^GG1:/)
  expect(await stateOfOld()).toBe('revoked')
})
