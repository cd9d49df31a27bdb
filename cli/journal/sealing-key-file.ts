/** The operator's key, which opens the sealed parts of receipts: a private X25519 JWK that only its owner can read. */
import { open } from 'node:fs/promises'
import type { SealingPrivateJwk } from 'greengate'
import {
  generateSealingKey,
  GreengateError,
  publicSealingKey,
  sealingKeyName,
} from 'greengate/issue'
import { fileError, writeWhole } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'

/** Where a pair was written, and its name. */
export interface MadeSealingKey {
  readonly file: string
  readonly publicFile: string
  /** As segments name the key that they are sealed to. */
  readonly name: string
}

const advice = 'name a private key made by "greengate journal key"'
const maxBytes = 16_384

/**
 * Makes a pair: the private file of mode 0600 for the operator, the public one for the stations.
 *
 * @throws {@link OperatorError} where either file is there already
 */
export async function makeSealingKey(file: string, publicFile: string): Promise<MadeSealingKey> {
  const jwk = await generateSealingKey()
  const open = publicSealingKey(jwk)
  await writeWhole(file, `${JSON.stringify(jwk)}\n`, { mode: 0o600, fresh: true })
  await writeWhole(publicFile, `${JSON.stringify(open)}\n`, { fresh: true })
  return { file, publicFile, name: await sealingKeyName(open) }
}

/**
 * Reads the private key.
 *
 * @throws {@link OperatorError} also where others can read it
 */
export async function readSealingKey(path: string): Promise<SealingPrivateJwk> {
  const bytes = await readPrivate(path)
  const members = asObject(parseJson(bytes, path, 'a private key'))
  try {
    const open = publicSealingKey(members)
    if (typeof members?.['d'] === 'string') return { ...open, d: members['d'] }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
  }
  throw new OperatorError(`${path}: is no private X25519 key; ${advice}`)
}

async function readPrivate(path: string): Promise<Uint8Array> {
  try {
    const file = await open(path, 'r')
    try {
      const { mode, size } = await file.stat()
      if (size > maxBytes) throw new OperatorError(`${path}: not a key; ${advice}`)
      // Windows has no such bits; its files are kept by their access lists.
      if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
        throw new OperatorError(`${path}: group or others can read this key; run chmod 600 on it`)
      }
      return await file.readFile()
    } finally {
      await file.close()
    }
  } catch (error) {
    throw fileError(path, error, advice)
  }
}
