/** Sunset: everything at a station is erased, what was erased is stated and signed, and a cut-off run is finished. */
import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, readdirSync, rmdirSync, writeFileSync } from 'node:fs'
import { compactVerify, importJWK } from 'jose'
import { publicJwk } from 'greengate/issue'
import { expect, test } from 'vitest'
import { makeStationFolder, openStation } from '../station/station-folder.ts'
import { greengate, scratch, type Scratch } from '../test-process.ts'
import { testAuthority, founded } from '../bundle/test-authority.ts'
import { retire, statementName, type Retirement, type Statement } from './retire.ts'

const endsAt = '2027-01-01T00:00:00Z'

async function station(folder: Scratch, root: Uint8Array): Promise<Retirement> {
  await makeStationFolder(folder.at('station'), { id: 'east-1', group: 'east', lanes: ['1'] }, root)
  mkdirSync(folder.at('journal/2027'), { recursive: true })
  writeFileSync(folder.at('journal/2027/a.seg'), 'receipts of the first')
  writeFileSync(folder.at('journal/b.seg'), Buffer.alloc(3_000_000, 7))
  writeFileSync(folder.at('station/keys/groups/east.jwk'), '{}')
  writeFileSync(folder.at('bundle.ggb'), 'data')
  return {
    folder: folder.at('station'),
    sets: [folder.at('bundle.ggb'), folder.at('none')],
    journals: [folder.at('journal')],
    endsAt,
    rootDigest: 'x',
    now: new Date('2027-01-02T00:00:00Z'),
  }
}

const files = (path: string): readonly string[] =>
  readdirSync(path, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ name }) => name)

test('keys, data and journals are gone, and the station signed what they were', async () => {
  await using folder = scratch()
  const retirement = await station(folder, new Uint8Array([1]))
  const { signing } = await openStation(folder.at('station'))
  const { file, statement } = await retire(retirement)
  expect(files(folder.at('station/keys'))).toEqual([])
  expect(files(folder.at('journal'))).toEqual([])
  expect(existsSync(folder.at('bundle.ggb'))).toBe(false)
  expect(statement).toMatchObject({
    reason: 'ended',
    keys: { files: 3 },
    sets: { files: 1, bytes: 4, sha256: [createHash('sha256').update('data').digest('base64url')] },
    journals: { files: 2, bytes: 3_000_021 },
  })
  const text = readFileSync(file, 'utf8').trim()
  const key = await importJWK({ ...publicJwk(signing) }, 'Ed25519')
  const { payload } = await compactVerify(text, key)
  const said = JSON.parse(new TextDecoder().decode(payload)) as Statement
  expect(said).toEqual(statement)
  // No name of a file, no key.
  for (const secret of ['b.seg', 'a.seg', signing.d])
    expect(JSON.stringify(said)).not.toContain(secret)
})

test('a run that was cut off is finished by the next, and nothing that was erased is forgotten', async () => {
  await using folder = scratch()
  const retirement = await station(folder, new Uint8Array([1]))
  // The disk refuses in the middle: a folder stands where a file was to be rewritten.
  const statementAt = folder.at(`station/${statementName}`)
  mkdirSync(statementAt)
  await expect(retire(retirement)).rejects.toMatchObject({ name: 'OperatorError' })
  expect(existsSync(folder.at('journal/b.seg'))).toBe(false)
  expect(existsSync(folder.at('station/keys/signing.jwk'))).toBe(true)
  expect(existsSync(folder.at('station/keys/recipient.jwk'))).toBe(false)
  rmdirSync(statementAt)
  const { statement } = await retire({ ...retirement, now: new Date('2027-03-01T00:00:00Z') })
  expect(statement).toMatchObject({
    keys: { files: 3 },
    sets: { files: 1 },
    journals: { files: 2 },
  })
  expect(files(folder.at('station'))).toEqual(expect.arrayContaining([statementName]))
  expect(files(folder.at('station/keys'))).toEqual([])
})

test('before the end it is refused without --now and the name of the station', async () => {
  await using authority = await testAuthority({ endsAt: '2099-01-01' })
  await using folder = scratch()
  const { folder: at } = await station(folder, authority.root())
  expect(founded.getTime()).toBeLessThan(Date.parse('2099-01-01'))
  const journal = ['--journal', folder.at('journal')]
  const early = await greengate(['retire', at, ...journal])
  expect(early).toMatchObject({ code: 2, stdout: '' })
  const wrong = await greengate(['retire', at, ...journal, '--now'], { input: 'east-2\n' })
  expect(wrong.code).toBe(2)
  expect(files(folder.at('journal'))).toHaveLength(2)
  const right = await greengate(['retire', at, ...journal, '--now', '--json'], {
    input: 'east-1\n',
  })
  expect(JSON.parse(right.stdout)).toMatchObject({
    reason: 'before-the-end',
    journals: { files: 2 },
  })
  expect(files(folder.at('journal'))).toEqual([])
})
