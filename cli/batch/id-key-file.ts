/** The key that ids and salts of codes are made with: in a file of the operator's, or made in the folder of the batch. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { kindAt, readBytes } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { makeFolder, readSecret, writeSecret } from '../station/binding-key.ts'
import { stat } from 'node:fs/promises'
import { idKeyBytes } from './code-ids.ts'

const secretFile = 'secret.json'
const format = 'greengate-batch-secret-1'
const what = '32 random bytes as base64url'

/**
 * Reads the key, or makes it.
 *
 * @param path - Of a file of the operator's; undefined: in the folder.
 * @throws {@link OperatorError} also for a file that group or others can read
 */
export async function readIdKey(path: string | undefined, out: string): Promise<Uint8Array> {
  return path === undefined ? keyOfFolder(out) : keyOfFile(path)
}

async function keyOfFolder(out: string): Promise<Uint8Array> {
  const path = join(out, secretFile)
  if ((await kindAt(path)) === 'nothing') {
    await makeFolder(out)
    await writeSecret(path, { format, ctiKey: randomBytes(idKeyBytes).toString('base64url') })
  }
  const secret = await readSecret(path, 'the secret of a batch')
  return keyOf(secret['format'] === format ? secret['ctiKey'] : undefined, path)
}

async function keyOfFile(path: string): Promise<Uint8Array> {
  const bytes = await readBytes(path, what)
  const { mode } = await stat(path)
  // Windows has no such bits; its files are kept by their access lists.
  if (process.platform !== 'win32' && (mode & 0o077) !== 0) {
    throw new OperatorError(`${path}: group or others can read this key; run chmod 600 on it`)
  }
  return keyOf(Buffer.from(bytes).toString('latin1').trim(), path)
}

function keyOf(text: unknown, path: string): Uint8Array {
  if (typeof text === 'string' && /^[\w-]{43}$/.test(text)) {
    return new Uint8Array(Buffer.from(text, 'base64url'))
  }
  throw new OperatorError(`${path}: holds no key of ids; give ${what}`)
}
