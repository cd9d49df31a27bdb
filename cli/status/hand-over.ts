/** Hands lists over: headers and raw bits, as drafts of the authority or as files for whoever has its folder. */
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { documentPath } from '../bundle/authority.ts'
import { keepData } from '../bundle/data.ts'
import { digest, makeDocument, writeDocument, type Document } from '../bundle/document.ts'
import { memberExpires, refuseSigned } from '../bundle/draft.ts'
import { newest, rootOf, type Shelf } from '../bundle/shelf.ts'
import { fileError, writeWhole } from '../edges/file.ts'
import { instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import { bitsOf, writeAct, type Act, type StoredList } from './list.ts'
import { inTransaction, type StatusStore } from './open-store.ts'

/** A list as it was handed over. */
export interface HandedList {
  readonly list: StoredList
  readonly version: number
  /** How many entries are set. */
  readonly set: number
  /** Where the header lies. */
  readonly place: string
}

const dayMs = 86_400_000
/** How long a header may be accepted that an issuer hands over as a file. */
const fileDays = 30
/** What is left of a closed list: no entry, so that every code of its month is `status-missing`. */
const closedBits = new Uint8Array(1)

/**
 * Writes drafts and data into an authority's folder.
 *
 * @throws {@link OperatorError} for a draft that is signed and not published yet
 */
export async function draftLists(
  store: StatusStore,
  lists: readonly StoredList[],
  shelf: Shelf,
  act: Act,
): Promise<readonly HandedList[]> {
  const handed: HandedList[] = []
  for (const list of lists) {
    const stem = stemOf(list)
    const signed = newest(shelf.signed, stem)
    if (list.isClosed && signed?.value['entries'] === 0) continue
    const version = (signed?.version ?? 0) + 1
    refuseSigned(shelf.drafts.find(({ place }) => place === `${stem}/${version}`))
    const bits = list.isClosed ? closedBits : bitsOf(store, list)
    const expires = list.isClosed ? rootOf(shelf).endsAt : memberExpires(shelf, act.at)
    const document = headerOf(list, version, expires, bits)
    // Before the draft: whoever finds that finds its data too.
    await keepData(shelf.authority, bits)
    await writeDocument(documentPath(shelf.authority, 'drafts', document.place), document)
    handed.push(note(store, list, document, bits, act, `drafts/${document.place}.json`))
  }
  return handed
}

/**
 * Writes files for `greengate bundle add HEADER --data BITS`.
 *
 * @throws {@link OperatorError}
 */
export async function writeLists(
  store: StatusStore,
  lists: readonly StoredList[],
  folder: string,
  act: Act,
): Promise<readonly HandedList[]> {
  try {
    await mkdir(folder, { recursive: true })
  } catch (error) {
    throw fileError(folder, error, 'name a folder that can be made')
  }
  const handed: HandedList[] = []
  for (const list of lists) {
    const bits = list.isClosed ? closedBits : bitsOf(store, list)
    const expires = instantText(new Date(act.at.getTime() + fileDays * dayMs))
    const document = headerOf(list, lastVersion(store, list) + 1, expires, bits)
    const path = join(folder, `status-${list.issuer}-${list.month}`)
    await writeWhole(`${path}.bits`, bits)
    await writeWhole(`${path}.json`, document.payload)
    handed.push(note(store, list, document, bits, act, `${path}.json`))
  }
  return handed
}

/** Refuses an issuer whose codes verifiers look up nowhere: revoking would be for nothing. */
export function refuseUnlisted(shelf: Shelf, issuer: string): void {
  const trust = newest(shelf.drafts, 'trust') ?? newest(shelf.signed, 'trust')
  const issuers = (trust?.value['issuers'] ?? []) as readonly Readonly<Record<string, unknown>>[]
  if (issuers.some(({ id, status }) => id === issuer && status === 'none')) {
    throw new OperatorError(
      `${issuer}: the trust list says that its codes are in no list; change that first, or nobody looks into it`,
    )
  }
}

function stemOf({ issuer, month }: StoredList): string {
  return `status/${issuer}/${month}`
}

function headerOf(list: StoredList, version: number, expires: string, bits: Uint8Array): Document {
  const { issuer, month, isClosed } = list
  return makeDocument(`${stemOf(list)}/${version}`, {
    version,
    expires,
    issuer,
    month,
    entries: isClosed ? 0 : list.entries,
    data: { length: bits.length, sha256: digest(bits) },
  })
}

function lastVersion({ db }: StatusStore, { id }: StoredList): number {
  const row = db.prepare('SELECT max(version) AS version FROM handed WHERE list = ?').get(id)
  return Number(row?.['version'] ?? 0)
}

function note(
  store: StatusStore,
  list: StoredList,
  { version }: Document,
  bits: Uint8Array,
  act: Act,
  place: string,
): HandedList {
  const set = bits.reduce((sum, byte) => sum + onesOf(byte), 0)
  inTransaction(store, () => {
    const number = writeAct(store, 'handed', act)
    store.db
      .prepare('INSERT INTO handed VALUES (?, ?, ?, ?, ?)')
      .run(list.id, version, number, set, digest(bits))
  })
  return { list, version, set, place }
}

function onesOf(byte: number): number {
  let ones = 0
  for (let rest = byte; rest > 0; rest >>= 1) ones += rest & 1
  return ones
}
