/** Key files: a private JSON Web Key that only its owner can read. */
import { open } from 'node:fs/promises'
import {
  GreengateError,
  publicJwk,
  thumbprint,
  type Algorithm,
  type PrivateJwk,
  type PublicJwk,
} from 'greengate/issue'
import { fileError, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

const advice = 'name a key file made by "greengate keys create"'
/** A private key is some 200 bytes; nothing a hundred times as long is one. */
const maxBytes = 16_384

/** What may be told about a key. */
export interface KeyDescription {
  /** The kid of its codes: the first 8 bytes of the thumbprint, base64url. */
  readonly kid: string
  /** RFC 7638, SHA-256, base64url: how trust lists and bundles name it. */
  readonly thumbprint: string
  readonly alg: Algorithm
  readonly publicJwk: PublicJwk
}

/** Says what may be told about a key; never its private part. */
export async function describeKey(jwk: PublicJwk): Promise<KeyDescription> {
  const open = publicJwk(jwk)
  const name = await thumbprint(open)
  return {
    kid: Buffer.from(name, 'base64url').subarray(0, 8).toString('base64url'),
    thumbprint: name,
    alg: open.kty === 'OKP' ? 'Ed25519' : 'ESP256',
    publicJwk: open,
  }
}

/**
 * Writes a private key to a new file of mode 0600.
 *
 * @throws {@link OperatorError} when anything is there already
 */
export async function writeKeyFile(path: string, jwk: PrivateJwk): Promise<void> {
  await writeWhole(path, `${JSON.stringify(jwk)}\n`, { mode: 0o600, fresh: true })
}

/**
 * Reads a key file, public or private.
 *
 * @throws {@link OperatorError} also for a private key that group or others can read
 */
export async function readKeyFile(path: string): Promise<PublicJwk | PrivateJwk> {
  const { bytes, mode } = await readWithMode(path)
  const members = asObject(parseJson(bytes, path, 'a key file'))
  if (members === undefined) throw new OperatorError(`${path}: not a key; ${advice}`)
  // Windows has no such bits; its files are kept by their access lists.
  if (members['d'] !== undefined && process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new OperatorError(
      `${path}: group or others can read this private key; run chmod 600 on it`,
    )
  }
  try {
    const open = publicJwk(members)
    return typeof members['d'] === 'string' ? { ...open, d: members['d'] } : open
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${path}: ${error.message}; ${advice}`, { cause: error })
  }
}

/**
 * Reads a private key file.
 *
 * @throws {@link OperatorError}
 */
export async function readPrivateKey(path: string): Promise<PrivateJwk> {
  const jwk = await readKeyFile(path)
  if ('d' in jwk) return jwk
  throw new OperatorError(`${path}: holds a public key only, which cannot sign; ${advice}`)
}

/** Looks at the mode of the very file that is read, not of what the path names a moment later. */
async function readWithMode(path: string): Promise<{ bytes: Uint8Array; mode: number }> {
  try {
    const file = await open(path, 'r')
    try {
      const found = await file.stat()
      if (!found.isFile() || found.size > maxBytes) {
        throw new OperatorError(`${path}: not a key; ${advice}`)
      }
      return { bytes: await file.readFile(), mode: found.mode }
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileError(path, error, advice)
  }
}
