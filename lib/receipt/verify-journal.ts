/** Checks a station's journal as a row of segments: whether one is missing, moved, cut, changed or of another station. */
import type { PublicJwk } from '../crypto/jwk.ts'
import { encodeBase64url } from '../encoding/base64url.ts'
import { GreengateError } from '../errors.ts'
import { readSegment, type ReadSegment } from './read-segment.ts'
import { segmentEnd, type SegmentEnd } from './segment-start.ts'

/** A segment's file and the id that its name says. */
export interface JournalSegment {
  readonly id: string
  readonly bytes: Uint8Array
}

/** What a row is held against. */
export interface VerifyJournalOptions {
  /** The station's, now and earlier; without them no signature is checked. */
  readonly keys?: readonly PublicJwk[]
  /** Default: the first segment's. */
  readonly station?: string
  /** Where the row begins, where it is not the journal's first segment: what was before ended so. */
  readonly after?: SegmentEnd
  /** Where the journal stood at some time, as a fleet code or a collector told it: so far it must reach. */
  readonly reached?: SegmentEnd
}

/**
 * What is wrong with a segment. `malformed`: no segment of its name; `changed`: it or its end is not what was written;
 * `signature`: a checkpoint is of none of the keys; `cut`: records after `seq` are gone; `missing`: the segment `named`
 * is not there; `reordered`: it does not stand after `named`; `twice`: it came before; `unlinked`: it says that none was
 * before it; `foreign`: it is of another station; `torn`: it ends in the middle of a record; `unsigned`: its station
 * signs nothing.
 */
export interface JournalFault {
  readonly segment: string
  readonly fault: JournalFaultName
  /** The last record that is there. */
  readonly seq: number | null
  /** Another segment that the fault speaks of. */
  readonly named: string | null
}

/** The name of a fault. */
export type JournalFaultName =
  | ReadFault
  | 'cut'
  | 'missing'
  | 'reordered'
  | 'twice'
  | 'unlinked'
  | 'foreign'
  | 'torn'
  | 'unsigned'

type ReadFault = 'malformed' | 'changed' | 'signature'

/** A segment in the row. */
export interface CheckedSegment {
  readonly segment: string
  readonly station: string | null
  /** How many records it has, how many of them have lost their sealed part, and how many their clear part too. */
  readonly records: number
  readonly unsealed: number
  readonly hashes: number
  readonly receipts: number
  /** The last record that a checkpoint of its own signs for; 0: none does. */
  readonly signedSeq: number
  /** Whether its station closed it. */
  readonly closed: boolean
  /** After its last whole record. */
  readonly tornBytes: number
}

/** What came of it. */
export interface JournalReport {
  readonly segments: readonly CheckedSegment[]
  /** Nothing is wrong where it is empty. */
  readonly faults: readonly JournalFault[]
  /** The last record of the row that is signed for, by its own segment or by one that is linked to it. */
  readonly signed: { readonly segment: string; readonly seq: number } | null
  /** Records after the checkpoint that signs for it: whoever has the disk could have cut there, or written them. */
  readonly unsignedRecords: number
}

interface Looked extends CheckedSegment {
  readonly end: SegmentEnd | null
  readonly previous: SegmentEnd | null | undefined
}

/**
 * Checks a row of segments; one at a time is held.
 *
 * @param segments - In the order of their names, which is that of their numbers.
 *
 * @example
 * ```ts
 * import { verifyJournal, type JournalSegment } from 'greengate'
 * import type { PublicJwk } from 'greengate/issue'
 *
 * const isSound = async (segments: readonly JournalSegment[], key: PublicJwk): Promise<boolean> =>
 *   (await verifyJournal(segments, { keys: [key] })).faults.length === 0
 * ```
 */
export async function verifyJournal(
  segments: Iterable<JournalSegment> | AsyncIterable<JournalSegment>,
  { keys, station, after, reached }: VerifyJournalOptions = {},
): Promise<JournalReport> {
  const row: Looked[] = []
  const faults: JournalFault[] = []
  for await (const { id, bytes } of segments) {
    const read = await tryRead(id, bytes, keys)
    if (typeof read === 'string') {
      faults.push({ segment: id, fault: read, seq: null, named: null })
      row.push(unread(id))
      continue
    }
    row.push(looked(read, bytes.length))
    const isReached = reached?.segment === id && read.state.seq >= reached.seq
    if (isReached && headAt(read, reached.seq) !== reached.head) {
      faults.push({ segment: id, fault: 'changed', seq: reached.seq, named: null })
    }
  }
  const owner = station ?? row.find((one) => one.station !== null)?.station
  for (const [place, one] of row.entries()) {
    const said = (fault: JournalFaultName, named: string | null = null) => {
      faults.push({ segment: one.segment, fault, seq: one.end?.seq ?? null, named })
    }
    const isLast = place === row.length - 1
    if (one.tornBytes > 0 && !isLast) said('torn')
    if (one.station !== null && one.station !== owner) said('foreign')
    if (keys !== undefined && one.closed && one.signedSeq === 0) said('unsigned')
    if (row.findIndex(({ segment }) => segment === one.segment) < place) said('twice')
    else faults.push(...linkFaults(row, place, after))
  }
  faults.push(...reachFaults(row, reached))
  const { signed, unsignedRecords } = signedOf(row)
  return { segments: row.map(checked), faults, signed, unsignedRecords }
}

