/** Adds a signature to a document, after saying in words what is signed. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { encodeBundle } from 'greengate/issue'
import { writeWhole } from '../edges/file.ts'
import type { Language } from '../edges/language.ts'
import type { Terminal } from '../edges/terminal.ts'
import { OperatorError } from '../operator-error.ts'
import { documentPath, rootFile, type Authority } from './authority.ts'
import { asCounts, countsProgress, type CountsFile } from './emergency-counts.ts'
import { carried, signaturesPath, writeDocument, type Document } from './document.ts'
import { holderOf, progressOf, type Progress } from './progress.ts'
import { breaches } from './rails.ts'
import { readShelf, type Shelf } from './shelf.ts'
import { makeSignature, readSignatures, signaturesBytes, typOf } from './signatures.ts'
import type { DocumentSigner } from './signer.ts'
import { describe, titleOf } from './words/describe.ts'

/** How documents are signed. */
export interface Signing {
  readonly signers: readonly DocumentSigner[]
  readonly now: Date
  readonly language: Language
  /** Asked before each signature; undefined signs without asking. */
  readonly terminal: Terminal | undefined
  readonly say: (line: string) => void
}

/** What became of a document. */
export interface Signed {
  readonly place: string
  readonly title: string
  /** Thumbprints of the keys that signed now. */
  readonly added: readonly string[]
  readonly missing: number
}

/**
 * Signs drafts, one after the other.
 *
 * @param places - Such as `rules/cn-3301/14`.
 * @throws {@link OperatorError} for a key without a say, and for what verifiers would refuse
 */
export async function signDrafts(
  authority: Authority,
  places: readonly string[],
  signing: Signing,
): Promise<readonly Signed[]> {
  const done: Signed[] = []
  for (const place of places) {
    // Read again each time: what was signed a moment ago may be what the next one hangs on.
    const shelf = await readShelf(authority)
    const document = shelf.drafts.find((draft) => draft.place === place)
    if (document === undefined) throw noDraft(shelf, place)
    done.push(await signDraft(shelf, document, signing))
  }
  return done
}

function noDraft({ signed }: Shelf, place: string): OperatorError {
  return new OperatorError(
    signed.some((document) => document.place === place)
      ? `${place}: is published already; a change is a new version`
      : `${place}: there is no such draft; see greengate bundle status`,
  )
}

async function signDraft(shelf: Shelf, document: Document, signing: Signing): Promise<Signed> {
  const { signers, now, language, terminal, say } = signing
  const progress = await progressOf(shelf, document)
  const signedAt = progress.signedAt ?? Math.floor(now.getTime() / 1000)
  for (const line of describe(shelf, document, { progress, signedAt, language })) say(line)
  refuseBreaches(shelf, document, signedAt)
  const fresh = signers.filter((signer) => refuseStranger(shelf, document, progress, signer))
  const title = titleOf(document, language)
  if (fresh.length === 0)
    return { place: document.place, title, added: [], missing: missingOf(progress) }
  if (terminal !== undefined) await confirm(terminal, language, document.place)
  const path = documentPath(shelf.authority, 'drafts', document.place)
  const typ = typOf(document.role, shelf.authority.settings.world)
  const added = await addSignatures(path, document, { typ, signedAt, signers: fresh })
  const signed = { ...document, signatures: added }
  const after = await progressOf(shelf, signed)
  if (signed.place === 'root/1' && after.isComplete) await keepFirstRoot(shelf.authority, signed)
  return {
    place: document.place,
    title,
    added: fresh.map(({ thumbprint }) => thumbprint),
    missing: missingOf(after),
  }
}

/** Every other document hangs on the first root, so it is taken up as soon as it is whole. */
async function keepFirstRoot(authority: Authority, root: Document): Promise<void> {
  await writeDocument(documentPath(authority, 'signed', root.place), root)
  await writeWhole(join(authority.folder, rootFile), encodeBundle([carried(root)]))
  const draft = documentPath(authority, 'drafts', root.place)
  for (const file of [draft, signaturesPath(draft)]) await rm(file, { force: true })
}

/**
 * Adds signatures to the file of a payload and writes both: signed bytes are canonical from here on.
 *
 * @returns The signatures as they stand now.
 */
async function addSignatures(
  path: string,
  { payload, signatures, place }: Pick<Document, 'payload' | 'signatures' | 'place'>,
  how: {
    readonly typ: string
    readonly signedAt: number
    readonly signers: readonly DocumentSigner[]
  },
): Promise<Uint8Array> {
  const entries = [...readSignatures(signatures, place)]
  for (const signer of how.signers) entries.push(await makeSignature({ payload, ...how }, signer))
  const bytes = signaturesBytes(entries)
  await writeWhole(path, payload)
  await writeWhole(signaturesPath(path), bytes)
  return bytes
}

/** Whether a signer is still to sign; one that may not is told so. */
function refuseStranger(
  shelf: Shelf,
  { place }: Document,
  { roles }: Progress,
  { thumbprint, name }: DocumentSigner,
): boolean {
  const mine = roles.filter(({ keys }) => keys.includes(thumbprint))
  if (mine.length === 0) {
    const names = [...new Set(roles.flatMap(({ keys }) => keys))].map((key) => holderOf(shelf, key))
    throw new OperatorError(
      `${name}: this key has no say in ${place}; it is signed by ${names.join(', ')}`,
    )
  }
  return mine.some(({ signedBy }) => !signedBy.includes(thumbprint))
}

function refuseBreaches(shelf: Shelf, document: Document, signedAt: number): void {
  const [first] = breaches(shelf, document, signedAt)
  if (first === undefined) return
  throw new OperatorError(
    `${document.place}.json: verifiers would refuse it: ${first.en}; correct it and have it signed again`,
  )
}

function missingOf({ roles }: Progress): number {
  return Math.max(0, ...roles.map(({ missing }) => missing))
}

async function confirm(terminal: Terminal, language: Language, place: string): Promise<void> {
  const [question, yes] =
    language === 'zh'
      ? ([`签署 ${place}？输入 yes 签署：`, 'yes'] as const)
      : ([`Sign ${place}? Type yes to sign: `, 'yes'] as const)
  if ((await terminal.ask(question)) === yes) return
  throw new OperatorError(`${place}: not signed; type yes to sign`)
}

/**
 * Signs the counts of an emergency set, with the keys of the emergency role.
 *
 * @throws {@link OperatorError}
 */
export async function signCounts(
  shelf: Shelf,
  file: CountsFile,
  { signers, now, language, terminal, say }: Signing,
): Promise<Signed> {
  const progress = await countsProgress(shelf, file)
  const { stopped, people, at } = asCounts(file)
  const share = ((100 * stopped) / people).toFixed(3)
  const title =
    language === 'zh'
      ? `${file.place} 的统计：${people} 人中 ${stopped} 人（${share} %）将被禁止通行，统计时刻 ${at}`
      : `counts of ${file.place}: ${stopped} of ${people} people (${share} %) would be stopped, counted at ${at}`
  say(title)
  const fresh = signers.filter((signer) => refuseStranger(shelf, { ...file }, progress, signer))
  if (terminal !== undefined && fresh.length > 0) await confirm(terminal, language, file.path)
  const signedAt = progress.signedAt ?? Math.floor(now.getTime() / 1000)
  const typ = typOf('counts', shelf.authority.settings.world)
  const signatures = await addSignatures(file.path, file, { typ, signedAt, signers: fresh })
  const after = await countsProgress(shelf, { ...file, signatures })
  return {
    place: file.place,
    title,
    added: fresh.map(({ thumbprint }) => thumbprint),
    missing: missingOf(after),
  }
}
