/** Puts together what arrived and what is held, so that a whole container is accepted and kept. */
import type { BundleDocument } from '../bundle/container.ts'
import {
  dataNamed,
  digestText,
  isRole,
  membersNamed,
  rootVersion,
  type Contents,
} from '../carriage/contents.ts'

/**
 * What is to be accepted: all that arrived, and what it lacks of what is held. What arrived comes first, so that
 * nothing that is wrong with it is hidden by what is held.
 */
export async function complete(held: Contents, arrived: Contents): Promise<Contents> {
  const documents = new Map(arrived.documents)
  const add = (document: BundleDocument | undefined) => {
    if (document !== undefined && !documents.has(document.name)) {
      documents.set(document.name, document)
    }
  }
  for (const document of held.documents.values()) if (isRole(document.name)) add(document)
  const snapshot = documents.get('snapshot')
  const listed = snapshot === undefined ? [] : membersNamed(snapshot.payload)
  for (const [name, { sha256 }] of listed) {
    const document = held.documents.get(name)
    if (document !== undefined && (await digestText(document.payload)) === sha256) add(document)
  }
  const data = new Map(arrived.data)
  for (const document of documents.values()) {
    const sha256 = dataNamed(document)?.sha256
    const bytes = sha256 === undefined ? undefined : held.data.get(sha256)
    if (sha256 !== undefined && bytes !== undefined) data.set(sha256, bytes)
  }
  return { documents, data }
}

/**
 * What is to be kept of what was accepted. A root that was passed over (one that is known already under other
 * signatures, or out of reach) must not stand where the chain from the pinned one is read again.
 */
export function keepable(accepted: Contents, held: Contents, from: number, to: number): Contents {
  const documents = new Map<string, BundleDocument>()
  for (const document of accepted.documents.values()) {
    const version = rootVersion(document.name)
    if (version === undefined || (version > from && version <= to)) {
      documents.set(document.name, document)
    }
  }
  for (const document of held.documents.values()) {
    if ((rootVersion(document.name) ?? Infinity) <= from) documents.set(document.name, document)
  }
  return { documents, data: accepted.data }
}
