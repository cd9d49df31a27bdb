/** Reads all that was shown: each text by the format that it is of. */
import type { Bundle } from '../bundle/bundle.ts'
import { prefix } from '../credential/layout.ts'
import type { CodeFormat } from '../formats/format.ts'
import { readCode, type Reading } from './read-code.ts'
import { readOthers } from './read-others.ts'

/** Nothing at all is no credential either. */
export async function readTexts(
  texts: string | readonly string[],
  bundle: Bundle | undefined,
  formats: readonly CodeFormat[] = [],
): Promise<readonly Reading[]> {
  const list = typeof texts === 'string' ? [texts] : [...new Set(texts)]
  const readings: Reading[] = []
  const parts = new Map<CodeFormat, string[]>()
  for (const text of list) {
    const format = formatOf(text, formats)
    if (format === undefined) readings.push(await readCode(text, bundle))
    else parts.set(format, [...(parts.get(format) ?? []), text])
  }
  for (const [format, shown] of parts) readings.push(...(await readOthers(format, shown, bundle)))
  if (readings.length === 0) {
    readings.push({ state: 'unreadable', reason: { code: 'not-a-credential' } })
  }
  return readings
}

/** The format that a text is of; undefined: our own, or none. */
export function formatOf(text: string, formats: readonly CodeFormat[]): CodeFormat | undefined {
  return text.startsWith(prefix) ? undefined : formats.find(({ recognises }) => recognises(text))
}
