/** Reads the secrets that a NATS knows us by: nkey seeds, Ed25519 key files of ours, credentials; each for its owner alone. */
import { stat } from 'node:fs/promises'
import { fromSeed } from '@nats-io/nkeys'
import { readBytes } from '../edges/file.ts'
import { readPrivateKey } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { seedOf } from './nkey.ts'

const whatSeed = 'a file with the seed of a user of NATS, or an Ed25519 key of ours'
const whatCreds = 'a file of credentials of NATS'

/**
 * Reads the seed of a user.
 *
 * @throws {@link OperatorError} also where group or others can read it
 */
export async function readSeed(path: string): Promise<Uint8Array> {
  const bytes = await readSecret(path, whatSeed)
  const text = Buffer.from(bytes).toString('latin1').trim()
  if (text.startsWith('{')) {
    const seed = seedOf(await readPrivateKey(path))
    if (seed !== undefined) return seed
    throw new OperatorError(`${path}: NATS takes Ed25519 keys alone; name ${whatSeed}`)
  }
  // What nsc and nk write has comments and marks around it.
  const seed = new TextEncoder().encode(/^SU[A-Z2-7]{56}$/m.exec(text)?.[0] ?? '')
  try {
    fromSeed(seed)
    return seed
  } catch {
    throw new OperatorError(`${path}: holds no seed; name ${whatSeed}`)
  }
}

/**
 * Reads credentials.
 *
 * @throws {@link OperatorError} also where group or others can read them
 */
export async function readCreds(path: string): Promise<Uint8Array> {
  const bytes = await readSecret(path, whatCreds)
  const text = Buffer.from(bytes).toString('latin1')
  if (/BEGIN NATS USER JWT/.test(text) && /BEGIN USER NKEY SEED/.test(text)) return bytes
  throw new OperatorError(`${path}: holds no credentials; name ${whatCreds}`)
}

async function readSecret(path: string, what: string): Promise<Uint8Array> {
  const bytes = await readBytes(path, what)
  const { mode } = await stat(path)
  // Windows has no such bits; its files are kept by their access lists.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0)
    throw new OperatorError(`${path}: group or others can read this secret; run chmod 600 on it`)
  return bytes
}
