/** Reads the configuration of a station: all that is wrong with it at once, with its line and its column. */
import { readFile } from 'node:fs/promises'
import { dirname, resolve } from 'node:path'
import { StationError, systemCode } from '../station-error.ts'
import { findConflicts } from './conflicts.ts'
import { findingLine, type Finding } from './finding.ts'
import { readShaped } from './read-shaped.ts'
import type { StationConfiguration } from './station-configuration.ts'
import { configurationOf, fileShape } from './station-shape.ts'

/** What a file says, or what is wrong with it; there is always one of them. */
export type ReadConfiguration =
  | { readonly configuration: StationConfiguration; readonly findings: readonly [] }
  | { readonly configuration: undefined; readonly findings: readonly Finding[] }

/** A configuration is a page or two. */
const mostBytes = 1_048_576

/**
 * Reads the file and looks at the files that it names.
 *
 * @throws StationError `ERR_STATION_CONFIGURATION` where the file itself cannot be read.
 */
export async function readConfiguration(file: string): Promise<ReadConfiguration> {
  const bytes = await readFile(file).catch((error: unknown) => {
    const code = systemCode(error)
    if (code === undefined) throw error
    const what = `${file} cannot be read (${code}); "station init" writes one to begin with`
    throw new StationError('ERR_STATION_CONFIGURATION', what, { cause: error })
  })
  if (bytes.length > mostBytes)
    throw new StationError('ERR_STATION_CONFIGURATION', `${file} is too large for a configuration`)
  return parseConfiguration(bytes.toString('utf8'), dirname(resolve(file)))
}

/**
 * Reads the file for a station that is to run.
 *
 * @throws StationError `ERR_STATION_CONFIGURATION`, with a line for everything that is wrong.
 */
export async function loadConfiguration(file: string): Promise<StationConfiguration> {
  const { configuration, findings } = await readConfiguration(file)
  if (configuration !== undefined) return configuration
  const lines = findings.map((finding) => findingLine(file, finding))
  throw new StationError('ERR_STATION_CONFIGURATION', lines.join('\n'))
}

/** Reads the text of a configuration; `folder` is where its relative paths begin. */
export async function parseConfiguration(text: string, folder: string): Promise<ReadConfiguration> {
  const { value, findings } = await readShaped(text, folder, fileShape, findConflicts)
  if (value === undefined) return { configuration: undefined, findings }
  return { configuration: configurationOf(value, (path) => resolve(folder, path)), findings: [] }
}
