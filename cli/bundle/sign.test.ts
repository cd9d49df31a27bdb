/** Signing: words first, one signature a key, and nothing signed that verifiers would refuse. */
import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { beforeAll, describe, expect, test } from 'vitest'
import { acceptBundle, pinRoot } from 'greengate'
import { canonicalJson } from 'greengate/issue'
import type { Terminal } from '../edges/terminal.ts'
import { OperatorError } from '../operator-error.ts'
import { readHolders } from './holders.ts'
import { breaches } from './rails.ts'
import { progressOf } from './progress.ts'
import { signDrafts } from './sign.ts'
import { openSigner } from './signer.ts'
import {
  after,
  beginPublishing,
  day,
  founded,
  hour,
  previous,
  ruleSet,
  testAuthority,
  type TestAuthority,
} from './test-authority.ts'

const place = 'rules/cn-3301/2'
const first = ruleSet(1, 0)

/** An authority with one version published. */
async function withFirst(): Promise<TestAuthority> {
  const authority = await testAuthority()
  await beginPublishing(authority)
  await authority.add(first)
  await authority.sign(founded, ['rules-1', 'rules-2'], 'rules/cn-3301/1')
  await authority.publish(founded)
  return authority
}

describe('what verifiers would refuse is not signed', () => {
  let authority: TestAuthority
  beforeAll(async () => {
    authority = await withFirst()
    return () => authority[Symbol.asyncDispose]()
  })

  test.each<[string, number, object]>([
    ['with less notice than the delegation asks for', day - 1000, previous(first)],
    ['further ahead than it allows', 15 * day, previous(first)],
    ['without the version before', 2 * day, {}],
    ['with another digest for it', 2 * day, previous(ruleSet(1, day))],
    [
      'for less time than it allows',
      2 * day,
      {
        ...previous(first),
        effective: { from: '2026-12-03T00:00:00Z', until: '2026-12-03T23:59:59Z' },
      },
    ],
  ])('a set %s', async (_how, from, more) => {
    await authority.add(ruleSet(2, from, more))
    const shelf = await authority.shelf()
    const [draft] = shelf.drafts
    if (draft === undefined) throw new Error('no draft')
    expect(breaches(shelf, draft, founded.getTime() / 1000)).toHaveLength(1)
    await expect(authority.sign(founded, ['rules-1'], place)).rejects.toBeInstanceOf(OperatorError)
    expect(existsSync(authority.at(`drafts/${place}.signatures.json`))).toBe(false)
  })
})

test('a correction without a stated cause is not even taken in', async () => {
  await using authority = await withFirst()
  const change = { ...(first['change'] as object), type: 'correction', basis: [] }
  await expect(
    authority.add(ruleSet(2, hour, { ...previous(first), change })),
  ).rejects.toBeInstanceOf(OperatorError)
  expect((await authority.shelf()).drafts).toEqual([])
})

