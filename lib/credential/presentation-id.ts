/** The id of a presentation: what a replay store remembers in place of a code. */
import { backend } from '#backend'
import { encodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'
import { decodeText } from './decode.ts'
import { maxTextLength, prefix } from './layout.ts'

/** Which code was shown, and by which proof. */
export interface PresentationId {
  /** SHA-256 of the bytes that the issuer signed, base64url. */
  readonly code: string
  /** The step of its live proof; null: shown bare. */
  readonly step: number | null
}

/**
 * Names a presentation of a code: by the bytes that the issuer signed and by the step of its proof, never by the
 * text, which could be written in other ways.
 *
 * @returns undefined where the text is no Greengate code.
 *
 * @example
 * ```ts
 * import { presentationId } from 'greengate'
 *
 * const code: string | undefined = (await presentationId('GG1:'))?.code
 * ```
 */
export async function presentationId(text: string): Promise<PresentationId | undefined> {
  if (!text.startsWith(prefix) || text.length > maxTextLength) return undefined
  try {
    const { signed, live } = decodeText(text)
    return { code: encodeBase64url(await backend.sha256(signed)), step: live?.step ?? null }
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    return undefined
  }
}
