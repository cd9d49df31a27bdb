/** The key that a station signs with. */
import { chmod, mkdir, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { generateKey, publicJwk } from 'greengate/issue'
import { expect, test } from 'vitest'
import { openStationKey } from './station-key.ts'
import { testJournal } from './test-journal.ts'

test('is made once, for its owner alone, and found again', async () => {
  await using place = await testJournal()
  const { publicKey } = await openStationKey(place.folder)
  expect((await openStationKey(place.folder)).publicKey).toEqual(publicKey)
  expect(await place.publicKey()).toEqual(publicKey)
  const { mode } = await stat(join(place.folder, 'station-signing.jwk'))
  expect(mode & 0o077).toBe(0)
})

test('is the enrolled one where there is one', async () => {
  await using place = await testJournal()
  const enrolled = join(place.folder, 'enrolled')
  await mkdir(join(enrolled, 'keys'), { recursive: true })
  await expect(openStationKey(place.folder, enrolled)).rejects.toMatchObject({
    code: 'ERR_STATION_KEYS',
  })
  const key = await generateKey('Ed25519')
  const path = join(enrolled, 'keys/signing.jwk')
  await writeFile(path, JSON.stringify(key), { mode: 0o600 })
  expect((await openStationKey(place.folder, enrolled)).publicKey).toEqual(publicJwk(key))
  await chmod(path, 0o644)
  await expect(openStationKey(place.folder, enrolled)).rejects.toMatchObject({
    code: 'ERR_STATION_KEYS',
  })
})

test.each(['', '{', '{"kty":"OKP"}'])('is refused when it is no key: "%s"', async (text) => {
  await using place = await testJournal()
  await writeFile(join(place.folder, 'station-signing.jwk'), text, { mode: 0o600 })
  await expect(openStationKey(place.folder)).rejects.toMatchObject({ code: 'ERR_STATION_KEYS' })
})
