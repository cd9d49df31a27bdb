/** Holds every order that counts against the document that was signed: a colour by hand without one is found. */
import { GreengateError } from 'greengate/issue'
import { DeskError } from '../desk-error.ts'
import type { DeskStore } from '../store/open-store.ts'
import { checkOrderSignatures } from './check-signatures.ts'
import type { OrderAuthority } from './order-authority.ts'
import { readOrderFile } from './order-file.ts'

/**
 * @returns `seq` of the orders that no document of a configured authority stands for.
 */
export async function unsignedOrders(
  store: DeskStore,
  authorities: readonly OrderAuthority[],
  now: Date,
): Promise<readonly number[]> {
  const rows = store.db
    .prepare(
      `SELECT fact.seq, fact.fields, number, document FROM fact
       JOIN person ON person.id = fact.person
       LEFT JOIN orderDocument ON what = 'order' AND orderDocument.id = fact.id
         AND 'order:' || orderDocument.authority = fact.source
       WHERE kind = 'order' AND state IN ('good', 'moved')`,
    )
    .all()
  const found: number[] = []
  for (const { seq, fields, number, document } of rows) {
    const isSigned =
      typeof document === 'string' &&
      (await isOf(document, String(fields), String(number), authorities, now))
    if (!isSigned) found.push(Number(seq))
  }
  return found
}

async function isOf(
  document: string,
  fields: string,
  number: string,
  authorities: readonly OrderAuthority[],
  now: Date,
): Promise<boolean> {
  try {
    const file = readOrderFile(new TextEncoder().encode(document))
    const { paper } = file
    const authority = authorities.find(({ id }) => id === paper.authority)
    if (authority === undefined || paper.format !== 'greengate-order-1') return false
    await checkOrderSignatures(file, authority, now)
    const { outcome, from, until, basis } = paper
    const stated = { outcome, from, until, authority: authority.id, basis }
    return paper.person.number === number && JSON.stringify(stated) === fields
  } catch (error) {
    if (!(error instanceof DeskError || error instanceof GreengateError)) throw error
    return false
  }
}
