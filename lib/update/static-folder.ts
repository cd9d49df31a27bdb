/** Gathers what is newer from a folder of static files: what changed, or all of it where that does not fit together. */
import type { BundleDocument } from '../bundle/container.ts'
import { kindOf, refuseOverlong } from '../bundle/member-name.ts'
import { digestOf } from '../bundle/payload.ts'
import { membersNamed, snapshotNamed, type Contents, type Named } from '../carriage/contents.ts'
import { equalBytes } from '../encoding/bytes.ts'
import { gatherData } from './gather-data.ts'
import type { Reader } from './reader.ts'
import type { BundleSource, Holding } from './source.ts'
import { onlyDocument, visited, type Found, type Visit } from './visit.ts'

/** What a document's signatures and its container take on top of its payload. */
const overhead = 34_000
const maxRoot = 2 ** 20 + overhead
const maxTimestamp = 2 ** 14 + overhead
/** Roots that are taken up at once. */
const maxRoots = 64
/** Where the whole may lie. */
const wholePaths = ['bundle.ggb.gz', 'bundle.ggb']

type Documents = readonly BundleDocument[]

/** A source over a folder of docs/bundle.md 8, or over one that has the whole alone. */
export function staticFolder(reader: Reader): BundleSource {
  return visited(reader, async (visit, holding) => {
    const roots = await newerRoots(visit, holding.rootVersion + 1)
    const held = holding.contents.documents
    // A first start reads one file: a broken connection does not begin it again.
    if (!held.has('snapshot')) return wholeOr(visit, roots, held)
    const read = await visit.readChanged('timestamp.ggb', maxTimestamp)
    if (read.state === 'missing') return wholeOr(visit, roots, held)
    if (read.state === 'unchanged') return rootsAlone(roots, held)
    const timestamp = await onlyDocument(read.bytes, 'timestamp')
    if (timestamp === undefined) return wholeOr(visit, roots, held)
    if (isSame(timestamp, held.get('timestamp'))) {
      return roots.length === 0 ? { state: 'unchanged', isHeld: true } : rootsAlone(roots, held)
    }
    const rest = await restOf(visit, timestamp, holding)
    // Published anew while it was read, or damaged: the whole says which.
    if (rest === undefined) return wholeOr(visit, roots, held)
    return found([...roots, timestamp, ...rest.documents], rest.data)
  })
}

/** A source that is one file: a `.ggb` or a `.ggb.gz`. */
export function singleFile(reader: Reader, path: string): BundleSource {
  return visited(reader, async (visit) => {
    const whole = await visit.whole([path])
    return whole === undefined ? { state: 'unchanged' } : { state: 'gathered', contents: whole }
  })
}

/** TUF 5.3: first of all the roots, one after another, until there is none. */
async function newerRoots(visit: Visit, first: number): Promise<Documents> {
  const roots: BundleDocument[] = []
  for (let version = first; version < first + maxRoots; version++) {
    const name = `root/${String(version)}`
    const root = await visit.document(`${name}.ggb`, name, maxRoot)
    if (root === undefined) break
    roots.push(root)
  }
  return roots
}

/** The snapshot that a timestamp names, and what is lacking of it; undefined where it does not fit together. */
async function restOf(
  visit: Visit,
  timestamp: BundleDocument,
  holding: Holding,
): Promise<{ documents: Documents; data: Contents['data'] } | undefined> {
  const held = holding.contents.documents
  const named = snapshotNamed(timestamp.payload)
  if (named === undefined) return undefined
  const snapshot = await lacking(visit, 'snapshot', 'snapshot', named, held)
  if (snapshot === undefined) return undefined
  const members: BundleDocument[] = []
  for (const [name, listed] of membersNamed(snapshot.payload)) {
    const member = await lacking(visit, 'member', name, listed, held)
    if (member === undefined) return undefined
    members.push(member)
  }
  const data = await gatherData(visit, members, holding.contents)
  return data && { documents: [snapshot, ...members], data }
}

/** A document as it is held, or else as it lies in its folder; undefined where it is not the one that is named. */
async function lacking(
  visit: Visit,
  folder: string,
  name: string,
  { length, sha256 }: Named,
  held: Contents['documents'],
): Promise<BundleDocument | undefined> {
  const isIt = async (document: BundleDocument | undefined) =>
    document?.payload.length === length && (await digestOf(document.payload)) === sha256
  const kept = held.get(name)
  if (await isIt(kept)) return kept
  refuseOverlong(kindOf(name), length)
  const document = await visit.document(`${folder}/${sha256}.ggb`, name, length + overhead)
  return (await isIt(document)) ? document : undefined
}

/** The whole, with the roots that were found before it. */
async function wholeOr(
  visit: Visit,
  roots: Documents,
  held: Contents['documents'],
): Promise<Found> {
  const whole = await visit.whole(wholePaths)
  if (whole === undefined) return rootsAlone(roots, held)
  const documents = new Map(whole.documents)
  for (const root of roots) if (!documents.has(root.name)) documents.set(root.name, root)
  return { state: 'gathered', contents: { ...whole, documents } }
}

/** Newer roots with what is in force under them: a container says all three. */
function rootsAlone(roots: Documents, held: Contents['documents']): Found {
  if (roots.length === 0) return { state: 'unchanged' }
  const tops = ['timestamp', 'snapshot'].flatMap((name) => held.get(name) ?? [])
  return found([...roots, ...tops])
}

function found(documents: Documents, data: Contents['data'] = new Map()): Found {
  const byName = new Map(documents.map((document) => [document.name, document]))
  return { state: 'gathered', contents: { documents: byName, data } }
}

function isSame(found: BundleDocument, held: BundleDocument | undefined): boolean {
  return held !== undefined && equalBytes(found.payload, held.payload)
}
