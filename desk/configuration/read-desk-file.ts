/** Reads desk.yaml: all that is wrong with it at once, a line each, with its line and its column. */
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { OperatorError } from 'greengate-cli/bundle'
import { findingLine, type Finding } from '../../kiosk/station/configuration/finding.ts'
import { readShaped } from '../../kiosk/station/configuration/read-shaped.ts'
import { systemCode } from '../http/system-code.ts'
import { findDeskConflicts } from './desk-conflicts.ts'
import { deskShape, type DeskFile } from './desk-shape.ts'

/** What it says, or what is wrong. */
export type ReadDeskFile =
  | { readonly configuration: DeskConfiguration; readonly findings: readonly [] }
  | { readonly configuration: undefined; readonly findings: readonly Finding[] }

/** A file that was read; paths are whole. */
export type DeskConfiguration = DeskFile

/** A configuration is a page or two. */
const mostBytes = 1_048_576

/**
 * Reads the file and looks at the files that it names.
 *
 * @throws OperatorError where the file itself cannot be read.
 */
export async function readDeskFile(file: string): Promise<ReadDeskFile> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const code = systemCode(error)
    if (code === undefined) throw error
    throw new OperatorError(`${file} cannot be read (${code}); "desk init" writes one`)
  })
  if (bytes.length > mostBytes) throw new OperatorError(`${file}: too large for a configuration`)
  return parseDeskFile(bytes.toString('utf8'), dirname(resolve(file)))
}

/** Reads a text; `folder` is where its relative paths begin. */
export async function parseDeskFile(written: string, folder: string): Promise<ReadDeskFile> {
  const { value, findings } = await readShaped(written, folder, deskShape, findDeskConflicts)
  if (value === undefined) return { configuration: undefined, findings }
  const { store, feeds } = value
  const whole = (path: string): string => resolve(folder, path)
  return {
    configuration: {
      ...value,
      store: { file: whole(store.file), status: whole(store.status) },
      feeds: { ...feeds, folder: whole(feeds.folder) },
    },
    findings: [],
  }
}

/**
 * Reads it for a desk that is to run.
 *
 * @throws OperatorError with the first thing that is wrong and how many more there are; "desk check" says them all.
 */
export async function loadDeskFile(file: string): Promise<DeskConfiguration> {
  const { configuration, findings } = await readDeskFile(file)
  if (configuration !== undefined) return configuration
  const [first] = findings
  const line = first === undefined ? file : findingLine(file, first)
  const more = findings.length > 1 ? `; and ${String(findings.length - 1)} more: desk check` : ''
  throw new OperatorError(`${line}${more}`)
}
