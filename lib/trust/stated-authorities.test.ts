/** Keys and certificates in hand become authorities of every format that could mean them. */
import { expect, test } from 'vitest'
import { hasCorpora, readCorpus } from '../testing/corpora.ts'
import { keyIdsOf } from './key-ids.ts'
import { anyIssuer } from './authorities.ts'
import { statedAuthorities } from './stated-authorities.ts'

const jwk = {
  kty: 'EC',
  crv: 'P-256',
  x: '-HQqmqM-hjaSUSi5-MStJCDBs-eeiOT-t91-bPyPQPI',
  y: 'GxiOeUQu29da8Nw_GG9NRyu2ZaY5fLAf7PQlpGnpXdM',
}

test('a key id is looked for in every spelling of it', () => {
  const id = 'AAVQPX3O1fo'
  expect(keyIdsOf('0005503d7dced5fa')).toContain(id)
  expect(keyIdsOf('AAVQPX3O1fo=')).toContain(id)
  expect(keyIdsOf(id)).toContain(id)
  // Two ones, as the WHO writes it.
  expect(keyIdsOf('11')).toContain('MTE')
})

test('keys without an issuer count for every issuer, those with one for that one first', async () => {
  const trust = await statedAuthorities({
    jwks: { keys: [{ ...jwk, kid: 'one' }, jwk, { kty: 'oct', k: 'AAAA' }, null, 7] },
    issuers: { 'https://example.org/issuer': { jwks: { keys: [{ ...jwk, kid: 'two' }] } } },
  })
  const kids = (format: 'hcert' | 'shc' | 'claim169', id: string) =>
    trust
      .get(format)
      ?.authorities.get(id)
      ?.keys.map(({ kid }) => kid)
  expect(kids('shc', anyIssuer)).toEqual(['one', null])
  expect(kids('hcert', anyIssuer)).toContain(null)
  expect(kids('claim169', anyIssuer)).toContain(null)
  // Keys of any issuer are its own too, after those that it states.
  expect(kids('shc', 'https://example.org/issuer')).toEqual(['two', 'one', null])
})

test('what cannot be read is passed over', async () => {
  const trust = await statedAuthorities({
    certificates: [
      '',
      'AAAA',
      'MAA=',
      '%',
      '-----BEGIN CERTIFICATE-----\n-----END CERTIFICATE-----',
    ],
    issuers: { 'did:web:example.org': { did: { id: 'did:web:other.example' } }, x: { did: 3 } },
  })
  expect([...trust.keys()]).toEqual(['nzcp'])
  expect(trust.get('nzcp')?.keys.size).toBe(0)
})

test.skipIf(!hasCorpora)(
  'a certificate serves DCCs by its kid, with what it may state',
  async () => {
    const list = readCorpus('trust-lists/eu-dsc-certs.json') as { kidHex: string; der: string }[]
    const some = list.slice(0, 40)
    const trust = await statedAuthorities({ certificates: some.map(({ der }) => der) })
    const keys = trust.get('hcert')?.keys
    for (const { kidHex } of some) {
      expect(keys?.get(Buffer.from(kidHex, 'hex').toString('base64url'))).toHaveLength(1)
    }
    const states = [...(keys?.values() ?? [])].flat().map(({ key }) => key.states.join())
    expect(new Set(states).size).toBeGreaterThan(1)
  },
)
