/** The id of a presentation: what a replay store remembers in place of a code. */
import { backend } from '#backend'
import { encodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'
import { decodeText } from './decode.ts'
import { maxTextLength, prefix } from './layout.ts'

/**
 * Names a presentation of a code: SHA-256 of the bytes that the issuer signed, never of the text, which
 * could be written in other ways.
 *
 * @returns base64url; undefined where the text is no Greengate code.
 *
 * @example
 * ```ts
 * import { presentationId } from 'greengate'
 *
 * const id: string | undefined = await presentationId('GG1:')
 * ```
 */
export async function presentationId(text: string): Promise<string | undefined> {
  if (!text.startsWith(prefix) || text.length > maxTextLength) return undefined
  try {
    const decoded = decodeText(text)
    if (decoded.form === 'live') return undefined
    return encodeBase64url(await backend.sha256(decoded.credential.signed))
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return undefined
  }
}
