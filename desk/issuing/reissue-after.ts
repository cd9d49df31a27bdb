/** Issues again to whoever holds codes that say otherwise than the rules now do, and takes those back. */
import type { PublicJwk } from 'greengate/issue'
import { DeskError } from '../desk-error.ts'
import type { Cause, Desk } from '../desk.ts'
import { inTurn } from './in-turn.ts'
import { issueCode } from './issue-code.ts'
import type { MadeCode, Said } from './made-code.ts'
import { isStale, liveCodes, revokeStale, standingOf } from './revoke-stale.ts'

/**
 * Gives every holder whose code is stale a new one, and revokes the old ones. Paper cannot follow: it is revoked alone.
 * Where nothing is stale nothing is done, so that it may be called again at will.
 *
 * @param now - Unix seconds.
 * @returns The new codes.
 */
export function reissueAfter(
  desk: Desk,
  person: string,
  cause: Cause,
  now: number,
): Promise<readonly MadeCode[]> {
  const { store } = desk
  return inTurn(store, person, async () => {
    const said = saidOf(desk, person)
    const stale = liveCodes(store, person, now).filter((code) => isStale(code, said))
    const holders = new Map(
      stale
        .filter((code) => code.class === 'app')
        .map((code) => [`${code.holder ?? ''} ${code.account ?? ''}`, code]),
    )
    const made: MadeCode[] = []
    try {
      for (const { holderKey: key, account } of holders.values()) {
        const to = {
          ...(key === null ? {} : { holderKey: JSON.parse(key) as PublicJwk }),
          ...(account === null ? {} : { account }),
        }
        made.push(await issueCode(desk, person, { class: 'app', cause, ...to }, now))
      }
    } catch (error) {
      // Who may have no code, or by no rules, has none any more.
      if (!(error instanceof DeskError)) throw error
      desk.surroundings.log(`issuing: nothing is issued again (${error.code})`)
    } finally {
      // A new code has taken back all that says otherwise than it does.
      if (made.length === 0) revokeStale(store, person, said, cause, now)
    }
    return made
  })
}

/** What the person's standing is; without one nothing that they hold is good. */
function saidOf({ store }: Desk, person: string): Said {
  return standingOf(store, person) ?? { outcome: 'check', rule: -1 }
}

/** What a process that was stopped left undone: people whose codes say otherwise than their standing. */
export async function reissueStale(desk: Desk, now: number): Promise<number> {
  const people = desk.store.db
    .prepare(
      `SELECT DISTINCT code.person FROM code JOIN standing ON standing.person = code.person
       WHERE state IN ('good', 'replaced') AND validUntil > ?
         AND (code.outcome <> standing.outcome OR code.rule <> standing.rule)`,
    )
    .all(now)
  for (const { person } of people) await reissueAfter(desk, person as string, 'time', now)
  return people.length
}
