/** The identity tag: ties a code to a card without saying whose it is (docs/format.md 4.1). */
import { backend } from '#backend'
import { utf8 } from '../encoding/bytes.ts'
import { byteStringSize, writeByteString } from '../encoding/cbor.ts'
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
  const message = tagMessage(cti, type, number.toUpperCase())
  return (await backend.hmacSha256(bindingKey, message)).slice(0, sizes.tag)
}

/** `["greengate-tag-1", cti, type, number]` as CBOR, by itself: who only verifies needs no encoder for anything else. */
function tagMessage(cti: Uint8Array, type: string, number: string): Uint8Array {
  const items = [utf8('greengate-tag-1'), cti, utf8(type), utf8(number)]
  const message = new Uint8Array(
    items.reduce((size, { length }) => size + byteStringSize(length), 1),
  )
  message[0] = 0x80 | items.length
  let at = 1
  for (const item of items) {
    const next = writeByteString(message, at, item)
    // Text has the head of as many bytes, but for one bit.
    if (item !== cti) message[at] = (message[at] as number) | 0x20
    at = next
  }
  return message
}
