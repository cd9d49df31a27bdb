/** What a paper code of a person says, from its row. */
import type { Desk } from '../desk.ts'
import { DeskError } from '../desk-error.ts'
import type { CodeRow } from '../issuing/made-code.ts'
import { lastFour, maskedName } from '../people/masked-name.ts'
import type { Person } from '../people/person.ts'
import { prepared } from '../store/prepared.ts'
import type { PaperContents } from './paper-contents.ts'

/**
 * All but the reason, which is the rule's.
 *
 * @param cti - Hexadecimal.
 * @throws {@link DeskError} `ERR_DESK_PAPER` where the person has no such code, or it is good no more.
 */
export function contentsOf(
  { store, issuer, rules }: Desk,
  person: Person,
  cti: string,
  { now, offsetMinutes }: { readonly now: number; readonly offsetMinutes: number },
): Omit<PaperContents, 'reason'> {
  const row = prepared(
    store,
    `SELECT * FROM code WHERE cti = ? AND person = ? AND class = 'paper' AND state = 'good'`,
  ).get(Buffer.from(cti, 'hex'), person.id) as CodeRow | undefined
  if (row === undefined || row.text === null || row.validUntil <= now) {
    throw new DeskError('ERR_DESK_PAPER', 'code: no good paper code of this person')
  }
  const { text, outcome, rule, version, issuedAt, validUntil } = row
  return {
    ...{ text, outcome, issuer, version, issuedAt, validUntil, offsetMinutes },
    ...(person.name === undefined ? {} : { name: maskedName(person.name) }),
    lastFour: lastFour(person.number),
    ruleSet: rules.ruleSet,
    ...(rule === 0 ? {} : { rule }),
  }
}
