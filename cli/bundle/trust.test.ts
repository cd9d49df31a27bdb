/** The trust list: issuers, the take-over of a key with an overlap, and triage of a stolen one. */
import { readFileSync, writeFileSync } from 'node:fs'
import { generateKey, publicJwk, thumbprint } from 'greengate/issue'
import { expect, test } from 'vitest'
import { OperatorError } from '../operator-error.ts'
import { greengate } from '../test-process.ts'
import type { Shelf } from './shelf.ts'
import { addIssuer, revoke, rotateIssuer } from './trust.ts'
import { asTrust } from './words/trust-lines.ts'
import { after, beginPublishing, day, founded, testAuthority, text } from './test-authority.ts'

test('a new key takes over with an overlap, and the stolen days of the old one are revoked', async () => {
  await using authority = await testAuthority()
  await beginPublishing(authority)
  const shelf = () => authority.shelf()
  const old = asTrust((await shelf()).signed.find(({ role }) => role === 'trust') as never)
  const stolen = await thumbprint(old.issuers[0]?.keys[0]?.jwk as never)
  const jwk = publicJwk(await generateKey('ESP256'))
  const takeOver = {
    issuer: 'cn-3301',
    jwk,
    from: after(10 * day),
    until: after(400 * day),
    overlapDays: 14,
  }
  await rotateIssuer(await shelf(), takeOver, after(10 * day))
  const revocation = {
    issuer: 'cn-3301',
    key: stolen.slice(0, 8),
    from: text(5 * day),
    until: text(7 * day),
    site: 7,
    why: { zh: '密钥失窃', en: 'stolen key' },
  }
  const document = await revoke(await shelf(), revocation, after(10 * day))
  const { issuers, revoked } = asTrust(document)
  expect(issuers[0]?.keys.map(({ from, until }) => [from, until])).toEqual([
    [text(0), text(24 * day)],
    [text(10 * day), text(400 * day)],
  ])
  expect(issuers[0]?.keys[1]?.sets).toEqual(['cn-3301*'])
  expect(revoked).toEqual([{ ...revocation, key: stolen }])
  await authority.sign(after(10 * day), ['trust-1'], 'trust/2')
  await authority.publish(after(10 * day))
  const { trust } = await authority.client(after(10 * day))
  expect(trust).toMatchObject({ version: 2 })
  // What is signed is no draft any more.
  await expect(
    revoke(await shelf(), { ...revocation, from: text(7 * day), until: text(5 * day) }, founded),
  ).rejects.toBeInstanceOf(OperatorError)
})

test.each<[string, (shelf: Shelf) => Promise<unknown>]>([
  ['an issuer that is not there', (shelf) => revoke(shelf, { ...nothing, issuer: 'xx' }, founded)],
  ['a key that it does not have', (shelf) => revoke(shelf, { ...nothing, key: '????' }, founded)],
  [
    'the same key twice',
    async (shelf) => {
      const [issuer] = asTrust(shelf.signed.find(({ role }) => role === 'trust') as never).issuers
      if (issuer?.keys[0] === undefined) throw new Error('no key')
      await addIssuer(shelf, issuer, issuer.keys[0], founded)
    },
  ],
])('%s is refused', async (_what, change) => {
  await using authority = await testAuthority()
  await beginPublishing(authority)
  await expect(change(await authority.shelf())).rejects.toBeInstanceOf(OperatorError)
})

const nothing = {
  issuer: 'cn-3301',
  key: '',
  from: text(0),
  until: text(day),
  site: null,
  why: { zh: '无', en: 'none' },
}

test('a draft that somebody has signed is not changed any more', async () => {
  await using authority = await testAuthority()
  await authority.sign(founded, ['trust-1'], 'trust/1')
  const key = publicJwk(await generateKey('Ed25519'))
  const says = { states: ['*'], covers: [], regions: ['*'], sets: [] }
  await expect(
    addIssuer(
      await authority.shelf(),
      { id: 'a', name: { zh: '甲', en: 'A' }, status: 'none' },
      { jwk: key, from: text(0), until: text(day), ...says },
      founded,
    ),
  ).rejects.toBeInstanceOf(OperatorError)
})

test('an issuer’s key is read as `keys show --json` prints it', async () => {
  await using authority = await testAuthority()
  const jwk = publicJwk(await generateKey('Ed25519'))
  const file = authority.at('shown.json')
  writeFileSync(file, JSON.stringify({ file: 'issuer.jwk', alg: 'Ed25519', publicJwk: jwk }))
  const names = ['--name-zh', '甲', '--name-en', 'A', '--until', '2027-12-31T00:00:00Z']
  const where = ['--authority', authority.at('.'), '--key', file]
  const run = await greengate(['bundle', 'trust', 'issuer', 'cn-3302', ...names, ...where])
  expect(run).toMatchObject({ code: 0, stderr: '' })
  expect(readFileSync(authority.at('drafts/trust/1.json'), 'utf8')).toContain(jwk.x)
})
