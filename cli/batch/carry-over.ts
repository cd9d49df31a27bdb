/** Carries people of a part over from an earlier batch, in place of assessing them, where nothing of theirs can be another. */
import type { CompiledRuleSet } from 'greengate/rules'
import { earlierLines, openChanged, type EarlierPart, type OutcomeLine } from './changed/main.ts'
import type { BatchJob } from './job.ts'
import { lastSecond } from './make-code.ts'
import { openRules } from './open-rules.ts'
import type { ReadPerson } from './people/main.ts'

/** Asked of every record of a part, in order; undefined: the person is to be assessed. */
export type CarryOver = (read: ReadPerson) => OutcomeLine | undefined

/** Makes ready for the parts of a job. */
export function openCarryOver(
  job: BatchJob,
  ruleSet: CompiledRuleSet,
): (part: EarlierPart | undefined) => CarryOver {
  const { earlier, codes, now } = job
  if (earlier === undefined) return () => nobody
  const before = { ruleSet: openRules(earlier), now: earlier.now }
  const carry = openChanged(before, { ruleSet, now })
  const isGood = codes === undefined ? () => true : codeKeeper(job, before.ruleSet, ruleSet)
  return (part) => {
    if (part === undefined) return nobody
    const lineOf = earlierLines(part)
    return (read) => {
      const line = lineOf(read)
      if (line === undefined || 'bad' in read) return undefined
      const carried = carry(line, read.person)
      return carried !== undefined && isGood(carried) ? carried : undefined
    }
  }
}

const nobody: CarryOver = () => undefined

/** Whether the code that somebody has is as good as one that is issued now would be. */
function codeKeeper(
  { codes, earlier, now }: BatchJob,
  old: CompiledRuleSet,
  young: CompiledRuleSet,
): (line: OutcomeLine) => boolean {
  if (codes === undefined || earlier?.hasSameCodes !== true) return () => false
  const isOther = old.set.version !== young.set.version
  const age =
    isOther && codes.profile !== 'facts' ? acceptedAge(codes.issuer, old, young) : Infinity
  // A gate takes an assessment of the version that was in force when it was made, and of no other.
  if (age === undefined || (age < Infinity && earlier.now >= young.from)) return () => false
  return ({ rule, holdsUntil }) => {
    const end = (at: number): number =>
      Math.min(at + age, lastSecond(codes, at, { isDecided: rule !== undefined, holdsUntil }))
    return end(earlier.now) >= end(now)
  }
}

/** For how long a gate under the new version takes assessments of the old one; undefined: not at all. */
function acceptedAge(
  issuer: string,
  { set: { id, version } }: CompiledRuleSet,
  { accepts }: CompiledRuleSet,
): number | undefined {
  const matches = (pattern: string, name: string): boolean =>
    pattern.endsWith('*') ? name.startsWith(pattern.slice(0, -1)) : name === pattern
  const ages = accepts
    .filter((entry) => matches(entry.issuer, issuer) && matches(entry.set, id))
    .filter(({ minVersion }) => (new Map(Object.entries(minVersion ?? {})).get(id) ?? 0) <= version)
    .map(({ maxAge }) => maxAge)
  return ages.length === 0 ? undefined : Math.max(...ages)
}
