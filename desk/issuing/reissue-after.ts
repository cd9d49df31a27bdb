/** Issues again to whoever holds codes that say otherwise than the rules now do, and takes those back. */
import type { PublicJwk } from 'greengate/issue'
import { DeskError } from '../desk-error.ts'
import type { Cause, Desk } from '../desk.ts'
import { errorName } from '../error-name.ts'
import { inTransaction } from '../store/open-store.ts'
import { forgetDue, noteDue, noteFailure } from './due-reissues.ts'
import { inTurn } from './in-turn.ts'
import { issueCode } from './issue-code.ts'
import type { CodeRow, MadeCode, Said } from './made-code.ts'
import { isStale, liveCodes, revokeStale, standingOf } from './revoke-stale.ts'

/**
 * Gives every holder whose code is stale a new one, and revokes the old ones. Paper cannot follow: it is revoked alone.
 * Where nothing is stale nothing is done, so that it may be called again at will. A code that cannot be made is due.
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
    const holders = staleHolders(desk, person, now)
    const left = new Set(holders.keys())
    const made: MadeCode[] = []
    try {
      for (const [holder, to] of holders) {
        try {
          made.push(await issueCode(desk, person, { class: 'app', cause, ...to }, now))
        } catch (error) {
          if (!isFinal(error)) throw error
          // Theirs is over; another account's may not be.
          forgetDue(store, person, holder)
        }
        left.delete(holder)
      }
    } catch (error) {
      inTransaction(store, () => {
        setAside(desk, person, cause, now)
        noteFailure(store, { person, holders: [...left] }, errorName(error), now)
      })
      if (!(error instanceof DeskError)) throw error
      desk.surroundings.log(`issuing: nothing is issued again (${error.code})`)
    }
    // A new code has taken back all that says otherwise than it does.
    if (made.length === 0) revokeStale(store, person, saidOf(desk, person), cause, now)
    return made
  })
}

/** Who may have no code has none any more; all else may be otherwise the next time. */
export function isFinal(error: unknown): boolean {
  const codes: readonly string[] = ['ERR_DESK_IDENTITY', 'ERR_DESK_PERSON_UNKNOWN']
  return error instanceof DeskError && codes.includes(error.code)
}

/** Takes back what is stale; new codes are due. */
export function setAside(desk: Desk, person: string, cause: Cause, now: number): void {
  const { store } = desk
  inTransaction(store, () => {
    noteDue(store, staleCodes(desk, person, now), cause, now)
    revokeStale(store, person, saidOf(desk, person), cause, now)
  })
}

function staleCodes(desk: Desk, person: string, now: number): readonly CodeRow[] {
  const said = saidOf(desk, person)
  return liveCodes(desk.store, person, now).filter((code) => isStale(code, said))
}

/** By thumbprint, whom the newest of theirs was made for. */
function staleHolders(
  desk: Desk,
  person: string,
  now: number,
): ReadonlyMap<string | null, ReturnType<typeof holderOf>> {
  const apps = staleCodes(desk, person, now).filter((code) => code.class === 'app')
  return new Map(apps.reverse().map((code) => [code.holder, holderOf(code)]))
}

/** For whom a code was made, as one is asked for. */
export function holderOf({ holderKey, account }: Pick<CodeRow, 'holderKey' | 'account'>): {
  readonly holderKey?: PublicJwk
  readonly account?: string
} {
  return {
    ...(holderKey === null ? {} : { holderKey: JSON.parse(holderKey) as PublicJwk }),
    ...(account === null ? {} : { account }),
  }
}

/** What the person's standing is; without one nothing that they hold is good. */
function saidOf({ store }: Desk, person: string): Said {
  return standingOf(store, person) ?? { outcome: 'check', rule: -1 }
}
