/** From sealed keys to a card at a gate: an authority seals, an issuer tags, an enrolled station matches, a stolen key ends. */
import { readFileSync, statSync, writeFileSync } from 'node:fs'
import { beforeAll, expect, test } from 'vitest'
import { openStationKeys, verify, type Bundle, type Card, type StationKeys } from 'greengate'
import { generateKey, jwkSigner, publicJwk, type Claims, type PrivateJwk } from 'greengate/issue'
import {
  after,
  beginPublishing,
  day,
  founded,
  hour,
  testAuthority,
  text,
  type TestAuthority,
} from '../bundle/test-authority.ts'
import { digest } from '../bundle/document.ts'
import { newest } from '../bundle/shelf.ts'
import { makeCodes } from '../issue/make-codes.ts'
import { OperatorError } from '../operator-error.ts'
import { openKeys, readCard } from '../verify/card-options.ts'
import { ensureBindingKey, readBindingKeys } from './binding-key.ts'
import { admit, rekeyGroup } from './roster.ts'
import { sealStationKeys } from './seal-keys.ts'

let authority: TestAuthority
let issuer: PrivateJwk
const number = '11010519491231002X'
const card: Card = { type: 'cn-resident-id', number, source: 'chip' }
const claims: Claims = {
  issuer: 'cn-3301',
  class: 'app',
  issuedAt: text(hour),
  validUntil: text(day),
  covers: [],
  facts: [],
}

beforeAll(async () => {
  authority = await testAuthority()
  await beginPublishing(authority)
  issuer = await generateKey('Ed25519')
  const root = digest(newest((await authority.shelf()).signed, 'root')?.payload ?? new Uint8Array())
  for (const group of ['east', 'west']) {
    const keys = {
      key: publicJwk(await generateKey('Ed25519')),
      recipient: publicJwk(await generateKey('ESP256')),
    }
    const request = {
      format: 'greengate-station-request-1',
      id: `${group}-1`,
      group,
      lanes: ['1'],
      ...keys,
      root,
    } as const
    await admit(await authority.shelf(), request, founded)
  }
  return () => authority[Symbol.asyncDispose]()
})

const groupKey = (group: string): PrivateJwk =>
  JSON.parse(readFileSync(authority.at(`keys/groups/${group}.jwk`), 'utf8')) as PrivateJwk

async function publish(now: Date): Promise<Bundle> {
  const { drafts } = await authority.shelf()
  for (const { place } of drafts) await authority.sign(now, ['stations-1'], place)
  await authority.publish(now)
  return authority.client(now)
}

const issueTagged = async (issuedAt: string, bindingKey: string): Promise<string> => {
  const file = authority.at('../card.txt')
  writeFileSync(file, `${number.toLowerCase()}\n`)
  const options = { tag: true, cardType: card.type, cardNumberFile: file, bindingKey } as const
  const signer = await jwkSigner(issuer)
  const given = { ...claims, issuedAt, validUntil: text(200 * day) }
  const [code] = await makeCodes(given, { options, signer, name: 'claims.json' })
  return code?.text ?? ''
}

/** What the station makes of the card: the code itself is of a key that the trust list does not have. */
const matched = async (code: string, bundle: Bundle, stationKeys: StationKeys) => {
  // Only what is genuine is compared, so the trust list must know its key.
  const listed = bundle.trust?.issuers.get('cn-3301')
  expect(listed).toBeDefined()
  const { basis } = await verify(code, {
    bundle,
    now: after(2 * hour),
    context: { card },
    stationKeys,
  })
  return basis.context.card
}

