/** What became of a person's standing, and the codes that were made for them, as the wire has it. */
import type { Desk } from '../desk.ts'
import type { AnswerOf } from '../shared/routes.ts'
import { prepared } from '../store/prepared.ts'
import { instantText } from './instant-text.ts'
import { reasonOf } from './person-wire.ts'

type History = AnswerOf<'GET /people/:id/history'>
type Turn = History['turns'][number]
type Code = History['codes'][number]

/**
 * The newest first.
 *
 * @param account - Only the codes that were made through it. Default: all.
 */
export function historyWire(desk: Desk, person: string, account?: string): History {
  const { store } = desk
  const turns = prepared(store, 'SELECT * FROM turn WHERE person = ? ORDER BY seq DESC LIMIT 200')
  const codes = prepared(
    store,
    `SELECT * FROM code WHERE person = ?1 AND (?2 IS NULL OR account = ?2)
     ORDER BY issuedAt DESC LIMIT 200`,
  )
  return {
    turns: turns.all(person).map((row) => {
      const [rule, version] = [row['rule'] as number, row['version'] as number]
      return {
        at: instantText(row['at'] as number),
        cause: row['cause'] as Turn['cause'],
        outcome: row['outcome'] as Turn['outcome'],
        ...(rule === 0 ? {} : { rule }),
        ruleSet: row['ruleSet'] as string,
        version,
        reason: reasonOf(desk, version, rule),
      }
    }),
    codes: codes.all(person, account ?? null).map((row) => {
      const rule = row['rule'] as number
      return {
        cti: Buffer.from(row['cti'] as Uint8Array).toString('hex'),
        class: row['class'] as Code['class'],
        issuedAt: instantText(row['issuedAt'] as number),
        validUntil: instantText(row['validUntil'] as number),
        outcome: row['outcome'] as Code['outcome'],
        ...(rule === 0 ? {} : { rule }),
        version: row['version'] as number,
        state: row['state'] as Code['state'],
      }
    }),
  }
}
