/** Key ids as people write them down beside a key, in the one form that formats look for. */
import { decodeAnyBase64, encodeBase64url } from '../encoding/base64url.ts'
import { utf8 } from '../encoding/bytes.ts'
import { GreengateError } from '../errors.ts'

/**
 * The ids, base64url of their bytes, that a text may stand for: bytes in base64, base64url or hexadecimal, or the
 * text itself. A key is tried under each, since nothing hangs on it: a wrong one finds no signature that holds.
 */
export function keyIdsOf(text: string): readonly string[] {
  const ids = new Set<string>([encodeBase64url(utf8(text))])
  const bytes = bytesOf(text)
  if (bytes !== undefined) ids.add(encodeBase64url(bytes))
  if (/^(?:[0-9a-f]{2})+$/i.test(text)) {
    const digits = text.match(/../g) ?? []
    ids.add(encodeBase64url(Uint8Array.from(digits, (pair) => Number.parseInt(pair, 16))))
  }
  return [...ids]
}

function bytesOf(text: string): Uint8Array | undefined {
  try {
    return decodeAnyBase64(text)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return undefined
  }
}
