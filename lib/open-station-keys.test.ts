/** Tests of station keys: opened by the key of their group alone, and shown by nothing that holds them. */
import { inspect as show } from 'node:util'
import { beforeAll, expect, test } from 'vitest'
import type { Bundle } from './bundle/bundle.ts'
import { GreengateError } from './errors.ts'
import { bindingKeyOf, populationKeyOf } from './judge/station-keys.ts'
import { openStationKeys } from './open-station-keys.ts'
import { keyNamed } from './testing/keys.ts'
import {
  bindingKey,
  groupKey,
  populationKey,
  sealKeys,
  stationBundle,
  stationSecrets,
} from './testing/station-keys.ts'
import { issuerId } from './testing/world.ts'

let bundle: Bundle
beforeAll(async () => {
  bundle = await stationBundle()
})

const refusal = async (of: Bundle, key = groupKey): Promise<string | undefined> => {
  try {
    await openStationKeys(of, key)
    return undefined
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    // What it says is for a log.
    expect(show(error, { depth: 9 })).not.toContain(groupKey.d)
    return error.code
  }
}

/** The same bundle with other keys in it, which its signers would have signed. */
const withSealed = (sealed: string): Bundle => {
  const held = bundle.keys.get('east')
  if (held === undefined) throw new Error('no keys')
  return { ...bundle, keys: new Map([['east', { ...held, sealed }]]) }
}

test('the group’s key opens what is sealed to the group', async () => {
  const keys = await openStationKeys(bundle, groupKey)
  expect(keys.group).toBe('east')
  expect(bindingKeyOf(keys, issuerId, '2020-03')).toEqual(bindingKey)
  expect(bindingKeyOf(keys, issuerId, '2020-04')).toBeUndefined()
  expect(bindingKeyOf(keys, 'test-nb', '2020-03')).toBeUndefined()
  expect(populationKeyOf(keys, 'AAAAAAAAAAA')).toEqual(populationKey)
  expect(populationKeyOf(keys, 'BBBBBBBBBBB')).toBeUndefined()
})

test('keys are not in what is printed, logged or serialised of them', async () => {
  const keys = await openStationKeys(bundle, groupKey)
  const shown = [JSON.stringify(keys), show(keys, { depth: 9, showHidden: true })]
  for (const { key } of [...stationSecrets.binding, ...stationSecrets.population]) {
    expect(shown.join()).not.toContain(key)
  }
  expect(Object.getOwnPropertyNames(keys)).toEqual(['group'])
  expect(bindingKeyOf(structuredClone(keys), issuerId, '2020-03')).toBeUndefined()
})

test('a key that the roster does not name opens nothing', async () => {
  expect(await refusal(bundle, keyNamed('group west', 'ESP256'))).toBe('ERR_STATION_KEYS_GROUP')
  expect(await refusal({ ...bundle, stations: undefined })).toBe('ERR_STATION_KEYS_GROUP')
})

test('a bundle without keys for the group is told apart from keys that do not open', async () => {
  expect(await refusal({ ...bundle, keys: new Map() })).toBe('ERR_STATION_KEYS_MISSING')
  const stolen = keyNamed('group west', 'ESP256')
  const elsewhere = await sealKeys(stationSecrets, {}, stolen)
  expect(await refusal(withSealed(elsewhere))).toBe('ERR_STATION_KEYS_SEAL')
  // A private part that does not belong to the public one.
  expect(await refusal(bundle, { ...groupKey, d: stolen.d })).toBe('ERR_STATION_KEYS_SEAL')
  expect(await refusal(bundle, { ...groupKey, d: 'short' })).toBe('ERR_STATION_KEYS_SEAL')
})

test.each([
  ['for another group', { kid: 'west' }],
  ['for another purpose', { typ: 'greengate-group-key' }],
  ['with another cipher', { enc: 'A128GCM' }],
])('what is sealed %s is refused', async (_what, odd) => {
  expect(await refusal(withSealed(await sealKeys(stationSecrets, odd)))).toBe(
    'ERR_STATION_KEYS_SEAL',
  )
})

test('a changed byte of what is sealed is noticed', async () => {
  const sealed = bundle.keys.get('east')?.sealed ?? ''
  const flip = (at: number): string =>
    sealed.slice(0, at) + (sealed[at] === 'A' ? 'B' : 'A') + sealed.slice(at + 1)
  for (const part of [1, 3, 4]) {
    const at = sealed.split('.').slice(0, part).join('.').length - 3
    expect(await refusal(withSealed(flip(at)))).toBe('ERR_STATION_KEYS_SEAL')
  }
})

const [binding] = stationSecrets.binding
const [population] = stationSecrets.population
test.each<[string, unknown]>([
  ['is no JSON', '{'],
  ['is no canonical JSON', JSON.stringify(stationSecrets, null, 1)],
  ['is a list', []],
  ['is of another format', { ...stationSecrets, format: 'greengate-station-keys-2' }],
  ['names another group', { ...stationSecrets, group: 'west' }],
  ['has a member more', { ...stationSecrets, more: 1 }],
  ['has a short key', { ...stationSecrets, binding: [{ ...binding, key: 'AAAA' }] }],
  ['has a key that is no text', { ...stationSecrets, population: [{ ...population, key: 7 }] }],
  ['has a key that is no base64url', { ...stationSecrets, binding: [{ ...binding, key: '=' }] }],
  ['has a month that is none', { ...stationSecrets, binding: [{ ...binding, month: 'March' }] }],
  ['has a key twice', { ...stationSecrets, binding: [binding, binding] }],
])('what %s is malformed', async (_what, value) => {
  expect(await refusal(withSealed(await sealKeys(value)))).toBe('ERR_STATION_KEYS_MALFORMED')
})