test('sealed keys reach each group alone, and match cards of the months that they are for', async () => {
  const sealing = { now: founded, codeLife: 31, newPopulationKey: true }
  const sealed = await sealStationKeys(await authority.shelf(), sealing)
  expect(sealed.documents.map(({ name }) => name)).toEqual(['keys/east', 'keys/west'])
  expect(sealed.binding).toEqual([
    { issuer: 'cn-3301', month: '2026-12', until: '2027-02-01T00:00:00Z' },
    { issuer: 'cn-3301', month: '2027-01', until: '2027-03-04T00:00:00Z' },
  ])
  const file = authority.at('keys/binding/cn-3301/2026-12.json')
  expect(statSync(file).mode & 0o777).toBe(0o600)
  // A second time nothing is made anew: codes were made with what is there.
  const before = readFileSync(file, 'utf8')
  await sealStationKeys(await authority.shelf(), { now: founded, codeLife: 31 })
  expect(readFileSync(file, 'utf8')).toBe(before)
  const bundle = await publish(founded)
  const east = await openStationKeys(bundle, { ...groupKey('east') })
  expect(east.group).toBe('east')
  await expect(
    openStationKeys(bundle, { ...groupKey('east'), ...publicJwk(groupKey('west')) }),
  ).rejects.toMatchObject({ code: 'ERR_STATION_KEYS_SEAL' })
  // Nothing of a key is in what is published.
  const { key } = JSON.parse(before) as { readonly key: string }
  expect(Buffer.from(await authority.published()).includes(key)).toBe(false)
  const code = await issueTagged(text(hour), authority.at('keys/binding'))
  expect(code).toMatch(/^GG1:/)
  expect(await matched(code, bundle, east)).toBe('no-key')
})

test('after a theft the group is keyed anew, and the old key opens nothing that comes', async () => {
  const stolen = groupKey('east')
  const now = after(day)
  await rekeyGroup(await authority.shelf(), 'east', now)
  const again = await sealStationKeys(await authority.shelf(), {
    now,
    codeLife: 31,
    group: 'east',
    issuers: [],
  })
  expect(again.documents.map(({ place }) => place)).toEqual(['keys/east/2'])
  const bundle = await publish(now)
  await expect(openStationKeys(bundle, { ...stolen })).rejects.toMatchObject({
    code: 'ERR_STATION_KEYS_GROUP',
  })
  expect((await openKeys(authority.at('keys/groups/east.jwk'), bundle)).group).toBe('east')
  expect((await openKeys(authority.at('keys/groups/west.jwk'), bundle)).group).toBe('west')
})

test('a key is sealed no longer than the codes of its month live', async () => {
  await ensureBindingKey(authority.at('keys/binding'), 'cn-3301', '2026-01')
  const { binding } = await sealStationKeys(await authority.shelf(), {
    now: after(2 * day),
    codeLife: 90,
    issuers: [],
  })
  expect(binding.map(({ month }) => month)).toEqual(['2026-12', '2027-01'])
})

test.each([
  ['a key of another month', text(-60 * day), 'keys/binding'],
  ['keys that are not there', text(hour), 'keys/nothing'],
  ['a file that is no key', text(hour), 'authority.json'],
])('issuing with %s is refused', async (_what, issuedAt, place) => {
  await expect(issueTagged(issuedAt, authority.at(place))).rejects.toBeInstanceOf(OperatorError)
})

test('a card file is read in the one form of its number, and refused without quoting it', async () => {
  const file = authority.at('../card.json')
  writeFileSync(
    file,
    JSON.stringify({ type: card.type, number: '110105 19491231 002x', source: 'chip' }),
  )
  expect(await readCard(file)).toEqual(card)
  for (const bad of [
    { ...card, number: '110105194912310021' },
    { ...card, more: 1 },
    { ...card, source: 'eye' },
    { ...card, birthDate: 7 },
    [],
  ]) {
    writeFileSync(file, JSON.stringify(bad))
    const refused = await readCard(file).catch((error: unknown) => error)
    expect(refused).toBeInstanceOf(OperatorError)
    expect(String(refused)).not.toContain('1101051949')
  }
  expect(await readBindingKeys(authority.at('keys/binding'))).not.toEqual([])
})
