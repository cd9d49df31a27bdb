/** The identity tag: ties a code to a card without saying whose it is (docs/format.md 4.1). */
import { backend } from '#backend'
import { encodeCbor } from '../encoding/cbor.ts'
import { sizes } from './layout.ts'

/**
 * The tag of a code and a card: a code has an id of its own, so that no two tags of one person are alike.
 *
 * @param number - As `parseIdNumber` gives it.
 */
export async function identityTag(
  bindingKey: Uint8Array,
  cti: Uint8Array,
  type: string,
  number: string,
): Promise<Uint8Array> {
  const message = encodeCbor(['greengate-tag-1', cti, type, number.toUpperCase()])
  return (await backend.hmacSha256(bindingKey, message)).slice(0, sizes.tag)
}
