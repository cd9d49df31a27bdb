/** Says in words what a status list is and how many of its bits are set: whoever signs it answers for that. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import type { Language } from '../../edges/language.ts'
import { parts, type Authority } from '../authority.ts'
import { namedData } from '../data.ts'
import { digest, type Document } from '../document.ts'
import { changedLine } from './changed.ts'

/** The lines, beside what was there before. */
export function listLines(
  authority: Authority,
  document: Document,
  older: Document | undefined,
  language: Language,
): readonly string[] {
  const zh = language === 'zh'
  const set = (one: Document): string =>
    setBits(authority, one)?.toLocaleString('en') ??
    (zh ? '未知（数据不在 data/）' : 'unknown, the bits are not in data/')
  return [
    ...changedLine(zh ? '条目' : 'entries', entries(older), entries(document)),
    `${zh ? '已置位' : 'set'}: ${older === undefined ? '' : `${set(older)} → `}${set(document)}`,
  ]
}

function entries(document: Document | undefined): string | undefined {
  const value = document?.value['entries']
  return typeof value === 'number' ? value.toLocaleString('en') : undefined
}

/** undefined where the bits that the header names are not here. A closed list has none. */
function setBits({ folder }: Authority, document: Document): number | undefined {
  if (document.value['entries'] === 0) return 0
  const sha256 = namedData(document)[0]?.sha256 ?? ''
  const path = join(folder, parts.data, sha256)
  if (!/^[\w-]{43}$/.test(sha256) || !existsSync(path)) return undefined
  const bits = new Uint8Array(readFileSync(path))
  if (digest(bits) !== sha256) return undefined
  let count = 0
  for (let byte of bits) for (; byte > 0; byte &= byte - 1) count++
  return count
}
