/** The form of an audit entry: ids and codes only, so that whoever reads the trail learns nobody's health or number. */
import { parseIdNumber } from 'greengate'
import type { AuditEntry } from './chain.ts'

const who = /^(?:desk|(?:account|officer|source):[\w.:-]{1,80})$/
const what = /^[a-z]+(?:-[a-z]+){0,5}$/
const about = /^[a-z]+:[\w.:-]{1,120}$/
const name = /^[a-z][A-Za-z]{0,30}$/
const code = /^[\w.:/+-]{0,128}$/

/** What is wrong with an entry; undefined: nothing. Says the member, never what stands in it. */
export function formFault(entry: AuditEntry): string | undefined {
  if (!who.test(entry.who)) return 'who'
  if (!what.test(entry.what)) return 'what'
  if (!about.test(entry.about) || holdsNumber(entry.about)) return 'about'
  const wrong = Object.entries(entry.detail).find(
    ([key, value]) => !name.test(key) || !isCode(value),
  )
  return wrong === undefined ? undefined : 'detail'
}

function isCode(value: unknown): boolean {
  if (typeof value === 'number') return Number.isSafeInteger(value)
  if (typeof value === 'boolean') return true
  return typeof value === 'string' && code.test(value) && !holdsNumber(value)
}

/** A resident's number tells itself by its check character. */
function holdsNumber(text: string): boolean {
  return text
    .split(/[:/.+-]/)
    .some((part) => part.length === 18 && parseIdNumber('cn-resident-id', part) !== undefined)
}
