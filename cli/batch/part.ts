/** Does a part of a batch: whatever runs it, the same people become the same lines. */
import { openRules } from './open-rules.ts'
import { openCodes, type CodeKeys } from './make-code.ts'
import { openCarryOver } from './carry-over.ts'
import { outcomeLine } from './outcome-line.ts'
import { emptyTally, personCounter } from './summary/main.ts'
import { countLines, peopleReader } from './people/main.ts'
import type { BatchJob, Part, PartResult, RejectedLine } from './job.ts'
import { assess, GreengateError } from 'greengate/issue'

/** What a worker has of its own. */
export type PartTerms = Partial<CodeKeys>

/** Does a part. */
export type DoPart = (part: Part) => Promise<PartResult>

const encoder = new TextEncoder()

/**
 * Makes ready for the parts of a job.
 *
 * @throws {@link OperatorError} for keys that are not those of the job, and rules that cannot be run
 */
export function openParts(job: BatchJob, terms: PartTerms = {}): DoPart {
  const ruleSet = openRules(job)
  const { version } = ruleSet.set
  const now = new Date(job.now * 1000)
  const codes = openCodes(job, terms)
  const readPeople = peopleReader(job.input.form, {
    types: ruleSet.vocabulary.types,
    source: job.codes?.issuer ?? ruleSet.set.id,
    now: job.now,
  })
  const countPerson = personCounter(ruleSet, job.now)
  const openCarried = openCarryOver(job, ruleSet)
  return async (part) => {
    const tally = emptyTally()
    const texts = { outcomes: '', codes: '', openings: '' }
    const rejected: RejectedLine[] = []
    const carriedOver = openCarried(part.earlier)
    let [records, people, skipped] = [0, 0, 0]
    for (const read of readPeople(part.bytes)) {
      const place = records++
      const carried = carriedOver(read)
      if ('bad' in read) {
        rejected.push({ line: read.line, reason: read.bad })
        continue
      }
      const { id, facts, covers } = read.person
      if (carried !== undefined) {
        texts.outcomes += outcomeLine(id, version, carried)
        countPerson(tally, read.person, carried)
        people += 1
        skipped += 1
        continue
      }
      try {
        const offset = part.start + read.at
        const salt = codes?.saltAt(offset)
        const assessed = await assess(facts, covers, {
          ruleSet,
          now,
          ...(salt === undefined ? {} : { salt }),
        })
        const index = part.statusIndexes?.[place]
        const made = await codes?.make(read.person, assessed, offset, index)
        texts.outcomes += outcomeLine(id, version, assessed)
        if (made !== undefined) {
          const name = JSON.stringify(id)
          // Nothing in the text of a code needs an escape.
          texts.codes += `{"id":${name},"code":"${made.text}"}\n`
          if (made.opening !== undefined) {
            texts.openings += `{"id":${name},"opening":${made.opening}}\n`
          }
        }
        countPerson(tally, read.person, assessed)
        people += 1
      } catch (error) {
        // Facts or coverage that no code could state: said without what stands there.
        if (!(error instanceof GreengateError)) throw error
        rejected.push({ line: read.line, reason: error.message })
      }
    }
    return {
      lines: countLines(part.bytes),
      records,
      people,
      outcomes: encoder.encode(texts.outcomes),
      codes: encoder.encode(texts.codes),
      openings: encoder.encode(texts.openings),
      rejected,
      skipped,
      tally,
    }
  }
}
