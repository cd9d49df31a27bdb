/** Takes back the codes that somebody got through an account that acts for them no more. */
import type { DeskStore } from '../store/open-store.ts'
import { liveCodes, revokeCodes } from './revoke-stale.ts'

/**
 * In the caller's transaction; `settleRevocations` hands it on. Of codes of before it was kept through whom they were
 * made each goes: whoever still acts for the person gets another at the next question.
 */
export function revokeThrough(
  store: DeskStore,
  account: string,
  person: string,
  why: string,
  now: number,
): void {
  const theirs = liveCodes(store, person, now).filter(
    (code) => code.class === 'app' && (code.account === account || code.account === null),
  )
  revokeCodes(store, theirs, why, now)
}
