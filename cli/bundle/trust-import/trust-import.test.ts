/** Keys and certificates from the forms in which they are handed on, into a trust list that verifiers take. */
import { existsSync, mkdirSync, writeFileSync } from 'node:fs'
import { createHash, generateKeyPairSync } from 'node:crypto'
import { gzipSync } from 'node:zlib'
import { fileURLToPath } from 'node:url'
import { expect, test } from 'vitest'
import { OperatorError } from '../../operator-error.ts'
import { beginPublishing, day, founded, testAuthority, text } from '../test-authority.ts'
import type { TestAuthority } from '../test-authority.ts'
import { revokeAuthorityKey } from '../revoke-authority-key.ts'
import { trustRows } from '../trust-rows.ts'
import { asTrust } from '../words/trust-lines.ts'
import { importAuthorities } from './import-authorities.ts'
import type { Wishes } from './offer.ts'

const corpora = fileURLToPath(new URL('../../../../shared/corpora', import.meta.url))
const hasCorpora = existsSync(corpora)

const ecKey = (namedCurve: string): Record<string, unknown> => ({
  ...generateKeyPairSync('ec', { namedCurve }).publicKey.export({ format: 'jwk' }),
})

/** As the framework of SMART Health Cards asks a key to be. */
const cardKey = (): Record<string, unknown> => {
  const jwk = ecKey('P-256')
  const { crv, kty, x, y } = jwk
  const kid = createHash('sha256').update(JSON.stringify({ crv, kty, x, y })).digest('base64url')
  return { ...jwk, kid, use: 'sig', alg: 'ES256' }
}

