/** Drafts: the next version of a document, changed until somebody has signed it. */
import { instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import { documentPath } from './authority.ts'
import { makeDocument, writeDocument, type Document } from './document.ts'
import { newest, rootOf, type Shelf } from './shelf.ts'

const day = 86_400_000

/** What a next version is made from. */
export interface Base {
  /** `trust`, `root`, `stations`. */
  readonly stem: string
  /** Where there is no version yet. */
  readonly first: object
}

/**
 * Changes the draft of a document, or begins one from its newest version.
 *
 * @throws {@link OperatorError} for a draft that somebody has signed already
 */
export async function editDraft(
  shelf: Shelf,
  { stem, first }: Base,
  change: (value: Document['value']) => object,
): Promise<Document> {
  const signed = newest(shelf.signed, stem)
  const draft = newest(shelf.drafts, stem)
  const version = (signed?.version ?? 0) + 1
  if (draft !== undefined && draft.version !== version) {
    throw new OperatorError(
      `${draft.place}.json: the next version is ${version}; rename the draft or delete it`,
    )
  }
  refuseSigned(draft)
  const from = draft?.value ?? signed?.value ?? (first as Document['value'])
  const document = makeDocument(`${stem}/${version}`, { ...change(from), version })
  await writeDocument(documentPath(shelf.authority, 'drafts', document.place), document)
  return document
}

/** @throws {@link OperatorError} for a draft that somebody has signed already */
export function refuseSigned(draft: Document | undefined): void {
  if (draft?.signatures === undefined) return
  throw new OperatorError(
    `${draft.place}.json: is signed already; publish it first, or delete ${draft.place}.signatures.json to change it`,
  )
}

/** Until when a member that is written now may be accepted. */
export function memberExpires(shelf: Shelf, now: Date): string {
  const { endsAt } = rootOf(shelf)
  const then = new Date(now.getTime() + shelf.authority.settings.days.member * day)
  return Date.parse(endsAt) < then.getTime() ? endsAt : instantText(then)
}
