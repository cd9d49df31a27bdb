/** Ends a station: erases its keys, its data and its journals, and states, signed, what was erased. */
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { CompactSign, importJWK } from 'jose'
import { publicJwk, thumbprint } from 'greengate/issue'
import { kindAt, readBytes, writeWhole } from '../edges/file.ts'
import { instantText } from '../edges/instant.ts'
import { asObject, parseJson } from '../edges/json-file.ts'
import { readPrivateKey } from '../keys/key-file.ts'
import { readStation, stationFiles, type OpenStation } from '../station/station-folder.ts'
import { eraseFile, listFiles, type Doomed } from './erase.ts'

/** What is to go. */
export interface Retirement {
  /** The folder that `greengate station enrol` made. */
  readonly folder: string
  /** Bundles, sets and whatever else was carried to the station: files or folders. */
  readonly sets: readonly string[]
  readonly journals: readonly string[]
  /** When the authority ends. */
  readonly endsAt: string
  /** SHA-256 of the pinned root. */
  readonly rootDigest: string
  readonly now: Date
}

/** Counts and digests of one kind of files; no personal data, and no name of a file. */
export interface Erased {
  readonly files: number
  readonly bytes: number
  readonly sha256: readonly string[]
}

/** What the station states. */
export interface Statement {
  readonly format: 'greengate-retirement-1'
  readonly station: string
  readonly lanes: readonly string[]
  readonly root: string
  readonly endsAt: string
  readonly erasedAt: string
  readonly reason: 'ended' | 'before-the-end'
  /** With the key that signed this; its thumbprint is in the roster. */
  readonly keys: Erased & { readonly thumbprint: string }
  readonly sets: Erased
  readonly journals: Erased
}

/** A plan stays until all is erased: a run that was cut off is finished by the next one. */
const planName = 'retirement.plan.json'
export const statementName = 'retirement.jws'

/**
 * Erases, and writes the statement into the folder.
 *
 * The signing key goes last: what it signed is all that is left of the station.
 *
 * @returns The statement, and where it lies.
 */
export async function retire(
  retirement: Retirement,
): Promise<{ readonly statement: Statement; readonly file: string }> {
  const { folder, sets, journals } = retirement
  const signing = join(folder, stationFiles.signing)
  // Its other keys may be gone already: only what is still needed is opened.
  const station = { station: await readStation(folder), signing: await readPrivateKey(signing) }
  const found = {
    keys: (await listFiles(join(folder, 'keys'))).filter(({ path }) => path !== signing),
    sets: (await Promise.all(sets.map(listFiles))).flat(),
    journals: (await Promise.all(journals.map(listFiles))).flat(),
  }
  const statement = await planned(folder, await planOf(retirement, station, found))
  for (const { path } of [...found.journals, ...found.sets, ...found.keys]) await eraseFile(path)
  const file = join(folder, statementName)
  await writeWhole(file, `${await signed(statement, station)}\n`)
  await eraseFile(signing)
  await rm(join(folder, planName), { force: true })
  return { statement, file }
}

type Retiring = Pick<OpenStation, 'station' | 'signing'>

async function planOf(
  { endsAt, rootDigest, now }: Retirement,
  { station, signing }: Retiring,
  found: Readonly<Record<'keys' | 'sets' | 'journals', readonly Doomed[]>>,
): Promise<Statement> {
  const { keys, sets, journals } = found
  return {
    format: 'greengate-retirement-1',
    station: station.id,
    lanes: station.lanes,
    root: rootDigest,
    endsAt,
    erasedAt: instantText(now),
    reason: Date.parse(endsAt) <= now.getTime() ? 'ended' : 'before-the-end',
    // A key's digest would let whoever guesses it know; its thumbprint is public anyway.
    keys: {
      ...erased(keys),
      files: keys.length + 1,
      sha256: [],
      thumbprint: await thumbprint(publicJwk(signing)),
    },
    sets: erased(sets),
    journals: erased(journals),
  }
}

function erased(files: readonly Doomed[]): Erased {
  return {
    files: files.length,
    bytes: files.reduce((sum, { bytes }) => sum + bytes, 0),
    sha256: files.map(({ sha256 }) => sha256),
  }
}

/** What a run before this one had found still counts: its files may be gone by now. */
async function planned(folder: string, plan: Statement): Promise<Statement> {
  const file = join(folder, planName)
  if ((await kindAt(file)) === 'file') {
    const value = asObject(parseJson(await readBytes(file, 'a plan'), file, 'a plan'))
    if (value?.['format'] === plan.format) return value as unknown as Statement
  }
  await writeWhole(file, JSON.stringify(plan))
  return plan
}

async function signed(statement: Statement, { signing }: Retiring): Promise<string> {
  return new CompactSign(new TextEncoder().encode(JSON.stringify(statement)))
    .setProtectedHeader({
      alg: 'Ed25519',
      typ: 'greengate-retirement',
      kid: await thumbprint(publicJwk(signing)),
    })
    .sign(await importJWK({ ...signing }, 'Ed25519'))
}
