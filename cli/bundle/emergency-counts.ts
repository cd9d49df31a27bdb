/** How many people an emergency set would stop: counted, signed by its role, and held against the bound. */
import { kindAt, readBytes } from '../edges/file.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { OperatorError } from '../operator-error.ts'
import { documentPath, type Authority } from './authority.ts'
import { digest, payloadBytes, signaturesPath, type Document } from './document.ts'
import { progressOfRoles, type Progress } from './progress.ts'
import { signingRoles, type Shelf } from './shelf.ts'
import { typOf } from './signatures.ts'

/** What was counted. No verifier reads it; the publisher's tool does. */
export interface Counts {
  readonly format: 'greengate-counts-1'
  /** `emergency/ID/VERSION`. */
  readonly name: string
  /** Of the set that was counted. */
  readonly sha256: string
  readonly people: number
  readonly stopped: number
  /** The instant that people were judged at. */
  readonly at: string
}

/** Counts as they lie beside their set. */
export type CountsFile = Document & { readonly path: string }

/** Where the counts of an emergency set lie. */
export function countsPath(authority: Authority, place: string): string {
  return documentPath(authority, 'drafts', place).replace(/\.json$/, '.counts.json')
}

/**
 * Reads the counts of an emergency set.
 *
 * @throws {@link OperatorError}
 */
export async function readCounts(authority: Authority, set: Document): Promise<CountsFile> {
  const path = countsPath(authority, set.place)
  if ((await kindAt(path)) === 'nothing') {
    throw new OperatorError(
      `${set.place}.json: nobody has counted whom it stops; run "greengate bundle count" and have the counts signed`,
    )
  }
  const value = asObject(parseJson(await readBytes(path, 'counts'), path, 'counts as JSON')) ?? {}
  const beside = signaturesPath(path)
  const isSigned = (await kindAt(beside)) === 'file'
  const signatures = isSigned ? await readBytes(beside, 'signatures') : undefined
  const file = { ...set, path, value, payload: payloadBytes(value), signatures }
  const counts = asCounts(file)
  if (counts.name === set.name && counts.sha256 === digest(set.payload)) return file
  throw new OperatorError(`${path}: counts another set than the one beside it; count again`)
}

/** @throws {@link OperatorError} for what is no counts */
export function asCounts({ value, path }: CountsFile): Counts {
  const { format, people, stopped } = value
  const areCounts =
    format === 'greengate-counts-1' &&
    Number.isSafeInteger(people) &&
    Number.isSafeInteger(stopped) &&
    (people as number) > 0 &&
    (stopped as number) >= 0 &&
    (stopped as number) <= (people as number)
  if (areCounts) return value as unknown as Counts
  throw new OperatorError(`${path}: holds no counts; make them with "greengate bundle count"`)
}

/** Who has signed counts, and who is missing. */
export function countsProgress(shelf: Shelf, file: CountsFile): Promise<Progress> {
  return progressOfRoles(
    file,
    typOf('counts', shelf.authority.settings.world),
    signingRoles(shelf, file),
  )
}

/**
 * Refuses an emergency set whose counts are not signed, or that stops too many people.
 *
 * @throws {@link OperatorError}
 */
export async function refuseTooMany(shelf: Shelf, set: Document): Promise<void> {
  const { authority } = shelf
  const file = await readCounts(authority, set)
  const { isComplete } = await countsProgress(shelf, file)
  if (!isComplete) {
    throw new OperatorError(
      `${file.path}: is not signed by enough keys of the emergency role; have it signed with "greengate bundle sign"`,
    )
  }
  const { people, stopped } = asCounts(file)
  const { emergencyShare } = authority.settings
  if (stopped / people <= emergencyShare) return
  throw new OperatorError(
    `${set.place}.json: stops ${((100 * stopped) / people).toFixed(2)} % of people, and the bound is ${(100 * emergencyShare).toFixed(2)} %; narrow its rules, or publish an ordinary version`,
  )
}
