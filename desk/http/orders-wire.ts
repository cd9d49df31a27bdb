/** The orders that were taken, with whom they name and how that person stood before and stands now. */
import { personOf } from '../people/find-person.ts'
import type { AnswerOf } from '../shared/routes.ts'
import type { DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { instantText } from './instant-text.ts'
import { personWire } from './person-wire.ts'

type OrderWire = AnswerOf<'GET /office/orders'>['orders'][number]

interface Fields {
  readonly outcome: OrderWire['outcome']
  readonly from: string
  readonly until: string
  readonly basis: string
}

/** The newest first, two hundred at most. */
export function ordersWire(store: DeskStore, now: number): OrderWire[] {
  const rows = prepared(
    store,
    `SELECT fact.source, fact.id, person, takenAt, fields, state, zh, en,
       (SELECT outcome FROM turn WHERE turn.person = fact.person AND at < takenAt
        ORDER BY turn.seq DESC LIMIT 1) AS before
     FROM fact JOIN source ON source.id = fact.source
     WHERE kind = 'order' AND person IS NOT NULL ORDER BY fact.seq DESC LIMIT 200`,
  ).all()
  return rows.map((row) => {
    const { outcome, from, until, basis } = JSON.parse(row['fields'] as string) as Fields
    const before = row['before'] as OrderWire['outcome'] | null
    return {
      ...{ source: row['source'] as string, id: row['id'] as string },
      authority: { zh: row['zh'] as string, en: row['en'] as string },
      ...{ outcome, from, until, basis },
      takenAt: instantText(row['takenAt'] as number),
      state: row['state'] === 'good' ? stateAt(from, until, now) : 'revoked',
      person: personWire(store, personOf(store, row['person'] as string)),
      ...(before === null ? {} : { before }),
    }
  })
}

function stateAt(from: string, until: string, now: number): OrderWire['state'] {
  if (now * 1000 < Date.parse(from)) return 'ahead'
  return now * 1000 < Date.parse(until) ? 'in-force' : 'over'
}
