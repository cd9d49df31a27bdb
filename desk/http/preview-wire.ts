/** What the rules would make of people after a proposal, beside how they stand: for officers, before they decide. */
import { assess } from 'greengate/issue'
import { inForce } from '../current-rules.ts'
import type { Desk } from '../desk.ts'
import { personOf } from '../people/find-person.ts'
import { DeskProblem } from '../shared/problems.ts'
import type { AnswerOf } from '../shared/routes.ts'
import type { KnownAfter } from '../worklist/preview-proposal.ts'
import { personWire, reasonOf } from './person-wire.ts'

type Preview = AnswerOf<'POST /office/matters/:id/preview'>

/** Assesses each of them as the desk would. */
export async function previewWire(
  desk: Desk,
  after: readonly KnownAfter[],
  now: Date,
): Promise<Preview> {
  const ruleSet = inForce(desk.rules, now)
  if (ruleSet === undefined) throw new DeskProblem('unavailable')
  const people = after.map(async ({ person, known: { facts, covers } }) => {
    const { outcome, rule, missing } = await assess(facts, covers, { ruleSet, now })
    const { version } = ruleSet.set
    return {
      person: personWire(desk.store, personOf(desk.store, person)),
      ...{ outcome, version, reason: reasonOf(desk, version, rule ?? 0) },
      ...(rule === undefined ? { missing: [...missing] } : { rule, missing: [] }),
    }
  })
  return { people: await Promise.all(people) }
}
