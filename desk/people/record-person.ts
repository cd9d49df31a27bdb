/** Writes down a person, or what more is known of one who is known already. */
import { randomUUID } from 'node:crypto'
import { idTypes, parseIdNumber, type IdType } from 'greengate/issue'
import { DeskError } from '../desk-error.ts'
import { isSameName } from '../facts/same-name.ts'
import { touch } from '../facts/touch.ts'
import { inTransaction, type DeskStore } from '../store/open-store.ts'
import { prepared } from '../store/prepared.ts'
import { findPerson, personOf } from './find-person.ts'
import { identities, type Identity, type Person } from './person.ts'

/** Whoever applies, or stands at a counter. */
export interface NewPerson {
  readonly idType: string
  /** As it is read or typed. */
  readonly number: string
  readonly name?: string
  readonly birthDate?: string
  readonly identity: Identity
}

/**
 * Records a person, who is assessed at once. What a card says stands over what was declared, and that over what a
 * department had; identity only rises.
 *
 * @throws {@link DeskError} `ERR_DESK_ID_TYPE`, `ERR_DESK_ID_NUMBER`; `ERR_DESK_NAME_DIFFERS` where somebody declares a number that is
 * known under another name: a counter reads the card.
 */
export function recordPerson(store: DeskStore, person: NewPerson, now: number): Person {
  const { idType, name: text, identity } = person
  if (!idTypes.includes(idType as IdType)) {
    throw new DeskError('ERR_DESK_ID_TYPE', 'idType: must be a type of card that tags know')
  }
  const number = parseIdNumber(idType, person.number)
  if (number === undefined) {
    throw new DeskError('ERR_DESK_ID_NUMBER', 'number: must be one of a card of the type')
  }
  const name = text?.normalize('NFC').trim().replaceAll(/\s+/g, ' ')
  const birthDate = person.birthDate ?? birthDateIn(number)
  return inTransaction(store, () => {
    const known = findPerson(store, { type: idType, number })
    if (known !== undefined) return learn(store, known, { name, birthDate, identity }, now)
    const id = randomUUID()
    prepared(
      store,
      `INSERT INTO person (id, idType, number, name, birthDate, identity, createdAt)
       VALUES (?, ?, ?, ?, ?, ?, ?)`,
    ).run(id, idType, number, name ?? null, birthDate ?? null, identity, now)
    touch(store, id, 'applied', now)
    return personOf(store, id)
  })
}

/** What more there is to know. */
interface Learnt {
  readonly name: string | undefined
  readonly birthDate: string | undefined
  readonly identity: Identity
}

function learn(store: DeskStore, known: Person, learnt: Learnt, now: number): Person {
  const differs =
    known.name !== undefined && learnt.name !== undefined && !isSameName(known.name, learnt.name)
  if (differs && learnt.identity === 'declared') {
    throw new DeskError(
      'ERR_DESK_NAME_DIFFERS',
      'name: must be the one that the number is known by',
    )
  }
  const isCard = learnt.identity === 'verified'
  const name = (isCard ? learnt.name : known.name) ?? known.name ?? learnt.name ?? null
  const birthDate =
    (isCard ? learnt.birthDate : known.birthDate) ?? known.birthDate ?? learnt.birthDate ?? null
  const [before, after] = [identities.indexOf(known.identity), identities.indexOf(learnt.identity)]
  prepared(store, 'UPDATE person SET name = ?, birthDate = ?, identity = ? WHERE id = ?').run(
    name,
    birthDate,
    identities[Math.max(before, after)] as Identity,
    known.id,
  )
  touch(store, known.id, 'applied', now)
  return personOf(store, known.id)
}

/** Numbers of eighteen characters say when their holder was born. */
function birthDateIn(number: string): string | undefined {
  const [, year, month, day] = /^\d{6}(\d{4})(\d\d)(\d\d)\d{3}[\dX]$/.exec(number) ?? []
  return year === undefined ? undefined : `${year}-${month ?? ''}-${day ?? ''}`
}
