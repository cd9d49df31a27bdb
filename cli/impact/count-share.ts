/** Counts one share of a population: some lines of a file, or some synthetic people. */
import { isUtf8 } from 'node:buffer'
import { personAt } from '../people/main.ts'
import { addBadLines, noBadLines, type BadLines } from './bad-lines.ts'
import type { Count } from './count.ts'
import type { CountedShare, Job, Share } from './job.ts'
import { BadPerson, readSubject, type Subject } from './person.ts'
import { maxLineBytes, readRange } from './range-lines.ts'

/** Counts the people of a share. */
export function countShare(
  count: Count,
  { population, now }: Pick<Job, 'population' | 'now'>,
  share: Share,
): CountedShare {
  if (population.kind === 'file') return countLines(count, population.path, share)
  const { seed } = population
  for (let n = share.start; n < share.end; n++)
    count.add(readSubject(personAt(n, { seed, now })), n)
  return { people: share.end - share.start, lines: 0, bad: noBadLines }
}

function countLines(count: Count, path: string, share: Share): CountedShare {
  let [people, lines] = [0, 0]
  let bad: BadLines = noBadLines
  for (const { at, bytes } of readRange(path, share)) {
    lines += 1
    try {
      const subject = subjectOf(bytes, at)
      if (subject === undefined) continue
      count.add(subject, at)
      people += 1
    } catch (error) {
      if (!(error instanceof BadPerson)) throw error
      bad = addBadLines(bad, { count: 1, first: [{ line: lines, reason: error.message }] }, 0)
    }
  }
  return { people, lines, bad }
}

/** The person of a line; undefined for an empty line. */
function subjectOf(bytes: Buffer | undefined, at: number): Subject | undefined {
  if (bytes === undefined) throw new BadPerson(`must be shorter than ${maxLineBytes} bytes`)
  if (!isUtf8(bytes)) throw new BadPerson('must be UTF-8')
  const text = bytes.toString('utf8')
  const line = at === 0 ? text.replace(/^\uFEFF/, '') : text
  if (line.trim() === '') return undefined
  return readSubject(jsonOf(line))
}

function jsonOf(line: string): unknown {
  try {
    return JSON.parse(line)
  } catch (error) {
    if (!(error instanceof SyntaxError)) throw error
    throw new BadPerson('must be JSON')
  }
}
