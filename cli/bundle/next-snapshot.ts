/** The next snapshot: signed at once where enough of its keys are here, else a draft that goes from hand to hand. */
import { canonicalJson } from 'greengate/issue'
import { OperatorError } from '../operator-error.ts'
import { makeSnapshot, type Online } from './assemble.ts'
import { documentPath } from './authority.ts'
import { writeDocument, type Document } from './document.ts'
import { progressOf } from './progress.ts'
import { newest, rootOf, type Shelf } from './shelf.ts'

/**
 * Makes the next snapshot of the members, or takes the draft of it that others have signed.
 *
 * @throws {@link OperatorError} where signatures are missing; the draft for them is written then
 */
export async function nextSnapshot(
  shelf: Shelf,
  members: readonly Document[],
  online: Online,
): Promise<Document> {
  const version = (newest(shelf.signed, 'snapshot')?.version ?? 0) + 1
  const made = await makeSnapshot(members, version, online)
  const { threshold } = rootOf(shelf).roles.snapshot
  if (online.snapshot.length >= threshold) return made
  const known = shelf.drafts.find(({ place }) => place === made.place)
  // Of other members it is of no use any more, and its signatures go with it.
  const isOfThese = known !== undefined && membersIn(known) === membersIn(made)
  const draft = isOfThese ? known : made
  const { isComplete, roles } = await progressOf(shelf, draft)
  if (isComplete) return draft
  if (!isOfThese) await writeDocument(documentPath(shelf.authority, 'drafts', made.place), made)
  const missing = Math.max(...roles.map((role) => role.missing))
  throw new OperatorError(
    `${made.place}: ${missing} more of its keys must sign; run "greengate bundle sign drafts/${made.place}.json", then publish again`,
  )
}

function membersIn({ value }: Document): string {
  return canonicalJson(value['members'])
}
