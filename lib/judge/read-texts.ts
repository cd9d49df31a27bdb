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
  const list = typeof texts === 'string' ? [texts] : texts
  const readings: Reading[] = []
  for (const [format, shown] of textsByFormat(list, formats)) {
    if (format !== undefined) readings.push(...(await readOthers(format, shown, bundle)))
    else for (const text of shown) readings.push(await readCode(text, bundle))
  }
  if (readings.length === 0) {
    readings.push({ state: 'unreadable', reason: { code: 'not-a-credential' } })
  }
  return readings
}

/** Texts by the format that they are of; under undefined: our own, and what is none. */
export function textsByFormat(
  texts: readonly string[],
  formats: readonly CodeFormat[],
): ReadonlyMap<CodeFormat | undefined, readonly string[]> {
  const groups = new Map<CodeFormat | undefined, string[]>()
  for (const text of new Set(texts)) {
    const format = formatOf(text, formats)
    groups.set(format, [...(groups.get(format) ?? []), text])
  }
  return groups
}

/** The format that a text is of; undefined: our own, or none. */
export function formatOf(text: string, formats: readonly CodeFormat[]): CodeFormat | undefined {
  return text.startsWith(prefix) ? undefined : formats.find(({ recognises }) => recognises(text))
}
