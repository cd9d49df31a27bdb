/** Issues again to many, one after another; what cannot be made is tried again later, and what is stale is revoked all the same. */
import type { Cause, Desk } from '../desk.ts'
import { errorName } from '../error-name.ts'
import { prepared } from '../store/prepared.ts'
import { dueReissues, forgetDue, noteFailure, type DueReissue } from './due-reissues.ts'
import { inTurn } from './in-turn.ts'
import { issueCode } from './issue-code.ts'
import type { CodeRow } from './made-code.ts'
import { holderOf, isFinal, reissueAfter, setAside } from './reissue-after.ts'

/** Somebody, and why. */
export interface Turning {
  readonly person: string
  readonly cause: Cause
}

/** So many that are due are made in one go: others come to their turn between. */
const most = 100

/**
 * Issues again to all of them. From the first that fails on (by a signer that is away, by lists that are full) nobody
 * else is tried now: their codes are revoked, and new ones are due.
 *
 * @param each - Called when somebody's codes are as they should be, so far as they can.
 * @returns Whether all could be made.
 */
export async function reissueEach(
  desk: Desk,
  people: readonly Turning[],
  now: () => number,
  each: () => void,
): Promise<boolean> {
  let isGood = true
  for (const { person, cause } of people) {
    if (isGood) {
      try {
        await reissueAfter(desk, person, cause, now())
      } catch (error) {
        // A signer is somebody else's program and fails by whatever it likes. Said here, and shown to the office.
        desk.surroundings.log(`issuing: codes are due and cannot be made (${errorName(error)})`)
        isGood = false
      }
    } else setAside(desk, person, cause, now())
    each()
  }
  return isGood
}

/** What a process that was stopped left undone: people whose codes say otherwise than their standing. */
export function stalePeople({ store }: Desk, now: number): readonly Turning[] {
  const people = store.db
    .prepare(
      `SELECT DISTINCT code.person FROM code JOIN standing ON standing.person = code.person
       WHERE state IN ('good', 'replaced') AND validUntil > ?
         AND (code.outcome <> standing.outcome OR code.rule <> standing.rule)`,
    )
    .all(now)
  return people.map(({ person }) => ({ person: person as string, cause: 'time' }))
}

/**
 * Makes codes that are due, until one fails.
 *
 * @returns Whether more are due now.
 */
export async function reissueDue(desk: Desk, now: number): Promise<boolean> {
  const { store, surroundings } = desk
  const due = dueReissues(store, now, most)
  for (const one of due) {
    try {
      await inTurn(store, one.person, () => reissueOne(desk, one, now))
    } catch (error) {
      if (isFinal(error)) {
        forgetDue(store, one.person, one.holder)
        continue
      }
      noteFailure(store, { ...one, holders: [one.holder] }, errorName(error), now)
      surroundings.log(`issuing: codes are still due and cannot be made (${errorName(error)})`)
      return false
    }
  }
  return due.length === most
}

async function reissueOne(
  desk: Desk,
  { person, holder, cause }: DueReissue,
  now: number,
): Promise<void> {
  const { store } = desk
  // Whoever asked meanwhile has theirs.
  const isDue = prepared(store, 'SELECT 1 FROM reissue WHERE person = ? AND holder = ?')
  if (isDue.get(person, holder ?? '') === undefined) return
  const row = prepared(
    store,
    `SELECT holderKey, account FROM code WHERE person = ? AND class = 'app' AND holder IS ?
     ORDER BY issuedAt DESC LIMIT 1`,
  ).get(person, holder) as Pick<CodeRow, 'holderKey' | 'account'> | undefined
  if (row === undefined) {
    // Retention took the key with the code.
    forgetDue(store, person, holder)
    return
  }
  await issueCode(desk, person, { class: 'app', cause, ...holderOf(row) }, now)
}
