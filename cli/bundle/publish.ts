/** Publishes: takes up what is signed, makes snapshot and timestamp, tries the result as a client would, writes it. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { acceptBundle, bundleSummary, pinRoot, type Bundle, type BundleSummary } from 'greengate'
import { encodeBundle, GreengateError } from 'greengate/issue'
import { writeWhole } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'
import { container, makeTimestamp, type Online } from './assemble.ts'
import { documentPath, rootFile, type Authority } from './authority.ts'
import { readData } from './data.ts'
import { carried, signaturesPath, writeDocument, type Document } from './document.ts'
import { countsPath, refuseTooMany } from './emergency-counts.ts'
import { progressOf } from './progress.ts'
import { readPublished, writePublished } from './published-folder.ts'
import { nextSnapshot } from './next-snapshot.ts'
import { alone } from './publishing-lock.ts'
import { breaches } from './rails.ts'
import { newest, readShelf, rootOf, type Shelf } from './shelf.ts'
import { remedyOf } from './remedies.ts'
import type { DocumentSigner } from './signer.ts'

/** How to publish. */
export interface Publishing {
  readonly now: Date
  /** Those among them that root names for snapshot and timestamp sign. */
  readonly signers: readonly DocumentSigner[]
}

/** What was published. */
export interface Published {
  /** Places of the documents that are new. */
  readonly taken: readonly string[]
  /** Places of drafts that lack signatures, and how many. */
  readonly waiting: readonly { readonly place: string; readonly missing: number }[]
  readonly snapshot: number
  readonly timestamp: number
  readonly summary: BundleSummary
  readonly bytes: number
}

/**
 * Publishes everything that is wholly signed.
 *
 * @throws {@link OperatorError} for what verifiers would refuse; nothing is written then
 */
export function publish(authority: Authority, how: Publishing): Promise<Published> {
  return alone(authority, () => publishAlone(authority, how))
}

async function publishAlone(authority: Authority, how: Publishing): Promise<Published> {
  const shelf = await readShelf(authority)
  const { taken, waiting, ready } = await takeUp(shelf, how.now)
  const online = onlineOf(ready, how, true)
  const members = membersOf(ready.signed)
  const snapshot = await nextSnapshot(ready, members, online)
  return finish(ready, { snapshot, members, online, taken, waiting, how })
}

/**
 * Signs a new timestamp over the snapshot that is published: for a timer.
 *
 * @throws {@link OperatorError} where nothing was published, or the snapshot is about to expire
 */
export function refresh(authority: Authority, how: Publishing): Promise<Published> {
  return alone(authority, () => refreshAlone(authority, how))
}

async function refreshAlone(authority: Authority, how: Publishing): Promise<Published> {
  const shelf = await readShelf(authority)
  const snapshot = newest(shelf.signed, 'snapshot')
  if (snapshot === undefined) {
    throw new OperatorError('refresh: nothing is published yet; run "greengate bundle publish"')
  }
  const online = onlineOf(shelf, how)
  const expires = Date.parse(String(snapshot.value['expires']))
  if (expires <= how.now.getTime() + online.days.timestamp * 86_400_000) {
    throw new OperatorError(
      `refresh: the snapshot expires at ${new Date(expires).toISOString()}; run "greengate bundle publish" for a new one`,
    )
  }
  const members = membersOf(shelf.signed)
  return finish(shelf, { snapshot, members, online, taken: [], waiting: [], how })
}

interface Making {
  readonly snapshot: Document
  readonly members: readonly Document[]
  readonly online: Online
  readonly taken: readonly Document[]
  readonly waiting: Published['waiting']
  readonly how: Publishing
}

async function finish(shelf: Shelf, making: Making): Promise<Published> {
  const { authority } = shelf
  const { snapshot, members, online, taken, waiting, how } = making
  const timestamp = await makeTimestamp(snapshot, nextOf(shelf, 'timestamp'), online)
  const roots = rootsOf(shelf.signed)
  const data = await readData(authority, members)
  const bytes = container({ roots, timestamp, snapshot, members, data })
  const bundle = await tryAsClient(shelf, bytes, how.now)
  // What is signed is kept before it is shown: a version that was seen must never be made a second time.
  for (const document of [...taken, snapshot, timestamp]) {
    await writeDocument(documentPath(authority, 'signed', document.place), document)
  }
  const root = roots.at(-1)
  if (root !== undefined) {
    await writeWhole(join(authority.folder, rootFile), encodeBundle([carried(root)]))
  }
  await writePublished(authority, bytes)
  for (const { place } of [...taken, snapshot]) await removeDraft(authority, place)
  await dropOldTimestamps(shelf, timestamp)
  return {
    taken: taken.map(({ place }) => place),
    waiting,
    snapshot: snapshot.version,
    timestamp: timestamp.version,
    summary: bundleSummary(bundle, how.now),
    bytes: bytes.length,
  }
}

