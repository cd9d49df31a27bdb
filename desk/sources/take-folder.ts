/** Takes files that a source drops into its folder: whole ones only, each once, with a report beside it. */
import { createHash } from 'node:crypto'
import { closeSync, constants, fsyncSync, lstatSync, openSync, rmSync, writeSync } from 'node:fs'
import { lstat, mkdir, open, readdir, readFile, rename, stat } from 'node:fs/promises'
import { extname, join } from 'node:path'
import type { Desk } from '../desk.ts'
import { DeskError } from '../desk-error.ts'
import type { RecordState } from '../facts/record.ts'
import type { Taking } from '../facts/take-facts.ts'
import { systemCode } from '../http/system-code.ts'
import { signerOfDelivery } from './check-signature.ts'
import type { RecordForm } from './read-line.ts'
import { signingKeysOf } from './source-keys.ts'
import { takeStream } from './take-stream.ts'

/** What became of a file. */
export interface TakenFile {
  /** Its name in `done/` or `refused/`. */
  readonly name: string
  readonly isTaken: boolean
  /** Of a file that is refused as a whole. */
  readonly reason?: 'form' | 'signature' | 'too-large' | 'unreadable'
  readonly counts: Readonly<Partial<Record<RecordState, number>>>
}

const forms: Readonly<Record<string, RecordForm>> = {
  '.ndjson': 'ndjson',
  '.jsonl': 'ndjson',
  '.csv': 'csv',
}
const signatureEnding = '.jws'
const rooms = ['taking', 'done', 'refused']
const noLink = constants.O_RDONLY | constants.O_NOFOLLOW
/** What is signed as a whole is read as a whole. */
const maxSigned = 67_108_864

/**
 * Takes what lies in a source's folder. A file that is being written is called `.part`, or begins with a dot, until it
 * is whole. A file is moved to `taking/` first; what a stopped process left there is taken up again, and records that
 * were taken before are answered as duplicates. No link is followed: whoever may write here must not choose what else
 * the desk reads, moves or writes over.
 *
 * @throws DeskError `ERR_DESK_FOLDER_LINK` where a room of the folder leads elsewhere.
 */
export async function takeFolder(
  desk: Pick<Desk, 'store' | 'rules' | 'surroundings'>,
  source: string,
  folder: string,
): Promise<readonly TakenFile[]> {
  for (const name of rooms) {
    const room = join(folder, name)
    await mkdir(room, { recursive: true })
    if (!(await lstat(room)).isDirectory())
      throw new DeskError('ERR_DESK_FOLDER_LINK', `${name} of source ${source} is no folder`)
  }
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    const { name } = entry
    const isWhole = entry.isFile() && !name.startsWith('.') && !name.endsWith('.part')
    // A signature comes before its file, and goes with it.
    if (!isWhole || name.endsWith(signatureEnding)) continue
    const signature = join(folder, name + signatureEnding)
    const to = join(folder, 'taking', freeName(folder, name))
    await rename(signature, to + signatureEnding).catch(isNothing)
    await rename(join(folder, name), to)
  }
  const taken: TakenFile[] = []
  for (const name of (await readdir(join(folder, 'taking'))).sort()) {
    if (name.endsWith(signatureEnding) || name.endsWith('.part')) continue
    taken.push(await takeFile(desk, source, folder, name))
  }
  return taken
}

/** No file has a name that is longer than a file's may be. */
function isNothing(error: unknown): void {
  if (!['ENOENT', 'ENAMETOOLONG'].includes(systemCode(error) ?? '')) throw error
}

/** So many characters of a name and of its ending, that a report beside it has a name too: a file system takes 255 bytes. */
const [longestStem, longestEnding] = [60, 12]

/** A name that stands nowhere yet: nothing that was taken is written over. */
function freeName(folder: string, name: string): string {
  const given = extname(name)
  const ending = given.slice(0, longestEnding)
  const stem = name.slice(0, name.length - given.length).slice(0, longestStem)
  for (let n = 1; ; n++) {
    const free = n === 1 ? stem + ending : `${stem}-${String(n)}${ending}`
    const isThere = rooms.some((room) => liesAt(join(folder, room, free)))
    if (!isThere) return free
  }
}

/** Whether anything lies there, be it a link that leads nowhere. */
const liesAt = (path: string): boolean => lstatSync(path, { throwIfNoEntry: false }) !== undefined

async function takeFile(
  { store, rules, surroundings }: Pick<Desk, 'store' | 'rules' | 'surroundings'>,
  source: string,
  folder: string,
  name: string,
): Promise<TakenFile> {
  const path = join(folder, 'taking', name)
  const report = openReport(`${path}.report.part`)
  const counts: Partial<Record<RecordState, number>> = {}
  const take = async (): Promise<TakenFile['reason']> => {
    const given = [path, path + signatureEnding].filter(liesAt)
    if (!given.every((each) => lstatSync(each).isFile())) return 'unreadable'
    const form = forms[extname(name).toLowerCase()]
    const signed = await signedOf(store, source, path)
    if (form === undefined) return 'form'
    if (typeof signed === 'string') return signed
    const taking: Taking = {
      types: rules.types,
      way: 'folder',
      ...(signed === undefined ? {} : { signed }),
    }
    const bytes = (await open(path, noLink)).createReadStream()
    const clock = (): number => Math.floor(surroundings.now().getTime() / 1000)
    for await (const answers of takeStream(store, { ...taking, source, form, bytes }, clock)) {
      for (const answer of answers) {
        counts[answer.state] = (counts[answer.state] ?? 0) + 1
        report.write(answer)
      }
    }
    return undefined
  }
  const reason = await take().catch(unreadable)
  report.write({ file: name, ...(reason === undefined ? {} : { reason }), counts })
  report.close()
  const room = join(folder, reason === undefined ? 'done' : 'refused')
  await rename(`${path}.report.part`, join(room, `${name}.report.ndjson`))
  // As long as the file lies in taking/ it is taken up again, and its signature with it.
  await rename(path, join(room, name))
  if (liesAt(path + signatureEnding)) {
    await rename(path + signatureEnding, join(room, name + signatureEnding))
  }
  return {
    name,
    isTaken: reason === undefined,
    ...(reason === undefined ? {} : { reason }),
    counts,
  }
}

/** What the desk may not read, or what is no file, stays so however often it is tried. */
function unreadable(error: unknown): 'unreadable' {
  if (!['EACCES', 'EPERM', 'EISDIR', 'ELOOP'].includes(systemCode(error) ?? '')) throw error
  return 'unreadable'
}

/** Undefined: it is not signed, and attributed to the source by its folder. */
async function signedOf(
  store: Desk['store'],
  source: string,
  path: string,
): Promise<Taking['signed'] | 'signature' | 'too-large'> {
  if (!liesAt(path + signatureEnding)) return undefined
  if ((await stat(path)).size > maxSigned) return 'too-large'
  const bytes = await readFile(path, { flag: noLink })
  const signature = (
    await readFile(path + signatureEnding, { encoding: 'utf8', flag: noLink })
  ).trim()
  const signer = await signerOfDelivery(bytes, signature, signingKeysOf(store, source))
  if (signer === undefined) return 'signature'
  return { sha256: createHash('sha256').update(bytes).digest(), signature, signer }
}

function openReport(path: string): { write(line: unknown): void; close(): void } {
  rmSync(path, { force: true, recursive: true })
  const file = openSync(path, 'wx', 0o600)
  return {
    write: (line) => {
      writeSync(file, `${JSON.stringify(line)}\n`)
    },
    close: () => {
      fsyncSync(file)
      closeSync(file)
    },
  }
}
