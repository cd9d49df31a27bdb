/** Seals binding and population keys to every group of the roster, as drafts of `keys/<group>`. */
import { randomBytes } from 'node:crypto'
import { join } from 'node:path'
import { CompactEncrypt, importJWK } from 'jose'
import { canonicalJson } from 'greengate/issue'
import { parts, type Authority } from '../bundle/authority.ts'
import type { Document } from '../bundle/document.ts'
import { editDraft, memberExpires } from '../bundle/draft.ts'
import type { StationGroup, TrustPayload } from '../bundle/payloads.ts'
import { newest, type Shelf } from '../bundle/shelf.ts'
import { instantText } from '../edges/instant.ts'
import { OperatorError } from '../operator-error.ts'
import {
  ensureBindingKey,
  jsonFiles,
  makeFolder,
  monthEnd,
  monthOf,
  readBindingKeys,
  readSecret,
  writeSecret,
  type BindingKey,
} from './binding-key.ts'
import { groupsOf } from './roster.ts'

const day = 86_400_000
const typ = 'greengate-station-keys'
const format = 'greengate-station-keys-1'

/** What to seal. */
export interface Sealing {
  readonly now: Date
  /** How many days the longest code lives: for so long a key is sealed after its month. */
  readonly codeLife: number
  /** Default: every issuer of the trust list. */
  readonly issuers?: readonly string[]
  /** Whether to make another population key. */
  readonly newPopulationKey?: boolean
  /** Default: every group of the roster. */
  readonly group?: string
}

/** What was sealed. */
export interface SealedKeysDrafts {
  readonly documents: readonly Document[]
  /** Ascending; until when stations get each of them. */
  readonly binding: readonly (Omit<BindingKey, 'key'> & { readonly until: string })[]
  /** Ids of population keys. */
  readonly population: readonly string[]
}

interface PopulationKey {
  readonly id: string
  readonly key: string
}

/** Where an authority keeps them: the folders are as secret as its signing keys. */
function foldersOf({ folder }: Authority): {
  readonly binding: string
  readonly population: string
} {
  return {
    binding: join(folder, parts.keys, 'binding'),
    population: join(folder, parts.keys, 'population'),
  }
}

/** Whether anything was ever sealed here. */
export async function hasStationKeys(authority: Authority): Promise<boolean> {
  const { binding, population } = foldersOf(authority)
  return (await jsonFiles(binding)).length + (await jsonFiles(population)).length > 0
}

/**
 * Makes the keys of this month and the next where they are missing, and seals all that are still needed.
 *
 * @throws {@link OperatorError}
 */
export async function sealStationKeys(shelf: Shelf, sealing: Sealing): Promise<SealedKeysDrafts> {
  const { now, codeLife, group: only } = sealing
  const { authority } = shelf
  const groups = groupsOf(shelf).filter(({ id }) => only === undefined || id === only)
  if (groups.length === 0) {
    throw new OperatorError('the roster has no group; admit a station first ("station admit")')
  }
  const folders = foldersOf(authority)
  const month = monthOf(now)
  for (const issuer of sealing.issuers ?? issuersOf(shelf)) {
    for (const each of [month, monthOf(monthEnd(month))]) {
      await ensureBindingKey(folders.binding, issuer, each)
    }
  }
  if (sealing.newPopulationKey === true) await makePopulationKey(folders.population)
  const needed = (await readAll(folders.binding))
    .map((key) => ({ ...key, until: untilOf(key, codeLife) }))
    .filter(({ until }) => until > now)
  const population = await Promise.all((await jsonFiles(folders.population)).map(readPopulationKey))
  const binding = needed.map(({ issuer, month: of, key }) => ({ issuer, month: of, key }))
  const documents: Document[] = []
  for (const group of groups) {
    const sealed = await seal(group, { format, group: group.id, binding, population })
    const next = { version: 0, expires: memberExpires(shelf, now), group: group.id, sealed }
    documents.push(await editDraft(shelf, { stem: `keys/${group.id}`, first: {} }, () => next))
  }
  return {
    documents,
    binding: needed.map(({ issuer, month: of, until }) => ({
      issuer,
      month: of,
      until: instantText(until),
    })),
    population: population.map(({ id }) => id),
  }
}

function untilOf({ month }: BindingKey, codeLife: number): Date {
  return new Date(monthEnd(month).getTime() + codeLife * day)
}

async function readAll(folder: string): Promise<readonly BindingKey[]> {
  return (await jsonFiles(folder)).length === 0 ? [] : readBindingKeys(folder)
}

function issuersOf({ signed, drafts }: Shelf): readonly string[] {
  const list = newest([...signed, ...drafts], 'trust')?.value as Partial<TrustPayload> | undefined
  return (list?.issuers ?? []).map(({ id }) => id)
}

async function makePopulationKey(folder: string): Promise<void> {
  await makeFolder(folder)
  const id = randomBytes(8).toString('base64url')
  await writeSecret(join(folder, `${id}.json`), { id, key: randomBytes(16).toString('base64url') })
}

async function readPopulationKey(path: string): Promise<PopulationKey> {
  const { id, key } = await readSecret(path, 'a population key')
  if (typeof id === 'string' && typeof key === 'string' && /^[\w-]{22}$/.test(key)) {
    return { id, key }
  }
  throw new OperatorError(`${path}: is no population key; take it out of that folder`)
}

async function seal({ id, recipient }: StationGroup, secrets: object): Promise<string> {
  return new CompactEncrypt(new TextEncoder().encode(canonicalJson(secrets)))
    .setProtectedHeader({ alg: 'ECDH-ES', enc: 'A256GCM', typ, kid: id })
    .encrypt(await importJWK({ ...recipient }, 'ECDH-ES'))
}
