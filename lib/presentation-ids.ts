/** The ids of what was shown, whatever its format: what a replay store remembers in place of the codes. */
import { backend } from '#backend'
import { presentationId, type PresentationId } from './credential/presentation-id.ts'
import { encodeBase64url } from './encoding/base64url.ts'
import type { CodeFormat } from './formats/format.ts'
import { textsByFormat } from './judge/read-texts.ts'

/**
 * Names every code that was shown by SHA-256 of the bytes that its issuer signed, and by the step of its live proof;
 * the parts of one card are one code.
 *
 * @param texts - What the scanner read, as it is given to `verify`.
 * @param formats - The formats that are given to `verify`.
 * @returns Each once; nothing for what cannot be read.
 *
 * @example
 * ```ts
 * import { allFormats, presentationIds, type PresentationId } from 'greengate'
 *
 * const ids: readonly PresentationId[] = await presentationIds(['GG1:', 'HC1:'], allFormats)
 * ```
 */
export async function presentationIds(
  texts: readonly string[],
  formats: readonly CodeFormat[] = [],
): Promise<readonly PresentationId[]> {
  const ids = new Map<string, PresentationId>()
  const add = (id: PresentationId): void => void ids.set(`${id.code} ${String(id.step)}`, id)
  for (const [format, shown] of textsByFormat(texts, formats)) {
    if (format === undefined) {
      for (const text of shown) {
        const id = await presentationId(text)
        if (id !== undefined) add(id)
      }
      continue
    }
    for (const decoded of format.decode(shown)) {
      if ('state' in decoded) continue
      add({ code: encodeBase64url(await backend.sha256(decoded.signed)), step: null })
    }
  }
  return [...ids.values()]
}
