/** The holder's proof in a live code: what is signed, and whether it is by the key that the code names. */
import { backend } from '#backend'
import { checkSignature, lazyKey } from '../crypto/verify-key.ts'
import { concat, utf8 } from '../encoding/bytes.ts'
import { GreengateError } from '../errors.ts'
import type { Credential } from './credential.ts'

/** The bytes that a holder signs for one step. */
export async function liveMessage(envelope: Uint8Array, step: number): Promise<Uint8Array> {
  const digest = await backend.sha256(envelope)
  const message = concat([utf8('greengate-live-1\0'), digest, new Uint8Array(8)])
  // No step of any year that an instant has takes more than 4 of the 8 bytes.
  new DataView(message.buffer).setUint32(message.length - 4, step)
  return message
}

/** Whether a code is shown bare, or with a proof by the key that it names; undefined: the platform cannot tell. */
export async function isProven({ holderKey, live }: Credential): Promise<boolean | undefined> {
  if (live === null) return true
  if (holderKey === null) return false
  try {
    const key = lazyKey(holderKey)
    const [message] = await Promise.all([liveMessage(live.envelope, live.step), key.platform()])
    return await checkSignature(key, live.signature, message, true)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return error.code === 'ERR_KEY_UNSUPPORTED' ? undefined : false
  }
}
