/** Signs with a key that never leaves its token: through pkcs11-tool of OpenSC, which speaks PKCS#11. */
import { spawn } from 'node:child_process'
import { createHash, createPublicKey } from 'node:crypto'
import { publicJwk, thumbprint } from 'greengate/issue'
import { systemCode } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import type { DocumentSigner } from './signer.ts'

/** Which key of which token. */
export interface Token {
  /** The token's PKCS#11 library, such as libsofthsm2.so. */
  readonly module: string
  readonly token: string | undefined
  /** The label of the key pair. */
  readonly label: string | undefined
}

/** Where the PIN may stand; without it pkcs11-tool asks at the terminal. */
const pinVariable = 'GREENGATE_PIN'

/**
 * Opens a P-256 key of a token.
 *
 * @throws {@link OperatorError}
 */
export async function tokenSigner(place: Token): Promise<DocumentSigner> {
  const { module, token, label } = place
  if (label === undefined) {
    throw new OperatorError('--pkcs11: the key has a label; name it with --label')
  }
  const common = [
    ...['--module', module],
    ...(token === undefined ? [] : ['--token-label', token]),
    ...['--label', label],
  ]
  const read = ['--read-object', '--type', 'pubkey']
  const jwk = publicJwkOf(await runTool([...common, ...read]), label)
  const pin = process.env[pinVariable] === undefined ? [] : ['--pin', `env:${pinVariable}`]
  // Not ECDSA-SHA256: many tokens have the bare mechanism only.
  const how = ['--login', ...pin, '--sign', '--mechanism', 'ECDSA', '--signature-format', 'rs']
  return {
    name: label,
    jwk,
    thumbprint: await thumbprint(jwk),
    sign: (bytes) => runTool([...common, ...how], createHash('sha256').update(bytes).digest()),
  }
}

function publicJwkOf(der: Uint8Array, label: string): ReturnType<typeof publicJwk> {
  try {
    const key = createPublicKey({ key: Buffer.from(der), format: 'der', type: 'spki' })
    return publicJwk(key.export({ format: 'jwk' }))
  } catch (error) {
    if (!(error instanceof Error)) throw error
    throw new OperatorError(
      `${label}: is no P-256 key of that token; see pkcs11-tool --list-objects`,
    )
  }
}

function runTool(args: readonly string[], input?: Uint8Array): Promise<Uint8Array> {
  const child = spawn('pkcs11-tool', [...args], { stdio: ['pipe', 'pipe', 'pipe'] })
  const parts: Buffer[] = []
  const said: Buffer[] = []
  child.stdout.on('data', (part: Buffer) => parts.push(part))
  child.stderr.on('data', (part: Buffer) => said.push(part))
  child.stdin.on('error', () => undefined)
  child.stdin.end(input ?? '')
  return new Promise((resolve, reject) => {
    child.on('error', (error) => {
      const isMissing = systemCode(error) === 'ENOENT'
      reject(
        isMissing
          ? new OperatorError('pkcs11-tool: is not installed; install the package opensc')
          : error,
      )
    })
    child.on('close', (code) => {
      if (code === 0) {
        resolve(new Uint8Array(Buffer.concat(parts)))
        return
      }
      const line = Buffer.concat(said).toString().trim().split('\n').at(-1) ?? ''
      reject(new OperatorError(`pkcs11-tool: ${line || 'failed'}; see token, label and PIN`))
    })
  })
}
