/** The key that a station signs its journal with: the enrolled one where there is one, and else one made beside the journal. */
import { createPrivateKey, sign } from 'node:crypto'
import { mkdir, open } from 'node:fs/promises'
import { join } from 'node:path'
import { GreengateError } from 'greengate'
import {
  generateKey,
  jwkSigner,
  publicJwk,
  type PrivateJwk,
  type PublicJwk,
  type Signer,
} from 'greengate/issue'
import { writeDurable } from '../durable-file.ts'
import { StationError, systemCode } from '../station-error.ts'

/** A station's key, opened. */
export interface StationKey {
  readonly signer: Signer
  /** For whoever checks what the station signed. */
  readonly publicKey: PublicJwk
  /** The same signature without a wait: what a server of NATS asks for in the middle of its greeting. */
  readonly signNow: (bytes: Uint8Array) => Uint8Array
}

const privateFile = 'station-signing.jwk'
const publicFile = 'station-signing.public.jwk'

/**
 * Opens the key.
 *
 * @param journalFolder - Takes the key, owner-readable only, and its public part, where the station is not enrolled.
 * @param enrolledFolder - As `greengate station enrol` made it.
 * @throws StationError `ERR_STATION_KEYS` where the key cannot be read, is none, or others can read it.
 */
export async function openStationKey(
  journalFolder: string,
  enrolledFolder?: string,
): Promise<StationKey> {
  const path =
    enrolledFolder === undefined
      ? join(journalFolder, privateFile)
      : join(enrolledFolder, 'keys/signing.jwk')
  const kept = await readKey(path)
  if (kept !== undefined) return opened(kept, path)
  if (enrolledFolder !== undefined) {
    throw refused(`${path}: is not there; name the folder that "greengate station enrol" made`)
  }
  await mkdir(journalFolder, { recursive: true, mode: 0o700 })
  const made = await generateKey('Ed25519')
  await writeDurable(path, `${JSON.stringify(made)}\n`)
  await writeDurable(join(journalFolder, publicFile), `${JSON.stringify(publicJwk(made))}\n`)
  return opened(made, path)
}

async function readKey(path: string): Promise<PrivateJwk | undefined> {
  try {
    const file = await open(path, 'r')
    try {
      const { mode } = await file.stat()
      // Windows has no such bits; its files are kept by their access lists.
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
        throw refused(`${path}: group or others can read it; run chmod 600 on it`)
      }
      return JSON.parse(await file.readFile('utf8')) as PrivateJwk
    } finally {
      await file.close()
    }
  } catch (error) {
    if (systemCode(error) === 'ENOENT') return undefined
    if (error instanceof SyntaxError) throw refused(`${path}: is no key`)
    throw error
  }
}

async function opened(jwk: PrivateJwk, path: string): Promise<StationKey> {
  try {
    const signer = await jwkSigner(jwk)
    const key = createPrivateKey({ key: { ...jwk }, format: 'jwk' })
    return { signer, publicKey: publicJwk(jwk), signNow: (bytes) => sign(null, bytes, key) }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw refused(`${path}: is no key (${error.code})`, error)
  }
}

const refused = (message: string, cause?: unknown): StationError =>
  new StationError('ERR_STATION_KEYS', message, { cause })
