/** Finds the receipts of an appeal number in a journal, checks what holds them, and opens what the operator alone can read. */
import { openSealed, type Receipt, type Sealed, type SealingPrivateJwk } from 'greengate'
import { GreengateError, type PublicJwk } from 'greengate/issue'
import { openJournal, type JournalSegment } from '../journal/journal-segments.ts'
import { readPart } from '../journal/read-part.ts'
import { stationOf, type KeyOfStation } from '../journal/verify-journal.ts'
import { OperatorError } from '../operator-error.ts'

/** A receipt, where it stands, and what was sealed beside it. */
export interface FoundReceipt {
  readonly segment: string
  readonly receipt: Receipt
  /** Whether a checkpoint signs for it; null: nobody said by which key. */
  readonly isSigned: boolean | null
  /** undefined: nothing was sealed, it is gone, or no key was given. */
  readonly sealed: Sealed | undefined
}

/** What opens and what checks. */
export interface JournalKeys {
  readonly operator: SealingPrivateJwk | undefined
  readonly keyOf: KeyOfStation
}

/**
 * Finds them; a number is drawn at random, so that more than one may have it.
 *
 * @throws {@link OperatorError} where there is none, where a chain or a signature does not hold, or the key is another
 */
export async function findReceipts(
  paths: readonly string[],
  number: string,
  keys: JournalKeys,
): Promise<readonly FoundReceipt[]> {
  using journal = await openJournal(paths)
  const found: FoundReceipt[] = []
  for (const segment of journal.segments) found.push(...(await foundIn(segment, number, keys)))
  if (found.length > 0) return found
  throw new OperatorError('--journal: no receipt of this number is here; ask for other journals')
}

async function foundIn(
  segment: JournalSegment,
  number: string,
  { operator, keyOf }: JournalKeys,
): Promise<readonly FoundReceipt[]> {
  const { id, place } = segment
  const key: PublicJwk | undefined = keyOf(stationOf(id))
  try {
    const keys = key === undefined ? undefined : [key]
    const { records, start, checkpoint } = await readPart(segment, await segment.bytes(), keys)
    const found: FoundReceipt[] = []
    for (const record of records) {
      const { value, seq } = record
      if (value?.format !== 'greengate-receipt-1' || value.appeal !== number) continue
      const isSigned = key === undefined ? null : seq <= (checkpoint?.seq ?? 0)
      const canOpen = operator !== undefined && start !== null
      const sealed = canOpen ? await openSealed(start, record, operator) : undefined
      found.push({ segment: id, receipt: value, isSigned, sealed })
    }
    return found
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    const { code } = error
    const advice =
      code === 'ERR_RECEIPT_SEAL'
        ? 'try the operator’s key that was in use then'
        : 'do not rely on it; run "greengate journal verify", and ask the collector for its copy'
    throw new OperatorError(`${place}: does not hold (${code}); ${advice}`, { cause: error })
  }
}