async function tryRead(
  id: string,
  bytes: Uint8Array,
  keys: readonly PublicJwk[] | undefined,
): Promise<ReadSegment | ReadFault> {
  try {
    return await readSegment(bytes, id, keys && { keys })
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    if (error.code === 'ERR_RECEIPT_CHAIN') return 'changed'
    if (error.code === 'ERR_RECEIPT_SIGNATURE') return 'signature'
    if (error.code === 'ERR_RECEIPT_MALFORMED') return 'malformed'
    throw error
  }
}

function looked(read: ReadSegment, length: number): Looked {
  const { records, receipts, state, wholeBytes, checkpoint, start } = read
  const count = (kind: string) => records.filter((record) => record.kind === kind).length
  return {
    segment: state.id,
    station: start?.station ?? null,
    records: records.length,
    unsealed: count('unsealed'),
    hashes: count('hash'),
    receipts: receipts.length,
    signedSeq: checkpoint === null ? 0 : checkpoint.seq - 1,
    closed: checkpoint?.closed ?? false,
    end: segmentEnd(state),
    previous: start === null ? undefined : start.previous,
    tornBytes: length - wholeBytes,
  }
}

const unread = (segment: string): Looked => ({
  ...{ segment, station: null, records: 0, unsealed: 0, hashes: 0, receipts: 0, signedSeq: 0 },
  ...{ closed: false, end: null, previous: undefined, tornBytes: 0 },
})

const checked = ({ end: _end, previous: _previous, ...one }: Looked) => one

function headAt({ records }: ReadSegment, seq: number): string | undefined {
  const head = records[seq - 1]?.head
  return head && encodeBase64url(head)
}

/** Whether the segment before is the one that this one names, and ends as it says. */
function linkFaults(
  row: readonly Looked[],
  place: number,
  after: SegmentEnd | undefined,
): readonly JournalFault[] {
  const { segment, previous, end } = row[place] as Looked
  if (previous === undefined) return []
  const seq = end?.seq ?? null
  const before = place === 0 ? after : row[place - 1]
  if (previous === null) {
    return before === undefined ? [] : [{ segment, fault: 'unlinked', seq, named: before.segment }]
  }
  const named = previous.segment
  if (named !== before?.segment) {
    const isThere = row.some((one) => one.segment === named)
    return [{ segment, fault: isThere ? 'reordered' : 'missing', seq, named }]
  }
  const ended = place === 0 ? (after ?? null) : (row[place - 1] as Looked).end
  if (ended === null) return []
  if (ended.seq < previous.seq)
    return [{ segment: named, fault: 'cut', seq: ended.seq, named: null }]
  if (ended.seq > previous.seq || ended.head !== previous.head) {
    return [{ segment: named, fault: 'changed', seq: ended.seq, named: null }]
  }
  return []
}

function reachFaults(
  row: readonly Looked[],
  reached: SegmentEnd | undefined,
): readonly JournalFault[] {
  if (reached === undefined) return []
  const one = row.find(({ segment }) => segment === reached.segment)
  const { segment } = reached
  if (one === undefined) return [{ segment, fault: 'missing', seq: null, named: segment }]
  const isShort = one.end !== null && one.end.seq < reached.seq
  return isShort ? [{ segment, fault: 'cut', seq: one.end.seq, named: null }] : []
}

/** A checkpoint signs for its segment up to itself, and for all of the segments before, by the links. */
function signedOf(row: readonly Looked[]): Pick<JournalReport, 'signed' | 'unsignedRecords'> {
  const place = row.findLastIndex(({ signedSeq }) => signedSeq > 0)
  const one = row[place]
  const later = row.slice(place + 1).reduce((sum, { records }) => sum + records, 0)
  if (one === undefined) return { signed: null, unsignedRecords: later }
  // Nothing comes after the last checkpoint of a closed segment, and so nothing is unsigned but that itself.
  const rest = one.closed ? 0 : one.records - one.signedSeq - 1
  return {
    signed: { segment: one.segment, seq: one.signedSeq },
    unsignedRecords: later + rest,
  }
}
