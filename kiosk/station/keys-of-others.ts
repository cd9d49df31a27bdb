/** The public keys of others that a configuration names: to whom is sealed, and who collects. */
import { readFile } from 'node:fs/promises'
import type { KeyObject } from 'node:crypto'
import type {
  SealConfiguration,
  UploadConfiguration,
} from './configuration/station-configuration.ts'
import type { Seal } from './open-station.ts'
import { StationError } from './station-error.ts'
import { publicKeyOf } from './upload/compact-jws.ts'

const dayMs = 86_400_000

/**
 * Reads it. The public part is all that is taken: nobody at the station can open what is sealed.
 *
 * @throws StationError `ERR_STATION_CONFIGURATION`.
 */
export async function sealOf(configured: SealConfiguration): Promise<Seal> {
  const { keyFile, keepMs, outcomes, what } = configured
  const { kty, crv, x } = fieldsOf(await readFile(keyFile, 'utf8'))
  if (kty !== 'OKP' || crv !== 'X25519' || typeof x !== 'string')
    throw new StationError('ERR_STATION_CONFIGURATION', `${keyFile} is no public key to seal to`)
  return { recipient: { kty, crv, x }, days: keepMs / dayMs, outcomes, what }
}

/** Where receipts are sent, with the collector's key pinned. */
export interface Upload {
  readonly to: string
  readonly collectorKey: KeyObject
}

/**
 * Reads the collector's key.
 *
 * @throws StationError `ERR_STATION_CONFIGURATION`.
 */
export async function uploadOf({ url, keyFile }: UploadConfiguration): Promise<Upload> {
  const jwk = fieldsOf(await readFile(keyFile, 'utf8'))
  if (jwk['kty'] !== 'OKP' || jwk['crv'] !== 'Ed25519' || typeof jwk['x'] !== 'string')
    throw new StationError('ERR_STATION_CONFIGURATION', `${keyFile} is no key of a collector`)
  return { to: url, collectorKey: publicKeyOf(jwk) }
}

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return {}
  }
}
