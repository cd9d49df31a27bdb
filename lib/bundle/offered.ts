/** What is offered: the documents of a container by name, its data by digest, and what is found missing. */
import { decodeBundle, type BundleDocument } from './container.ts'
import { idOf, isMember, kindOf, refuseOverlong } from './member-name.ts'
import { digestOf } from './payload.ts'
import { malformed, refused } from './refused.ts'

/** A container, read and found to hold nothing overlong; nothing in it is checked otherwise. */
export interface Offered {
  readonly documents: ReadonlyMap<string, BundleDocument>
  readonly data: ReadonlyMap<string, Uint8Array>
}

/** @throws GreengateError `ERR_BUNDLE_MALFORMED`, `ERR_BUNDLE_TOO_LARGE` */
export async function readOffered(bytes: Uint8Array): Promise<Offered> {
  const { documents, data } = decodeBundle(bytes)
  for (const { name, payload } of documents) refuseOverlong(kindOf(name), payload.length)
  const byDigest = new Map<string, Uint8Array>()
  for (const item of data) byDigest.set(await digestOf(item), item)
  if (byDigest.size < data.length) throw malformed('data must be unique')
  return { documents: new Map(documents.map((each) => [each.name, each])), data: byDigest }
}

/** Refuses documents that the snapshot does not list: nobody vouches for them. */
export function refuseUnlisted({ documents }: Offered, listed: ReadonlyMap<string, unknown>): void {
  for (const name of documents.keys()) {
    if (isMember(kindOf(name)) && !listed.has(name)) throw malformed('holds an unlisted document')
  }
}

/** The roots that are offered beyond a version, by version. */
export function newerRoots({ documents }: Offered, version: number): number {
  const versions = [...documents.keys()].filter((name) => kindOf(name) === 'root').map(idOf)
  return versions.filter((each) => Number(each) > version).length
}

/** @throws GreengateError `ERR_BUNDLE_MEMBER_MISSING` */
export function need({ documents }: Offered, name: string): BundleDocument {
  const document = documents.get(name)
  if (document === undefined) throw refused('ERR_BUNDLE_MEMBER_MISSING', 'lacks a listed document')
  return document
}