describe('who signs', () => {
  let authority: TestAuthority
  beforeAll(async () => {
    authority = await withFirst()
    await authority.add(ruleSet(2, 2 * day, previous(first)))
    return () => authority[Symbol.asyncDispose]()
  })

  test('a key without a say is refused, and the document stays as it was', async () => {
    await expect(authority.sign(founded, ['trust-1'], place)).rejects.toBeInstanceOf(OperatorError)
    expect(existsSync(authority.at(`drafts/${place}.signatures.json`))).toBe(false)
  })

  test('the words come before the question, and only yes signs', async () => {
    const said: string[] = []
    const answer =
      (text: string): Terminal['ask'] =>
      async (question) => {
        said.push(`? ${question}`)
        return Promise.resolve(text)
      }
    const terminal = (text: string): Terminal => ({
      ask: answer(text),
      say: (line) => said.push(line),
      close: () => undefined,
    })
    const signers = [await openSigner({ key: authority.at('keys/rules-1.jwk') })]
    const signing = (text: string) => ({
      signers,
      now: founded,
      language: 'zh' as const,
      terminal: terminal(text),
      say: (line: string) => said.push(line),
    })
    const open = await authority.open()
    await expect(signDrafts(open, [place], signing('y'))).rejects.toBeInstanceOf(OperatorError)
    expect(existsSync(authority.at(`drafts/${place}.signatures.json`))).toBe(false)
    expect(said.findIndex((line) => line.startsWith('?'))).toBe(said.length - 1)
    // The change from version 1 is among them: the window alone differs.
    expect(said.join('\n')).toContain('2026-12-03')
    const [signed] = await signDrafts(open, [place], signing('yes'))
    expect(signed).toMatchObject({ missing: 1 })
  })

  test('a second signature states the same instant, whenever it is made', async () => {
    await authority.sign(after(hour), ['rules-3'], place)
    const shelf = await authority.shelf()
    const draft = shelf.drafts.find((each) => each.place === place)
    if (draft === undefined) throw new Error('no draft')
    const progress = await progressOf(shelf, draft)
    expect(progress).toMatchObject({ isComplete: true, signedAt: founded.getTime() / 1000 })
    expect(progress.roles[0]?.signedBy).toHaveLength(2)
  })

  test('the same key a second time adds nothing', async () => {
    const before = readFileSync(authority.at(`drafts/${place}.signatures.json`), 'utf8')
    const [again] = await authority.sign(after(hour), ['rules-1'], place)
    expect(again?.added).toEqual([])
    expect(readFileSync(authority.at(`drafts/${place}.signatures.json`), 'utf8')).toBe(before)
  })

  test('a draft that was changed after it was signed is found out', async () => {
    const path = authority.at(`drafts/${place}.json`)
    const text = readFileSync(path, 'utf8')
    const value = JSON.parse(text) as { change: object }
    writeFileSync(path, canonicalJson({ ...value, change: { ...value.change, how: 'other' } }))
    await expect(authority.sign(founded, ['rules-1'], place)).rejects.toBeInstanceOf(OperatorError)
    writeFileSync(path, `${text}\n`)
    await expect(authority.shelf()).rejects.toBeInstanceOf(OperatorError)
    writeFileSync(path, text)
  })
})

test('a share that is on a token signs the first root later, and then it can be pinned', async () => {
  await using other = await testAuthority()
  // Its public half stands in for a token: the private one is in another folder.
  const token = other.at('keys/root-3.jwk')
  const { d: _private, ...open } = JSON.parse(readFileSync(token, 'utf8')) as Record<string, string>
  writeFileSync(other.at('token.json'), JSON.stringify(open))
  await using authority = await testAuthority({ root: `2 of Li, token @${other.at('token.json')}` })
  expect(existsSync(authority.at('root.ggb'))).toBe(false)
  const [signed] = await signDrafts(await authority.open(), ['root/1'], {
    signers: [await openSigner({ key: token })],
    now: founded,
    language: 'en',
    terminal: undefined,
    say: () => undefined,
  })
  expect(signed?.missing).toBe(0)
  const pinned = await pinRoot(authority.root(), { worlds: ['test'] })
  await beginPublishing(authority)
  const bundle = await acceptBundle(pinned, await authority.published(), founded)
  expect(bundle.snapshot?.version).toBe(1)
})

test('a command signs, if it gives a signature of its key', async () => {
  await using authority = await testAuthority()
  const key = authority.at('keys/facts-1.jwk')
  const { d: _private, ...open } = JSON.parse(readFileSync(key, 'utf8')) as Record<string, string>
  writeFileSync(authority.at('facts.json'), JSON.stringify(open))
  writeFileSync(
    authority.at('sign.mjs'),
    `import { createPrivateKey, sign } from 'node:crypto'
     import { readFileSync } from 'node:fs'
     const key = createPrivateKey({ key: JSON.parse(readFileSync(process.argv[2])), format: 'jwk' })
     process.stdout.write(sign(null, readFileSync(0), key).toString('base64url'))`,
  )
  const run = (name: string): string =>
    `"${process.execPath}" "${authority.at('sign.mjs')}" "${authority.at(`keys/${name}.jwk`)}"`
  const sign = async (name: string) =>
    signDrafts(await authority.open(), ['facts/1'], {
      signers: [await openSigner({ command: run(name), public: authority.at('facts.json') })],
      now: founded,
      language: 'en',
      terminal: undefined,
      say: () => undefined,
    })
  await expect(sign('trust-1')).rejects.toBeInstanceOf(OperatorError)
  await expect(sign('missing')).rejects.toBeInstanceOf(OperatorError)
  expect((await sign('facts-1'))[0]?.missing).toBe(0)
})

test.each<[string, number]>([
  ['', 1],
  ['3 of Li, Wang', 1],
  ['0 of Li', 1],
  ['1 of Li, Wang', 2],
  ['2 of age1xyz, Wang', 1],
])('holders %j are refused', (text, least) => {
  expect(() => readHolders(text, least, () => least)).toThrow(OperatorError)
})
