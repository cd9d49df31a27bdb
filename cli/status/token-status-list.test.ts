/** The IETF form: the draft's own examples, what is damaged, and there and back again. */
import { deflateSync } from 'node:zlib'
import { decode } from 'cbor2'
import { generateKeyPair, exportJWK, SignJWT } from 'jose'
import { generateKey, publicJwk, type PublicJwk } from 'greengate/issue'
import { existsSync, readFileSync } from 'node:fs'
import { createHash } from 'node:crypto'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { scratch, type Scratch } from '../test-process.ts'
import { importStatuses } from './import-list.ts'
import { bitsOf, createList, listOf } from './list.ts'
import { openStore, type StatusStore } from './open-store.ts'
import { allocate, revoke, stateOf, type Place } from './store.ts'
import { makeTokenStatusList, readTokenStatusList, unpackStatuses } from './token-status-list.ts'

interface Case {
  readonly id: string
  readonly kind?: string
  readonly bits?: number
  readonly size?: number
  readonly set?: Readonly<Record<string, number>>
  readonly values?: readonly number[]
  readonly byteArrayHex?: string
  readonly uncompressedSha256?: string
  readonly json?: { readonly bits: number; readonly lst: string }
  readonly cborHex?: string
  readonly token?: string
  readonly publicJwk?: PublicJwk
  readonly iat?: number
  readonly exp?: number
}

const corpus = new URL('../../../shared/corpora/oauth-status-list/cases.json', import.meta.url)
const isHere = existsSync(corpus)
const read = (): readonly Case[] =>
  isHere ? (JSON.parse(readFileSync(corpus, 'utf8')) as readonly Case[]) : []

const fromText = (lst: string): Uint8Array => Buffer.from(lst, 'base64url')

describe.skipIf(!isHere)('the corpora of oauth-status-list', () => {
  const cases = read()
  const lists = cases.filter(({ json }) => json !== undefined)

  test('hold four lists, a token with one, and a token that only names one', () => {
    expect(cases.map(({ kind = 'list' }) => kind)).toEqual([
      ...Array.from({ length: 4 }, () => 'list'),
      'jwt',
      'cwt',
    ])
  })

  test.each(lists.map((one) => [one.id, one] as const))(
    '%s: every entry of both its forms is what the draft says',
    (_id, { json, cborHex, bits, size, set = {}, values, byteArrayHex, uncompressedSha256 }) => {
      const inCbor = decode<{ bits: number; lst: Uint8Array }>(Buffer.from(cborHex ?? '', 'hex'))
      const forms = [
        unpackStatuses(json?.bits, fromText(json?.lst ?? '')),
        unpackStatuses(inCbor.bits, inCbor.lst),
      ]
      for (const statuses of forms) {
        expect(statuses.bits).toBe(bits)
        expect(statuses.size).toBe(size ?? values?.length)
        const wrong: number[] = []
        for (let index = 0; index < statuses.size; index++) {
          const expected = values === undefined ? (set[String(index)] ?? 0) : values[index]
          if (statuses.at(index) !== expected) wrong.push(index)
        }
        expect(wrong).toEqual([])
      }
      expect(byteArrayHex ?? uncompressedSha256).toBeDefined()
    },
  )

  test('its token is read with its key, in its time, and by no other', async () => {
    const {
      token = '',
      publicJwk: jwk,
      iat = 0,
      exp = 0,
    } = cases.find(({ kind }) => kind === 'jwt') as Case
    const at = (seconds: number) => new Date(seconds * 1000)
    const list = await readTokenStatusList(token, jwk as PublicJwk, at(iat + 1))
    expect(list.uri).toBe('https://example.com/statuslists/1')
    expect(list.statuses).toMatchObject({ bits: 1, size: 16 })
    const entries = Array.from({ length: 16 }, (_, index) => list.statuses.at(index))
    expect(entries).toEqual([1, 0, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 1, 0, 1])
    const other = publicJwk(await generateKey('ESP256'))
    await expect(readTokenStatusList(token, other, at(iat))).rejects.toThrow(OperatorError)
    await expect(readTokenStatusList(token, jwk as PublicJwk, at(exp))).rejects.toThrow(
      OperatorError,
    )
  })

  test('the bits of a list of one bit are ours, byte for byte', () => {
    const { set = {}, size = 0, uncompressedSha256 } = lists[0] as Case
    const bits = new Uint8Array(size / 8)
    for (const index of Object.keys(set).map(Number)) bits[index >> 3]! |= 1 << (index & 7)
    expect(createHash('sha256').update(bits).digest('hex')).toBe(uncompressedSha256)
  })
})

const at = new Date('2026-11-01T00:00:00Z')
const expires = new Date('2026-12-01T00:00:00Z')
const act = { at, who: 'Li Wei', why: 'import' }
const uri = 'https://issuer.example/lists/2026-12'

let folder: Scratch
let store: StatusStore
beforeAll(async () => {
  folder = scratch()
  store = await openStore(folder.at('status.db'), true)
})
afterAll(async () => {
  store[Symbol.dispose]()
  await folder[Symbol.asyncDispose]()
})

