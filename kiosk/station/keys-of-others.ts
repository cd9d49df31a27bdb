/** The public keys of others that a configuration names: to whom is sealed, and who collects. */
import { readFile } from 'node:fs/promises'
import { X509Certificate, type KeyObject } from 'node:crypto'
import { createSecureContext } from 'node:tls'
import type {
  SealConfiguration,
  TlsFiles,
  UploadConfiguration,
} from './configuration/station-configuration.ts'
import type { CollectorPlace } from './fleet/uplink.ts'
import type { Seal } from './open-station.ts'
import { StationError } from './station-error.ts'
import { publicKeyOf } from './upload/compact-jws.ts'
import type { ClientTls } from './upload/http-line.ts'

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

/** Where receipts and heartbeats are sent, with the collector's key pinned. */
export interface Upload {
  readonly to: CollectorPlace
  readonly collectorKey: KeyObject
  readonly heartbeatSeconds: number
}

/**
 * Reads the collector's key, and over HTTP the files of TLS.
 *
 * @throws StationError `ERR_STATION_CONFIGURATION`.
 */
export async function uploadOf(configured: UploadConfiguration): Promise<Upload> {
  const { to, keyFile, heartbeatSeconds } = configured
  const jwk = fieldsOf(await readFile(keyFile, 'utf8'))
  if (jwk['kty'] !== 'OKP' || jwk['crv'] !== 'Ed25519' || typeof jwk['x'] !== 'string')
    throw new StationError('ERR_STATION_CONFIGURATION', `${keyFile} is no key of a collector`)
  const tls = await tlsOf(to)
  return {
    to: to.way === 'nats' ? to : { way: 'http', url: to.url, tls },
    collectorKey: publicKeyOf(jwk),
    heartbeatSeconds,
  }
}

/** Tried once, so that a file that is none keeps the station from starting, and not its records at the station. */
async function tlsOf({ certFile, keyFile, caFile }: TlsFiles): Promise<ClientTls> {
  const read = async (file: string | undefined) => file && (await readFile(file, 'utf8'))
  const tls = { cert: await read(certFile), key: await read(keyFile), ca: await read(caFile) }
  try {
    for (const pem of [tls.cert, tls.ca]) if (pem !== undefined) readCertificates(pem)
    createSecureContext(tls)
  } catch (error) {
    const named = [certFile, keyFile, caFile].filter((file) => file !== undefined).join(', ')
    const what = `${named}: no certificate with its key, or not in PEM`
    throw new StationError('ERR_STATION_CONFIGURATION', what, { cause: error })
  }
  return tls
}

/** What TLS itself passes over in silence: a file without a certificate, or with half of one. */
function readCertificates(pem: string): void {
  const blocks = pem.match(/-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----/g)
  if (blocks === null) throw new TypeError('no certificate')
  for (const block of blocks) new X509Certificate(block)
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
