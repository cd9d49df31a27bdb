/** Whoever signs a document: a key file, a file sealed with age, a command, or a token behind PKCS#11. */
import { spawn } from 'node:child_process'
import {
  GreengateError,
  jwkSigner,
  publicJwk,
  thumbprint,
  type PrivateJwk,
  type PublicJwk,
} from 'greengate/issue'
import { readBytes } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { readKeyFile, readPrivateKey } from '../keys/key-file.ts'
import { OperatorError } from '../operator-error.ts'
import { tokenSigner } from './pkcs11.ts'

/** Signs with one key. */
export interface DocumentSigner {
  /** For messages: the file, the command's first word, the token's label. */
  readonly name: string
  readonly jwk: PublicJwk
  readonly thumbprint: string
  /** 64 bytes. */
  sign(bytes: Uint8Array): Promise<Uint8Array>
}

/** How a signer is named on the command line. */
export interface SignerOptions {
  readonly key?: string
  readonly identity?: string
  readonly command?: string
  readonly public?: string
  readonly pkcs11?: string
  readonly token?: string
  readonly label?: string
}

const oneOf = 'name one of --key FILE, --command CMD with --public FILE, --pkcs11 MODULE'

/**
 * Opens the signer that the options name.
 *
 * @throws {@link OperatorError}
 */
export async function openSigner(options: SignerOptions): Promise<DocumentSigner> {
  const { key, identity, command, pkcs11, token, label } = options
  if ([key, command, pkcs11].filter((given) => given !== undefined).length !== 1) {
    throw new OperatorError(`a signer: ${oneOf}`)
  }
  if (key !== undefined) return keySigner(await readAnyKey(key, identity), key)
  if (pkcs11 !== undefined) return tokenSigner({ module: pkcs11, token, label })
  if (options.public === undefined) {
    throw new OperatorError('--command: its public key is needed too; name it with --public FILE')
  }
  return commandSigner(command ?? '', publicJwk(await readKeyFile(options.public)))
}

/**
 * Reads a private key, sealed or not.
 *
 * @throws {@link OperatorError}
 */
export async function readAnyKey(path: string, identity: string | undefined): Promise<PrivateJwk> {
  if (!path.endsWith('.age')) return readPrivateKey(path)
  if (identity === undefined) {
    throw new OperatorError(`${path}: is sealed; give the holder's age identity with --identity`)
  }
  // Few commands open a seal; all others start without its cryptography.
  const { openSealed } = await import('./age-file.ts')
  const text = new TextEncoder().encode(await openSealed(path, identity))
  const value = asObject(parseJson(text, path, 'a sealed key'))
  const { d } = value ?? {}
  if (typeof d !== 'string') throw new OperatorError(`${path}: holds no private key; name another`)
  return { ...publicJwk(value), d }
}

/** A signer of a key in memory. */
export async function keySigner(jwk: PrivateJwk, name: string): Promise<DocumentSigner> {
  const open = publicJwk(jwk)
  try {
    const signer = await jwkSigner(jwk)
    return {
      name,
      jwk: open,
      thumbprint: await thumbprint(open),
      sign: (bytes) => signer.sign(bytes),
    }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${name}: ${error.message}; name another key`, { cause: error })
  }
}

/** What is signed goes to the command's stdin; 64 bytes, or base64url of them, come back. */
async function commandSigner(command: string, jwk: PublicJwk): Promise<DocumentSigner> {
  const name = command.split(/\s/)[0] ?? command
  const sign = async (bytes: Uint8Array): Promise<Uint8Array> => {
    const out = await runShell(command, bytes, name)
    if (out.length === 64) return out
    return new Uint8Array(Buffer.from(Buffer.from(out).toString('latin1').trim(), 'base64url'))
  }
  return { name, jwk, thumbprint: await thumbprint(jwk), sign }
}

function runShell(command: string, input: Uint8Array, name: string): Promise<Uint8Array> {
  // The operator's own words, in the operator's own shell: a command with its arguments.
  const child = spawn(command, { shell: true, stdio: ['pipe', 'pipe', 'inherit'] })
  const parts: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  // A command that ends without reading all of it says so by its exit code.
  child.stdin.on('error', () => undefined)
  child.stdin.end(input)
  return new Promise((resolve, reject) => {
    child.on('error', reject)
    child.on('close', (code) => {
      if (code === 0) resolve(new Uint8Array(Buffer.concat(parts)))
      else reject(new OperatorError(`${name}: ended with ${String(code)}; see what it printed`))
    })
  })
}

/**
 * Reads a public key for a role: of a key file, or of a sealed one's public part.
 *
 * @throws {@link OperatorError}
 */
export async function readPublicKey(path: string): Promise<PublicJwk> {
  const bytes = await readBytes(path, 'a public key')
  const value = asObject(parseJson(bytes, path, 'a public key as JSON'))
  try {
    return publicJwk(value?.['publicJwk'] ?? value)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(`${path}: ${error.message}; name a public key`, { cause: error })
  }
}
