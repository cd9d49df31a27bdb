/** What a trust list may not carry, where a vector cannot reach. */
import { expect, test } from 'vitest'
import { generateKey } from '../crypto/signer.ts'
import { parsePublicJwk } from '../crypto/jwk.ts'
import { parseTrustList } from './trust-list.ts'

const listOf = (jwk: unknown): unknown => ({
  version: 1,
  expires: '2027-01-01T00:00:00Z',
  issuers: [
    {
      id: 'cn-3301',
      name: { zh: '杭州', en: 'Hangzhou' },
      status: 'none',
      keys: [
        {
          jwk,
          from: '2026-01-01T00:00:00Z',
          until: '2027-01-01T00:00:00Z',
          states: ['*'],
          covers: ['*'],
          regions: ['*'],
          sets: ['cn-*'],
        },
      ],
    },
  ],
  revoked: [],
})

test('a key with more than its public members is refused, and a private part above all', async () => {
  const key = await generateKey('ESP256')
  const { issuers } = await parseTrustList(listOf(parsePublicJwk(key)))
  expect(issuers.get('cn-3301')?.keys.size).toBe(1)
  for (const more of [key, { ...parsePublicJwk(key), use: 'sig' }]) {
    await expect(parseTrustList(listOf(more))).rejects.toMatchObject({
      code: 'ERR_TRUST_LIST_MALFORMED',
    })
  }
})

test('no more than 4 keys of one kid are held', async () => {
  const jwk = parsePublicJwk(await generateKey('Ed25519'))
  const list = listOf(jwk) as { issuers: [{ keys: unknown[] }] }
  const [entry] = list.issuers[0].keys
  list.issuers[0].keys = Array<unknown>(4).fill(entry)
  const { issuers } = await parseTrustList(list)
  expect([...(issuers.get('cn-3301')?.keys.values() ?? [])].map(({ length }) => length)).toEqual([
    4,
  ])
  list.issuers[0].keys = Array<unknown>(5).fill(entry)
  await expect(parseTrustList(list)).rejects.toMatchObject({ code: 'ERR_TRUST_LIST_MALFORMED' })
})
