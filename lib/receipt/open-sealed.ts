/** Opens the sealed part of a receipt with the operator's key (docs/receipt.md 6). */
import type { SealingPrivateJwk } from '../crypto/sealing-jwk.ts'
import { openBox } from '../crypto/seal.ts'
import { parseCanonicalJson } from '../encoding/canonical-json.ts'
import { shapeOf } from '../encoding/json-shape.ts'
import { GreengateError } from '../errors.ts'
import type { SegmentRecord } from './read-segment.ts'
import type { SegmentStart } from './segment-start.ts'

/** What was shown at the gate, as far as the declared policy seals it. */
export interface Sealed {
  readonly format: 'greengate-sealed-1'
  readonly texts?: readonly string[]
  readonly card?: { readonly type: string; readonly number: string }
}

const shape = /* @__PURE__ */ shapeOf('ERR_RECEIPT_MALFORMED')

/**
 * Opens a sealed part.
 *
 * @param start - Of the segment that the record was read from.
 * @param recipient - The private key that it was sealed to.
 * @returns undefined where there is no sealed part, or where it is gone.
 * @throws {@link GreengateError} `ERR_RECEIPT_SEAL` where it is of another key, `ERR_RECEIPT_MALFORMED` where something
 * else was sealed, `ERR_KEY_MALFORMED`, `ERR_KEY_UNSUPPORTED`.
 *
 * @example
 * ```ts
 * import { openSealed, readSegment, type Sealed } from 'greengate'
 * import type { SealingPrivateJwk } from 'greengate/issue'
 *
 * const open = async (file: Uint8Array, key: SealingPrivateJwk): Promise<Sealed[]> => {
 *   const { start, records } = await readSegment(file, 'station-7/2020-03-01/1')
 *   const opened = records.map((record) => start && openSealed(start, record, key))
 *   return (await Promise.all(opened)).flatMap((one) => one ?? [])
 * }
 * ```
 */
export async function openSealed(
  start: SegmentStart,
  { seq, sealed }: Pick<SegmentRecord, 'seq' | 'sealed'>,
  recipient: SealingPrivateJwk,
): Promise<Sealed | undefined> {
  if (sealed === null) return undefined
  if (start.sealing === null) {
    throw new GreengateError('ERR_RECEIPT_MALFORMED', 'sealed part: its segment names no key')
  }
  return parseSealed(await openBox(sealed, seq, start.sealing.ephemeral, recipient))
}

function parseSealed(plaintext: Uint8Array): Sealed {
  const value = parse(plaintext)
  const members = shape.record(value, 'sealed', ['format'], ['texts', 'card'])
  shape.oneOf(members['format'], 'sealed.format', ['greengate-sealed-1'])
  if (members['texts'] !== undefined) {
    shape.list(members['texts'], 'sealed.texts', (text, at) => {
      if (typeof text !== 'string') throw shape.refuse(at, 'must be text')
    })
  }
  if (members['card'] !== undefined) {
    const card = shape.record(members['card'], 'sealed.card', ['type', 'number'])
    shape.text(card['type'], 'sealed.card.type')
    shape.text(card['number'], 'sealed.card.number')
  }
  return value as Sealed
}

function parse(plaintext: Uint8Array): unknown {
  try {
    return parseCanonicalJson(plaintext)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    // The cause would carry what was sealed.
    throw new GreengateError('ERR_RECEIPT_MALFORMED', 'sealed part: must be canonical JSON')
  }
}
