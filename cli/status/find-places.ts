/** Which codes are meant: by month and index, by the code itself, or by what the issuer knows the holder by. */
import { inspect } from 'greengate'
import { readPresented } from '../edges/presented.ts'
import { OperatorError } from '../operator-error.ts'
import { readLists } from './list.ts'
import { withRemedy, type StatusStore } from './open-store.ts'
import type { Place } from './store.ts'

/** The issuer that is meant where none is named: the only one. */
export function issuerOf(store: StatusStore, named?: string): string {
  if (named !== undefined) return named
  const issuers = [...new Set(readLists(store).map(({ issuer }) => issuer))]
  if (issuers.length === 1) return issuers[0] as string
  throw new OperatorError(
    `${store.path}: has lists of ${issuers.length} issuers; name one with --issuer`,
  )
}

/** Reads `2026-11/12345`. */
export function parsePlace(text: string, issuer: string, name: string): Place {
  const [, month, digits] = /^(\d{4}-\d\d)\/(0|[1-9]\d{0,9})$/.exec(text) ?? []
  if (month !== undefined && digits !== undefined) return { issuer, month, index: Number(digits) }
  throw new OperatorError(`${name}: must be MONTH/INDEX, such as 2026-11/12345`)
}

/**
 * The place of a code that somebody has: what the store says of its id counts, not what the code says of itself, since
 * anybody can write another's index into a code of their own.
 *
 * @throws {@link OperatorError} for a code that this store gave no index to
 */
export async function placeOfCode(store: StatusStore, argument: string): Promise<Place> {
  const { payload } = await inspect(await readPresented(argument), { now: new Date(0) })
  const { id } = (payload ?? {}) as { readonly id?: string }
  if (id !== undefined) {
    const cti = Buffer.from(id, 'base64url')
    const [place] = select(store, 'cti = ?', cti)
    if (place !== undefined) return place
  }
  throw new OperatorError(
    'code: the store knows no such code; name its MONTH/INDEX, if "greengate verify" finds it genuine',
  )
}

/** @throws {@link OperatorError} where nobody goes by it */
export function placesOfLabel(store: StatusStore, label: string): readonly Place[] {
  const places = select(store, 'label = ?', label)
  if (places.length > 0) return places
  throw new OperatorError('label: no code of the store has it; see how it was written')
}

function select(
  { path, db }: StatusStore,
  condition: 'cti = ?' | 'label = ?',
  value: string | Uint8Array,
): readonly Place[] {
  return withRemedy(path, () =>
    db
      .prepare(
        `SELECT issuer, month, place FROM code JOIN list ON list.id = code.list
         WHERE ${condition} AND isClosed = 0 ORDER BY issuer, month, place`,
      )
      .all(value)
      .map(({ issuer, month, place }) => ({
        issuer: issuer as string,
        month: month as string,
        index: place as number,
      })),
  )
}