/** Which drafts are whole; they are taken in their order, since one may hang on another. */
async function takeUp(
  shelf: Shelf,
  now: Date,
): Promise<{ taken: Document[]; waiting: Published['waiting']; ready: Shelf }> {
  const waiting: { place: string; missing: number }[] = []
  const taken: Document[] = []
  let ready = shelf
  for (const draft of inOrder(shelf.drafts.filter(({ role }) => role !== 'snapshot'))) {
    const { isComplete, roles, signedAt = 0 } = await progressOf(ready, draft)
    if (!isComplete) {
      waiting.push({ place: draft.place, missing: Math.max(...roles.map((role) => role.missing)) })
      continue
    }
    if (signedAt * 1000 > now.getTime()) {
      throw new OperatorError(
        `${draft.place}.json: was signed ahead of this clock; set the clocks of both machines`,
      )
    }
    const [first] = breaches(ready, draft, signedAt)
    if (first !== undefined) {
      throw new OperatorError(
        `${draft.place}.json: verifiers would refuse it: ${first.en}; correct it and have it signed again`,
      )
    }
    if (draft.role === 'emergency') await refuseTooMany(ready, draft)
    taken.push(draft)
    ready = { ...ready, signed: [...ready.signed, draft] }
  }
  return { taken, waiting, ready }
}

/** Roots first, then delegations, then facts before the rules that read them; versions ascending. */
function inOrder(drafts: readonly Document[]): readonly Document[] {
  const rank = [
    ...['root', 'delegation', 'facts', 'trust', 'stations', 'keys', 'status'],
    ...['rules', 'emergency', 'covered', 'not-green'],
  ]
  return drafts.toSorted(
    (a, b) => rank.indexOf(a.role) - rank.indexOf(b.role) || a.version - b.version,
  )
}

/** The newest of each member; of rule sets every version, since none may vanish. */
function membersOf(signed: readonly Document[]): readonly Document[] {
  const byName = new Map<string, Document>()
  for (const document of signed) {
    if (['root', 'snapshot', 'timestamp'].includes(document.role)) continue
    const known = byName.get(document.name)
    if (known === undefined || known.version < document.version) byName.set(document.name, document)
  }
  return [...byName.values()]
}

function rootsOf(signed: readonly Document[]): readonly Document[] {
  return signed.filter(({ role }) => role === 'root').sort((a, b) => a.version - b.version)
}

function nextOf({ signed }: Shelf, stem: 'snapshot' | 'timestamp'): number {
  return (newest(signed, stem)?.version ?? 0) + 1
}

/** The online keys that root asks for; of a snapshot that is made now, the first at least. */
function onlineOf(shelf: Shelf, { signers, now }: Publishing, isMade = false): Online {
  const { settings } = shelf.authority
  const { roles, expires } = rootOf(shelf)
  if (Date.parse(expires) <= now.getTime()) {
    throw new OperatorError(
      `root: expired at ${expires}; make a new one with "greengate bundle rotate"`,
    )
  }
  const of = (role: 'snapshot' | 'timestamp', least: number): readonly DocumentSigner[] => {
    const mine = signers.filter(({ thumbprint }) => roles[role].keys.includes(thumbprint))
    if (mine.length >= least) return mine
    throw new OperatorError(
      `${role}: ${least} of its keys must be here and ${mine.length} are; put them into keys/ or name them with --key`,
    )
  }
  return {
    world: settings.world,
    // Others may sign it elsewhere; a timestamp is made every hour, by nobody but a machine.
    snapshot: of('snapshot', isMade ? 1 : 0),
    timestamp: of('timestamp', roles.timestamp.threshold),
    signedAt: Math.floor(now.getTime() / 1000),
    days: settings.days,
  }
}

/** Accepts the result twice: as whoever pinned the first root today, and as whoever has what was published before. */
async function tryAsClient(shelf: Shelf, bytes: Uint8Array, now: Date): Promise<Bundle> {
  const [first] = rootsOf(shelf.signed)
  if (first === undefined) throw new OperatorError('root: is missing; run "greengate bundle init"')
  try {
    const pinned = await pinRoot(encodeBundle([carried(first)]), {
      worlds: [shelf.authority.settings.world],
    })
    const fresh = await acceptBundle(pinned, bytes, now)
    const before = await readPublished(shelf.authority)
    if (before !== undefined) {
      const then = await acceptBundle(pinned, before.bytes, before.at)
      await acceptBundle(then, bytes, now)
    }
    return fresh
  } catch (error) {
    if (!(error instanceof GreengateError)) throw error
    throw new OperatorError(
      `verifiers would refuse the result: ${error.message} (${error.code}); ${remedyOf(error.code)}`,
      { cause: error },
    )
  }
}

async function removeDraft(authority: Authority, place: string): Promise<void> {
  const path = documentPath(authority, 'drafts', place)
  const counts = countsPath(authority, place)
  for (const file of [path, signaturesPath(path), counts, signaturesPath(counts)]) {
    await rm(file, { force: true })
  }
}

/** A timestamp says nothing once there is a newer one; every other document is kept. */
async function dropOldTimestamps({ signed, authority }: Shelf, newer: Document): Promise<void> {
  for (const { role, place } of signed) {
    if (role !== 'timestamp' || place === newer.place) continue
    const path = documentPath(authority, 'signed', place)
    for (const file of [path, signaturesPath(path)]) await rm(file, { force: true })
  }
}