/** Imports what is written into a scratch folder. */
async function importFiles(
  authority: TestAuthority,
  files: Readonly<Record<string, string | Uint8Array>>,
  wishes: Partial<Wishes> & { isDry?: boolean } = {},
) {
  mkdirSync(authority.at('offered'), { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(authority.at(`offered/${name}`), content)
  }
  const paths = Object.keys(files).map((name) => authority.at(`offered/${name}`))
  const all = { now: founded, isDry: false, ...wishes }
  return importAuthorities(await authority.shelf(), paths, all)
}

test.skipIf(!hasCorpora)(
  'of 796 certificates and 468 keys all are handled, and those that can sign a code accepted',
  async () => {
    await using authority = await testAuthority()
    await beginPublishing(authority)
    const wishes = { now: founded, withExpired: true, isDry: false }
    const started = performance.now()
    const folder = `${corpora}/trust-lists`
    const { taken, skipped } = await importAuthorities(await authority.shelf(), [folder], wishes)
    // The set of keys names no issuer, and so somebody must.
    const {
      taken: keys,
      skipped: others,
      document,
    } = await importAuthorities(await authority.shelf(), [`${folder}/shc-issuer-jwks.json`], {
      ...wishes,
      issuer: '*',
    })
    const importMs = performance.now() - started
    const whyOf = (list: readonly { readonly skipped: string }[]): Record<string, number> => {
      const counts = new Map<string, number>()
      for (const each of list) counts.set(each.skipped, (counts.get(each.skipped) ?? 0) + 1)
      return Object.fromEntries(counts)
    }
    console.log(
      `trust-lists: ${taken.length} certificates and ${keys.length} keys taken; skipped, of both:`,
      whyOf(skipped),
      'of the keys:',
      whyOf(others),
    )
    expect(new Set(taken.map(({ format }) => format))).toEqual(new Set(['hcert']))
    expect(taken.length + skipped.length).toBe(796 + 468)
    expect(taken.length).toBeGreaterThanOrEqual(790)
    expect(whyOf(skipped)['no-issuer']).toBe(452)
    expect(keys.length).toBe(452)
    // Of RSA, by another name than their thumbprint, without a use, and a coordinate short of a byte.
    expect(whyOf(others)).toEqual({
      'unsupported-key': 10,
      'not-its-thumbprint': 4,
      'not-for-signing': 1,
      'malformed-key': 1,
    })
    expect(new Set(others.map(({ source }) => source)).size).toBe(468 - 452)
    // Without the flag nobody needs those that are over.
    const now = await importAuthorities(await authority.shelf(), [folder], {
      now: founded,
      isDry: true,
    })
    expect(now.skipped.filter((each) => each.skipped === 'expired').length).toBeGreaterThan(500)
    if (document === undefined) throw new Error('nothing written')
    await authority.sign(founded, ['trust-1'], 'trust/2')
    await authority.publish(founded)
    const accepting = performance.now()
    const bundle = await authority.client(founded)
    const acceptMs = performance.now() - accepting
    const bytes = document.payload
    console.log(
      `trust-lists: ${bytes.length} bytes, ${gzipSync(bytes).length} compressed; ` +
        `import ${importMs.toFixed(0)} ms, acceptance of the bundle ${acceptMs.toFixed(0)} ms`,
    )
    expect(bundle.trust?.authorities.get('hcert')?.keys.size).toBeGreaterThan(780)
    expect(bundle.trust?.authorities.get('shc')?.authorities.get('*')?.keys).toHaveLength(452)
    const rows = trustRows(asTrust(document))
    expect(rows.filter(({ format }) => format === 'hcert').length).toBeGreaterThan(30)
    expect(rows.find(({ id }) => id === 'DE')?.until).not.toBeNull()
  },
)

test.skipIf(!hasCorpora)(
  'roots of countries go to the seals of ICAO, by three letters',
  async () => {
    await using authority = await testAuthority()
    const folder = `${corpora}/icao-vds-nc/csca`
    const { authorities, skipped } = await importAuthorities(await authority.shelf(), [folder], {
      now: founded,
      isDry: true,
    })
    expect(authorities.map(({ format, id, roots }) => [format, id, roots?.length])).toEqual([
      ['vds-nc', 'AUS', 2],
      ['vds-nc', 'JPN', 2],
    ])
    // A list of revoked certificates is none.
    expect(skipped.map((each) => each.skipped)).toEqual(['not-a-certificate'])
  },
)

test('an import is the same a second time, and says what it passed over', async () => {
  await using authority = await testAuthority()
  const good = cardKey()
  const files = {
    'a.json': JSON.stringify({
      'https://a.example/issuer': { keys: [good, good, { ...ecKey('secp256k1'), kid: 'koblitz' }] },
      'https://b.example/issuer': { jwks: { keys: [{ ...good, y: good['x' as never] }] } },
    }),
    'b.jwks': JSON.stringify({ keys: [{ ...cardKey(), use: 'enc' }] }),
    'c.pem': '-----BEGIN CERTIFICATE-----\nMAA=\n-----END CERTIFICATE-----',
    'd.der': new Uint8Array([0x30, 0x82, 0x10]),
    'e.json': '{"keys": [',
  }
  const first = await importFiles(authority, files)
  expect(first.taken.map(({ format, id }) => [format, id])).toEqual([
    ['shc', 'https://a.example/issuer'],
  ])
  expect(first.skipped.map((each) => each.skipped)).toEqual([
    'duplicate',
    'unsupported-key',
    'malformed-key',
    'not-for-signing',
    'not-a-certificate',
    'not-a-certificate',
    'not-readable',
  ])
  expect(first.document?.place).toBe('trust/1')
  const again = await importFiles(authority, files)
  expect([again.taken.length, again.changed.length, again.known.length]).toEqual([0, 0, 1])
  expect(again.document).toBeUndefined()
  const narrower = await importFiles(authority, files, { states: ['vaccination'] })
  expect([narrower.taken.length, narrower.changed.length]).toEqual([0, 1])
  expect(narrower.authorities[0]?.keys[0]?.states).toEqual(['vaccination'])
})

test('a list of revoked codes comes with the keys that it is of, and a newer one takes its place', async () => {
  await using authority = await testAuthority()
  const key = cardKey()
  const k = String(key['kid'])
  const issuer = (ctr: number, crlVersion: number, ...rids: readonly string[]) => ({
    'i.json': JSON.stringify({
      'https://a.example/issuer': {
        jwks: { keys: [{ ...key, crlVersion }] },
        crl: { kid: k, method: 'rid', ctr, rids },
      },
    }),
  })
  const first = await importFiles(authority, issuer(1, 1, 'abc'))
  expect(first.authorities[0]?.revocations).toEqual([{ kid: k, ids: { abc: null } }])
  const second = await importFiles(authority, issuer(2, 2, 'abc', 'def.1664492124'))
  expect([second.taken.length, second.changed.length, second.known.length]).toEqual([0, 1, 1])
  expect(second.authorities[0]?.revocations).toEqual([
    { kid: k, ids: { abc: null, def: 1_664_492_124 } },
  ])
  const third = await importFiles(authority, issuer(4, 3))
  expect(third.skipped.map((each) => each.skipped)).toEqual(['malformed-list'])
  expect(third.authorities[0]?.revocations).toHaveLength(1)
})

test('keys of one kid are all kept, up to as many as a verifier tries', async () => {
  await using authority = await testAuthority()
  const keys = Array.from({ length: 9 }, () => ({ ...ecKey('P-256'), kid: 'same' }))
  const { taken, skipped } = await importFiles(
    authority,
    { 'keys.json': JSON.stringify({ keys }) },
    { format: 'hcert', issuer: 'AT' },
  )
  expect(taken).toHaveLength(8)
  expect(skipped.map((each) => each.skipped)).toEqual(['too-many-of-one-kid'])
})

test.each<[string, Record<string, unknown>, string]>([
  ['that is not named after itself', { kid: 'good' }, 'not-its-thumbprint'],
  ['without a name', { kid: undefined }, 'not-its-thumbprint'],
  ['on another curve', ecKey('P-384'), 'unsupported-key'],
  ['for another algorithm', { alg: 'ES384' }, 'unsupported-key'],
  ['for no algorithm', { alg: undefined }, 'unsupported-key'],
  ['for encryption', { use: 'enc' }, 'not-for-signing'],
  ['for nothing', { use: undefined }, 'not-for-signing'],
  ['that is private', { d: 'AA' }, 'private-key'],
  ['with certificates that are none', { x5c: ['-_'] }, 'malformed-key'],
])(
  'a key of an issuer of cards %s is passed over, and the reason said',
  async (_name, change, why) => {
    await using authority = await testAuthority()
    const keys = [cardKey(), { ...cardKey(), ...change }]
    const { taken, skipped } = await importFiles(
      authority,
      { 'keys.json': JSON.stringify({ keys }) },
      { issuer: 'https://a.example/issuer', isDry: true },
    )
    expect(taken).toHaveLength(1)
    expect(skipped).toEqual([{ source: authority.at('offered/keys.json#2'), skipped: why }])
  },
)

test('keys count for every issuer only if whoever imports them says so', async () => {
  await using authority = await testAuthority()
  const keys = [cardKey()]
  const pem = generateKeyPairSync('ec', { namedCurve: 'P-256' }).publicKey
  const files = {
    'set.json': JSON.stringify({ keys }),
    'named.json': JSON.stringify({ '*': { keys: [cardKey()] } }),
    'directory.json': JSON.stringify({ issuerInfo: [{ issuer: { iss: '*' }, keys: [cardKey()] }] }),
    'list.json': JSON.stringify({
      '*': {
        jwks: { keys: [{ ...keys[0], crlVersion: 1 }] },
        crl: { kid: keys[0]?.['kid'], method: 'rid', ctr: 1, rids: ['abc'] },
      },
    }),
    'key.pem': pem.export({ type: 'spki', format: 'pem' }),
  }
  const { taken, skipped, document } = await importFiles(authority, files)
  expect([taken, document]).toEqual([[], undefined])
  expect(skipped.map((each) => each.skipped)).toEqual(Array.from({ length: 6 }, () => 'no-issuer'))
  const said = await importFiles(authority, { 'set.json': files['set.json'] }, { issuer: '*' })
  expect(said.taken.map(({ format, id }) => [format, id])).toEqual([['shc', '*']])
})

test('a key of an authority is revoked by a window, and an import leaves that alone', async () => {
  await using authority = await testAuthority()
  const files = { 'k.json': JSON.stringify({ keys: [{ ...ecKey('P-384'), kid: 'MTE' }] }) }
  const wishes = { format: 'hcert', issuer: 'AT', until: text(100 * day) } as const
  await importFiles(authority, files, wishes)
  const revocation = {
    format: 'hcert',
    id: 'AT',
    key: 'MTE',
    from: text(0),
    until: text(day),
    why: { zh: '失窃', en: 'stolen' },
  } as const
  await expect(
    (async () =>
      revokeAuthorityKey(await authority.shelf(), { ...revocation, key: 'x' }, founded))(),
  ).rejects.toBeInstanceOf(OperatorError)
  const document = await revokeAuthorityKey(await authority.shelf(), revocation, founded)
  const [row] = trustRows(asTrust(document)).filter(({ format }) => format === 'hcert')
  expect(row).toMatchObject({ id: 'AT', keys: 1, revoked: 1, until: text(100 * day) })
  const again = await importFiles(authority, files, { ...wishes, states: ['test'] })
  expect(again.authorities[0]?.keys[0]).toMatchObject({
    states: ['test'],
    revoked: [{ from: text(0), until: text(day) }],
  })
})
