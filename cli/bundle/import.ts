/** Takes a published bundle into an authority's folder: how a machine without a network learns what was published. */
import { encodeBundle, GreengateError } from 'greengate/issue'
import { acceptBundle, pinRoot, type World } from 'greengate'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { documentPath, type Authority } from './authority.ts'
import type { Found } from './bundle-source.ts'
import { carried, digest, isPlace, makeDocument, writeDocument, type Document } from './document.ts'
import { documentsOf } from './open-verified.ts'
import { readShelf, newest } from './shelf.ts'

/**
 * Takes what is new, after accepting the bundle from the authority's own first root.
 *
 * @returns The places that are new here.
 * @throws {@link OperatorError} for a bundle of another authority, and for other bytes under a known version
 */
export async function importBundle(
  authority: Authority,
  found: Found,
  now: Date,
): Promise<readonly string[]> {
  const shelf = await readShelf(authority)
  const first = shelf.signed.find(({ place }) => place === 'root/1')
  if (first === undefined) {
    throw new OperatorError(
      `${authority.folder}: has no root to check the bundle by; copy root/1 there`,
    )
  }
  await refuseBad(
    { root: encodeBundle([carried(first)]), world: authority.settings.world },
    found,
    now,
  )
  const documents = documentsOf(found).map((document): Document => {
    const { name, payload, signatures } = document
    const value = asObject(parseJson(payload, name, 'a bundle')) ?? {}
    const place = isPlace(name) ? name : `${name}/${String(value['version'])}`
    return makeDocument(place, value, signatures)
  })
  const fresh = documents.filter((document) => {
    const known = shelf.signed.find(({ place }) => place === document.place)
    if (known === undefined) return isNewer(document, shelf.signed)
    if (digest(known.payload) === digest(document.payload)) return false
    throw new OperatorError(
      `${document.place}: is signed here with other bytes than were published; keep both, and find out who signed twice`,
    )
  })
  for (const document of fresh) {
    await writeDocument(documentPath(authority, 'signed', document.place), document)
  }
  return fresh.map(({ place }) => place)
}

/** An older timestamp says nothing. */
function isNewer({ role, version }: Document, signed: readonly Document[]): boolean {
  return role !== 'timestamp' || version > (newest(signed, 'timestamp')?.version ?? 0)
}

async function refuseBad(
  { root, world }: { readonly root: Uint8Array; readonly world: World },
  { name, bytes }: Found,
  now: Date,
): Promise<void> {
  try {
    await acceptBundle(await pinRoot(root, { worlds: [world] }), bytes, now)
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(
      `${name}: ${error.message} (${error.code}); see that it is of this authority and whole`,
      { cause: error },
    )
  }
}
