/** Checkpoints: the station's signature over all of a segment up to one record (docs/receipt.md 5). */
import { checkSignature, type VerifyKey } from '../crypto/verify-key.ts'
import type { Signer } from '../crypto/signer.ts'
import type { InstantText } from '../decision.ts'
import { decodeBase64url, encodeBase64url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import { canonicalJson } from '../encoding/canonical-json.ts'
import { GreengateError } from '../errors.ts'
import { nextRecord, type SegmentState } from './record.ts'
import type { Appended } from './receipt.ts'

/** A signed place in the chain. */
export interface Checkpoint {
  readonly format: 'greengate-checkpoint-1'
  readonly seq: number
  readonly at: InstantText
  readonly station: string
  readonly segment: string
  /** The chain after the record before this one, base64url: all up to there is signed. */
  readonly head: string
  /** Whether it is the last record of its segment. */
  readonly closed: boolean
  /** Over all other members, base64url. */
  readonly signature: string
}

/** What a checkpoint is made with. */
export interface CheckpointOptions {
  readonly at: InstantText
  readonly station: string
  /** Of the station's key. */
  readonly signer: Pick<Signer, 'sign'>
  /** Nothing follows in this segment. */
  readonly closed: boolean
}

/**
 * Makes the record that signs for all before it.
 *
 * @example
 * ```ts
 * import { appendCheckpoint, type SegmentState } from 'greengate'
 * import type { Signer } from 'greengate/issue'
 *
 * const record = async (state: SegmentState, signer: Signer): Promise<Uint8Array> => {
 *   const options = { at: '2020-03-01T08:00:00Z', station: 'station-7', signer, closed: false }
 *   return (await appendCheckpoint(state, options)).bytes
 * }
 * ```
 */
export async function appendCheckpoint(
  state: SegmentState,
  { at, station, signer, closed }: CheckpointOptions,
): Promise<Appended<Checkpoint>> {
  const signed: Omit<Checkpoint, 'signature'> = {
    format: 'greengate-checkpoint-1',
    seq: state.seq + 1,
    at,
    station,
    segment: state.id,
    head: encodeBase64url(state.head),
    closed,
  }
  const signature = encodeBase64url(await signer.sign(signedText(signed)))
  const value: Checkpoint = { ...signed, signature }
  return { ...(await nextRecord(state, utf8(canonicalJson(value)))), value }
}

/** Whether one of the keys signed a checkpoint. */
export async function isSigned(
  { signature, ...signed }: Checkpoint,
  keys: readonly VerifyKey[],
): Promise<boolean> {
  const text = signedText(signed)
  for (const key of keys) {
    if (await checkSignature(key, bytesOf(signature), text, false)) return true
  }
  return false
}

/** The key signs other things too: what it signs here begins as nothing else does. */
function signedText(signed: Omit<Checkpoint, 'signature'>): Uint8Array {
  return utf8(`greengate-checkpoint-1:${canonicalJson(signed)}`)
}

function bytesOf(text: string): Uint8Array {
  try {
    return decodeBase64url(text)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return new Uint8Array()
  }
}
