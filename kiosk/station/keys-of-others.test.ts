/** The files that a configuration names for its collector: what is none keeps the station from starting, and is not repeated. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { generateKey, publicJwk } from 'greengate/issue'
import { afterAll, beforeAll, expect, test } from 'vitest'
import type { UploadConfiguration } from './configuration/station-configuration.ts'
import { uploadOf } from './keys-of-others.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'greengate-test-'))
  const jwk = publicJwk(await generateKey('Ed25519'))
  await writeFile(join(folder, 'collector.jwk'), JSON.stringify(jwk))
  await writeFile(join(folder, 'gate.pem'), '-----BEGIN CERTIFICATE-----\nSECRET\n')
})
afterAll(() => rm(folder, { recursive: true }))

const configured = (to: Partial<UploadConfiguration['to']>): UploadConfiguration => {
  const files = { caFile: undefined, certFile: undefined, keyFile: undefined }
  return {
    to: { way: 'http', url: 'https://collect.example/', ...files, ...to } as never,
    keyFile: join(folder, 'collector.jwk'),
    heartbeatSeconds: 60,
  }
}

test('a certificate that is none is told before the station starts, by its name alone', async () => {
  const caFile = join(folder, 'gate.pem')
  const opening = uploadOf(configured({ caFile }))
  await expect(opening).rejects.toMatchObject({ code: 'ERR_STATION_CONFIGURATION' })
  await expect(opening).rejects.toThrow(caFile)
  await expect(opening).rejects.not.toThrow('SECRET')
})

test('without certificates the system says whom to believe', async () => {
  const { to, heartbeatSeconds } = await uploadOf(configured({}))
  expect(to).toMatchObject({ way: 'http', url: 'https://collect.example/' })
  expect(heartbeatSeconds).toBe(60)
})
