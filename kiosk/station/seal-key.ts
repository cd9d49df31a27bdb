/** To whom a station seals, read from the file that its configuration names. */
import { readFile } from 'node:fs/promises'
import type { SealConfiguration } from './configuration/station-configuration.ts'
import type { Seal } from './open-station.ts'
import { StationError } from './station-error.ts'

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

function fieldsOf(text: string): Readonly<Record<string, unknown>> {
  try {
    const value: unknown = JSON.parse(text)
    return typeof value === 'object' && value !== null ? { ...value } : {}
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    return {}
  }
}
