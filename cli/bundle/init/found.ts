/** Founds an authority: makes its keys, signs its first root, and lays out its folder. */
import { mkdir, mkdtemp, readdir, rename, rm, rmdir } from 'node:fs/promises'
import { basename, dirname, join, resolve } from 'node:path'
import { encodeBundle, type Algorithm } from 'greengate/issue'
import { fileError, kindAt, writeWhole } from '../../edges/file.ts'
import { asObject, parseJson } from '../../edges/json-file.ts'
import { instantText } from '../../edges/instant.ts'
import { packageFile } from '../../edges/package-file.ts'
import { OperatorError } from '../../operator-error.ts'
import {
  documentPath,
  parts,
  rootFile,
  writeSettings,
  type Authority,
  type Settings,
} from '../authority.ts'
import { carried, digest, makeDocument, writeDocument, type Document } from '../document.ts'
import type { Holders } from '../holders.ts'
import { makeHeldKeys, type HeldKey } from '../make-keys.ts'
import { defaultRails, schedule } from '../defaults.ts'
import { plainRoles, type PlainRole, type RoleKeys, type RootPayload } from '../payloads.ts'
import { makeSignature, signaturesBytes, typOf } from '../signatures.ts'
import type { Founding } from './questions.ts'

/** An authority that was founded. */
export interface Founded {
  readonly folder: string
  readonly keys: readonly (HeldKey & { readonly role: string })[]
  /** SHA-256 of the root, base64url. */
  readonly rootDigest: string
  /** How many signatures root still lacks: shares that are on tokens sign later. */
  readonly missing: number
}

const day = 86_400_000
const advice = 'name a new or empty folder'

/** How it is founded. */
export interface Place {
  readonly folder: string
  readonly now: Date
  readonly alg?: Algorithm
}

/**
 * Founds an authority. Made whole beside its place, then moved there.
 *
 * @throws {@link OperatorError}
 */
export async function foundAuthority(founding: Founding, place: Place): Promise<Founded> {
  const folder = resolve(place.folder)
  await refuseUsed(place.folder)
  try {
    await mkdir(dirname(folder), { recursive: true })
    const part = await mkdtemp(join(dirname(folder), `.${basename(folder)}.part-`))
    try {
      const founded = await foundIn(part, founding, place)
      if ((await kindAt(folder)) === 'folder') await rmdir(folder)
      await rename(part, folder)
      return { ...founded, folder }
    } finally {
      await rm(part, { recursive: true, force: true })
    }
  } catch (error) {
    throw fileError(place.folder, error, advice)
  }
}

/**
 * Refuses a folder that an authority cannot be founded in: before anybody has answered a question.
 *
 * @throws {@link OperatorError}
 */
export async function refuseUsed(folder: string): Promise<void> {
  try {
    const kind = await kindAt(folder)
    if (kind === 'file') throw new OperatorError(`${folder}: is a file; ${advice}`)
    if (kind === 'folder' && (await readdir(folder)).length > 0) {
      throw new OperatorError(`${folder}: is not empty; ${advice}`)
    }
  } catch (error) {
    throw fileError(folder, error, advice)
  }
}

async function foundIn(
  folder: string,
  founding: Founding,
  { now, alg = 'Ed25519' }: Place,
): Promise<Omit<Founded, 'folder'>> {
  const keys: (HeldKey & { role: string })[] = []
  const make = async (role: string, { threshold, holders }: Holders): Promise<RoleKeys> => {
    const made = await makeHeldKeys(join(folder, parts.keys), role, holders, alg)
    keys.push(...made.map((key) => ({ ...key, role })))
    return { keys: made.map((key) => key.thumbprint), threshold }
  }
  const roles: [PlainRole, RoleKeys][] = []
  for (const role of plainRoles) roles.push([role, await make(role, founding[role])])
  const rules = await make('rules', founding.rules)
  const { emergency } = founding
  const tightening = emergency === undefined ? undefined : await make('emergency', emergency)
  const root: RootPayload = {
    version: 1,
    world: founding.world,
    purpose: { zh: founding.purposeZh, en: founding.purposeEn },
    legalBasis: founding.legalBasis,
    endsAt: founding.endsAt,
    expires: earlier(founding.endsAt, new Date(now.getTime() + 365 * day)),
    keys: Object.fromEntries(keys.map((key) => [key.thumbprint, key.jwk])),
    roles: {
      ...(Object.fromEntries(roles) as Record<PlainRole, RoleKeys>),
      rules: [{ prefix: founding.prefix, ...rules, rails: defaultRails }],
      emergency:
        tightening === undefined
          ? null
          : { prefix: founding.emergencyPrefix, ...tightening, ended: [] },
    },
    freshness: schedule,
    clockUncertainty: 60,
  }
  const settings: Settings = {
    format: 'greengate-authority-1',
    world: founding.world,
    holders: Object.fromEntries(
      keys.map(({ thumbprint, holder, role }) => [thumbprint, `${holder.name}, ${role}`]),
    ),
    days: { timestamp: 8, snapshot: 30, member: 90 },
    emergencyShare: 0.02,
  }
  const authority: Authority = { folder, settings }
  await writeSettings(authority)
  const { document, missing } = await signFirst(authority, root, keys, now)
  await writeDrafts(authority, now, founding.endsAt)
  return { keys, rootDigest: digest(document.payload), missing }
}

/** Signed by every share that is here; where some are on tokens it stays a draft until enough have signed. */
async function signFirst(
  authority: Authority,
  root: RootPayload,
  keys: readonly (HeldKey & { role: string })[],
  now: Date,
): Promise<{ readonly document: Document; readonly missing: number }> {
  const bare = makeDocument('root/1', root)
  const typ = typOf('root', root.world)
  const signedAt = Math.floor(now.getTime() / 1000)
  const entries = []
  for (const { role, signer } of keys) {
    if (role !== 'root' || signer === undefined) continue
    entries.push(await makeSignature({ payload: bare.payload, typ, signedAt }, signer))
  }
  const missing = Math.max(0, root.roles.root.threshold - entries.length)
  const document = entries.length === 0 ? bare : { ...bare, signatures: signaturesBytes(entries) }
  const part = missing === 0 ? 'signed' : 'drafts'
  await writeDocument(documentPath(authority, part, document.place), document)
  if (missing === 0) {
    await writeWhole(join(authority.folder, rootFile), encodeBundle([carried(document)]))
  }
  return { document, missing }
}

/** The standard pack of fact types, and a trust list without anybody: to begin with. */
async function writeDrafts(authority: Authority, now: Date, endsAt: string): Promise<void> {
  const expires = earlier(endsAt, new Date(now.getTime() + authority.settings.days.member * day))
  const text = new TextEncoder().encode(packageFile('schema/standard-fact-types.json'))
  const pack = asObject(parseJson(text, 'the standard pack', 'fact types')) ?? {}
  const drafts = [
    makeDocument('facts/1', { ...pack, version: 1, expires }),
    makeDocument('trust/1', { version: 1, expires, issuers: [], revoked: [] }),
  ]
  for (const draft of drafts) {
    await writeDocument(documentPath(authority, 'drafts', draft.place), draft)
  }
}

function earlier(endsAt: string, then: Date): string {
  return Date.parse(endsAt) < then.getTime() ? endsAt : instantText(then)
}
