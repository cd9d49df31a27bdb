/** The bundles that an authority published, as a folder keeps them: which of them a gate can have had at an instant. */
import { readdir } from 'node:fs/promises'
import { basename, dirname, join } from 'node:path'
import {
  acceptBundle,
  GreengateError,
  pinRoot,
  type Bundle,
  type HeldRuleSet,
  type VerifierClass,
  type World,
} from 'greengate'
import { decodeBundle } from 'greengate/issue'
import { unzipped } from '../bundle/bundle-source.ts'
import { readSignatures } from '../bundle/signatures.ts'
import { fileError, kindAt, readBytes } from '../edges/file.ts'
import { OperatorError } from '../operator-error.ts'

/** A bundle of the pinned root, every check made, as of when it was published. */
export interface Published {
  readonly file: string
  readonly bundle: Bundle
  /** When its timestamp was signed; milliseconds. */
  readonly at: number
}

/** All that the folder holds. */
export interface Archive {
  /** SHA-256 of the pinned root: to be compared by eye. */
  readonly rootDigest: string
  /** Newest first; never empty. */
  readonly published: readonly Published[]
  /** What was found beside them and is not of this root, or damaged: by the code of its refusal. */
  readonly refused: readonly { readonly file: string; readonly code: string }[]
}

/** Who takes the folder in. */
export interface ArchiveOptions {
  readonly root: string | undefined
  readonly worlds: readonly World[]
  readonly class: VerifierClass
}

/** A year of hourly sticks is more than anybody brings. */
const maxFiles = 10_000
const what = 'a published bundle (.ggb), or a folder of them'

/**
 * Opens a folder of bundles, at any depth, or one file.
 *
 * @throws {@link OperatorError} also where none of them is of the root
 */
export async function openArchive(path: string, options: ArchiveOptions): Promise<Archive> {
  const files = await filesAt(path)
  const rootFile = options.root ?? (await rootBeside(path))
  const rootBytes = await readBytes(rootFile, 'a root (.ggb)')
  const pin = { worlds: options.worlds, class: options.class }
  const pinned = await codeOf(() => pinRoot(rootBytes, pin))
  if ('code' in pinned) {
    throw new OperatorError(`${rootFile}: is no root to trust (${pinned.code}); name it by --root`)
  }
  const published: Published[] = []
  const refused: { file: string; code: string }[] = []
  for (const file of files) {
    const bytes = unzipped(await readBytes(file, what), file)
    const opened = await codeOf(() => acceptAsPublished(pinned.value, bytes))
    if ('code' in opened) refused.push({ file, code: opened.code })
    else if (opened.value !== undefined) published.push({ file, ...opened.value })
  }
  if (published.length === 0) {
    const [first] = refused
    const why =
      first === undefined ? 'holds no bundle' : `holds no bundle of this root (${first.code})`
    throw new OperatorError(`${path}: ${why}; name ${what}, and the root that you trust by --root`)
  }
  return {
    rootDigest: pinned.value.root.sha256,
    published: published.toSorted((a, b) => versionOf(b) - versionOf(a) || b.at - a.at),
    refused,
  }
}

const versionOf = ({ bundle }: Published): number => bundle.snapshot?.version ?? 0

/** A folder may hold roots beside bundles, which are no bundles by themselves: undefined. */
async function acceptAsPublished(
  pinned: Bundle,
  bytes: Uint8Array,
): Promise<Omit<Published, 'file'> | undefined> {
  const timestamp = decodeBundle(bytes).documents.find(({ name }) => name === 'timestamp')
  if (timestamp === undefined) return undefined
  const [entry] = readSignatures(timestamp.signatures, 'timestamp')
  const at = (entry?.signedAt ?? 0) * 1000
  return { bundle: await acceptBundle(pinned, bytes, new Date(at)), at }
}

async function codeOf<T>(
  work: () => Promise<T>,
): Promise<{ readonly value: T } | { readonly code: string }> {
  try {
    return { value: await work() }
  } catch (error) {
    if (error instanceof GreengateError) return { code: error.code }
    if (error instanceof OperatorError) return { code: 'ERR_BUNDLE_MALFORMED' }
    throw error
  }
}

async function filesAt(path: string): Promise<readonly string[]> {
  const kind = await kindAt(path)
  if (kind === 'nothing') throw new OperatorError(`${path}: there is no such file; name ${what}`)
  if (kind === 'file') return [path]
  try {
    const entries = await readdir(path, { recursive: true, withFileTypes: true })
    const files = entries
      .filter((entry) => entry.isFile() && /\.ggb(\.gz)?$/.test(entry.name))
      .map((entry) => join(entry.parentPath, entry.name))
      .sort()
    if (files.length > maxFiles) {
      throw new OperatorError(`${path}: holds over ${maxFiles} bundles; name those of about then`)
    }
    return files
  } catch (error) {
    throw fileError(path, error, `name ${what}`)
  }
}

/** The root that lies in the folder, in the authority's own, or beside the file. */
async function rootBeside(path: string): Promise<string> {
  const folder = (await kindAt(path)) === 'folder' ? path : dirname(path)
  for (const place of [join(folder, 'root.ggb'), join(folder, 'published', 'root.ggb')]) {
    if ((await kindAt(place)) === 'file') return place
  }
  throw new OperatorError(
    `${basename(path)}: has no root.ggb beside it; name the root that you trust by --root`,
  )
}

/** Those that a gate can have had at an instant, newest first. */
export function publishedBy({ published }: Archive, at: Date): readonly Published[] {
  return published.filter((each) => each.at <= at.getTime())
}

/** All that is known under a rule set's name and version: one, or several where their bytes differ. */
export function ruleSetsNamed(
  { published }: Archive,
  id: string,
  version: number,
): readonly { readonly held: HeldRuleSet; readonly from: Published }[] {
  const found = new Map<string, { held: HeldRuleSet; from: Published }>()
  for (const from of published) {
    const sets = [
      ...(from.bundle.ruleSets.get(id) ?? []),
      ...(from.bundle.emergencies.get(id) ?? []),
    ]
    for (const held of sets) {
      if (held.version === version && !found.has(held.sha256))
        found.set(held.sha256, { held, from })
    }
  }
  return [...found.values()]
}