test.each(['Ed25519', 'ESP256'] as const)('a list goes out and comes in again, %s', async (alg) => {
  const issuer = `out-${alg}`
  const list = createList(store, { ...act, issuer, month: '2026-12', entries: 1024 })
  const issuedAt = new Date('2026-12-02T00:00:00Z')
  const places = allocate(store, { ...act, issuer, issuedAt, count: 100 })
  revoke(store, places.slice(0, 40), act)
  const jwk = await generateKey(alg)
  const bits = bitsOf(store, list)
  const token = await makeTokenStatusList({ bits, uri, at, expires, ttl: 600 }, jwk)
  const read = await readTokenStatusList(token, publicJwk(jwk), at)
  expect(read.uri).toBe(uri)
  const copy = { ...act, issuer: `in-${alg}`, month: '2026-12' }
  expect(importStatuses(store, read.statuses, copy)).toMatchObject({ revoked: 40, suspended: 0 })
  expect(bitsOf(store, listOf(store, copy.issuer, copy.month))).toEqual(bits)
  expect(() => allocate(store, { ...act, issuer: copy.issuer, issuedAt })).toThrow(OperatorError)
})

test('what an imported list says next is taken in, but for what was revoked and is no more', () => {
  const how = { ...act, issuer: 'cn-4101', month: '2027-01' }
  const statuses = (...entries: readonly number[]) =>
    unpackStatuses(8, deflateSync(Uint8Array.from(entries)))
  const place = (index: number): Place => ({ issuer: 'cn-4101', month: '2027-01', index })
  const first = importStatuses(store, statuses(0, 1, 2, 2, 0, 0, 0, 0), how)
  expect(first).toMatchObject({ revoked: 1, suspended: 2, restored: 0 })
  const next = importStatuses(store, statuses(0, 1, 0, 1, 2, 0, 0, 0), how)
  expect(next).toMatchObject({ revoked: 1, suspended: 1, restored: 1 })
  expect([1, 2, 3, 4].map((index) => stateOf(store, place(index)))).toEqual([
    'revoked',
    'good',
    'revoked',
    'suspended',
  ])
  const before = bitsOf(store, listOf(store, how.issuer, how.month))
  const bad = [statuses(0, 0, 0, 0, 0, 0, 0, 0), statuses(0, 1), statuses(0, 1, 0, 1, 2, 3, 0, 0)]
  for (const wrong of bad) expect(() => importStatuses(store, wrong, how)).toThrow(OperatorError)
  expect(bitsOf(store, listOf(store, how.issuer, how.month))).toEqual(before)
  const other = { ...how, other: 'suspended' } as const
  expect(importStatuses(store, statuses(0, 1, 0, 1, 2, 3, 0, 0), other)).toMatchObject({
    suspended: 1,
  })
})

describe('is refused:', () => {
  const sound = deflateSync(new Uint8Array(16))
  test.each<[string, unknown, Uint8Array]>([
    ['three bits an entry', 3, sound],
    ['no number of bits', undefined, sound],
    ['a list that is cut short', 1, sound.subarray(0, -1)],
    ['something behind the list', 1, Buffer.concat([sound, Uint8Array.of(0)])],
    ['a list that is not compressed', 1, new Uint8Array(16)],
    ['a list of 80 MB in 80 kB', 1, deflateSync(new Uint8Array(80_000_000))],
  ])('%s', (_name, bits, lst) => {
    expect(() => unpackStatuses(bits, lst)).toThrow(OperatorError)
  })

  test('a token of another type, without a subject, in another algorithm, or changed', async () => {
    const { publicKey, privateKey } = await generateKeyPair('ES256', { extractable: true })
    const jwk = (await exportJWK(publicKey)) as unknown as PublicJwk
    const list = { bits: 1, lst: sound.toString('base64url') }
    const make = (typ: string, sub: string | undefined): Promise<string> => {
      const token = new SignJWT({ status_list: list }).setIssuedAt(at).setExpirationTime(expires)
      if (sub !== undefined) token.setSubject(sub)
      return token.setProtectedHeader({ alg: 'ES256', typ }).sign(privateKey)
    }
    const good = await make('statuslist+jwt', uri)
    expect((await readTokenStatusList(good, jwk, at)).statuses.size).toBe(128)
    const part = good.split('.')
    const none = Buffer.from(JSON.stringify({ alg: 'none', typ: 'statuslist+jwt' }))
    for (const bad of [
      await make('jwt', uri),
      await make('statuslist+jwt', undefined),
      `${none.toString('base64url')}.${part[1] ?? ''}.`,
      `${part[0] ?? ''}.${part[1] ?? ''}.${part[2]?.replace(/^./, (c) => (c === 'A' ? 'B' : 'A')) ?? ''}`,
      'GG1:not a token',
    ]) {
      await expect(readTokenStatusList(bad, jwk, at)).rejects.toThrow(OperatorError)
    }
  })
})
