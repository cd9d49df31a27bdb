/** Sealing to an X25519 key (NaCl's box): one ephemeral key for a row of messages, which are numbered. */
import { decodeBase64url, encodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'
import { is32Bytes } from './jwk.ts'
import {
  parseSealingJwk,
  sealingKeyName,
  type SealingPrivateJwk,
  type SealingPublicJwk,
} from './sealing-jwk.ts'

/** Seals the messages of one row; only whoever has the recipient's private key opens them. */
export interface Sealer {
  /** The ephemeral public key, base64url. */
  readonly ephemeral: string
  /** The name of the recipient's key. */
  readonly to: string
  /**
   * Seals a message; no number may come twice.
   *
   * @throws TypeError after `end`, and for a number that is not above the one before.
   */
  seal(seq: number, message: Uint8Array): Uint8Array
  /** Forgets the key: from then on not even the sealer can open what it sealed. */
  end(): void
}

/**
 * Begins a row.
 *
 * @param secret - 32 fresh random bytes; they are overwritten at once.
 * @throws {@link GreengateError} `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED` for a recipient that is no such key.
 *
 * @example
 * ```ts
 * import { openSealer } from 'greengate'
 * import { generateSealingKey } from 'greengate/issue'
 *
 * const secret = crypto.getRandomValues(new Uint8Array(32))
 * const sealer = await openSealer(await generateSealingKey(), secret)
 * const sealed: Uint8Array = sealer.seal(2, new Uint8Array([1, 2, 3]))
 * sealer.end()
 * ```
 */
export async function openSealer(recipient: SealingPublicJwk, secret: Uint8Array): Promise<Sealer> {
  const jwk = parseSealingJwk(recipient)
  const { box } = await loadNacl()
  const { publicKey } = box.keyPair.fromSecretKey(secret)
  const shared = await agree(decodeBase64url(jwk.x), secret)
  secret.fill(0)
  let last = 0
  return {
    ephemeral: encodeBase64url(publicKey),
    to: await sealingKeyName(jwk),
    seal(seq, message) {
      if (seq <= last) throw new TypeError('seal: the numbers of a row must grow')
      last = seq
      return box.after(message, nonceOf(seq), shared)
    },
    end() {
      last = Infinity
      shared.fill(0)
    },
  }
}

/**
 * Opens one message of a row.
 *
 * @param ephemeral - The row's public key, base64url.
 * @throws {@link GreengateError} `ERR_RECEIPT_SEAL` where it was sealed to another key, under another number, or was
 * changed; `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`.
 */
export async function openBox(
  sealed: Uint8Array,
  seq: number,
  ephemeral: string,
  recipient: SealingPrivateJwk,
): Promise<Uint8Array> {
  parseSealingJwk(recipient)
  if (!is32Bytes(recipient.d)) {
    throw new GreengateError('ERR_KEY_MALFORMED', 'key: d must be 32 bytes')
  }
  const { box } = await loadNacl()
  const shared = await agree(decodeBase64url(ephemeral), decodeBase64url(recipient.d))
  const message = box.open.after(sealed, nonceOf(seq), shared)
  if (message === null) {
    throw new GreengateError('ERR_RECEIPT_SEAL', 'sealed part: is of another key, or was changed')
  }
  return message
}

/** Loaded where something is sealed or opened, and nowhere else. */
async function loadNacl() {
  return (await import('tweetnacl')).default
}

async function agree(publicKey: Uint8Array, secret: Uint8Array): Promise<Uint8Array> {
  const nacl = await loadNacl()
  // A key of small order agrees on zeros with everybody.
  if (nacl.scalarMult(secret, publicKey).every((byte) => byte === 0)) {
    throw new GreengateError('ERR_KEY_MALFORMED', 'key is of small order')
  }
  return nacl.box.before(publicKey, secret)
}

/** 24 bytes, big-endian. */
function nonceOf(seq: number): Uint8Array {
  const nonce = new Uint8Array(24)
  const view = new DataView(nonce.buffer)
  view.setUint32(16, Math.floor(seq / 2 ** 32))
  view.setUint32(20, seq % 2 ** 32)
  return nonce
}
