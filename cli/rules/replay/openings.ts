/** Finds the opening of a receipt among those that holders brought. */
import type { Receipt } from 'greengate'
import { readJsonFolder } from '../../edges/json-folder.ts'
import { OperatorError } from '../../operator-error.ts'
import { parseOpening, type Opening } from './opening.ts'

/** Openings by what they open. */
export interface Openings {
  readonly count: number
  /** @throws {@link OperatorError} where two openings open the same receipt. */
  of(segment: string, receipt: Receipt): Opening | undefined
  /** The files that opened nothing so far, sorted. */
  unused(): readonly string[]
}

/**
 * Reads a folder of openings.
 *
 * @param segments - The segments at hand: an opening may leave its segment out where there is but one.
 * @throws {@link OperatorError}
 */
export async function readOpenings(folder: string, segments: readonly string[]): Promise<Openings> {
  const byKey = new Map<string, Opening>()
  for await (const { path, value } of readJsonFolder(folder, 'a folder of openings')) {
    const opening = parseOpening(value, path)
    // Kept beside a code, and of no receipt here.
    if (opening.opens === undefined) continue
    const key = keyOf(opening, segments)
    const other = byKey.get(key)
    if (other !== undefined) throw twice(path, other.path)
    byKey.set(key, opening)
  }
  const unused = new Set([...byKey.values()].map(({ path }) => path))
  return {
    count: byKey.size,
    of(segment, { seq, subject }) {
      const bySeq = byKey.get(seqKey(segment, seq))
      const bySubject = subject === null ? undefined : byKey.get(subjectKey(subject))
      if (bySeq !== undefined && bySubject !== undefined) throw twice(bySeq.path, bySubject.path)
      const found = bySeq ?? bySubject
      if (found !== undefined) unused.delete(found.path)
      return found
    },
    unused: () => [...unused].sort(),
  }
}

const seqKey = (segment: string, seq: number): string => `seq ${String(seq)} ${segment}`
const subjectKey = (subject: string): string => `subject ${subject}`

function keyOf({ path, opens }: Opening, segments: readonly string[]): string {
  if (opens === undefined) throw new TypeError('opens no receipt')
  if ('subject' in opens) return subjectKey(opens.subject)
  const segment = opens.segment ?? (segments.length === 1 ? segments[0] : undefined)
  if (segment === undefined) {
    throw new OperatorError(`${path}: there are several segments; name one in receipt.segment`)
  }
  return seqKey(segment, opens.seq)
}

function twice(path: string, other: string): OperatorError {
  return new OperatorError(`${path}: opens what ${other} opens too; leave one of them out`)
}
