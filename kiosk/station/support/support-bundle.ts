/** What a station hands to whoever helps: configuration, versions, health, logs and counters; nothing of a person. */
import { readFile } from 'node:fs/promises'
import { arch, platform, release, totalmem, uptime } from 'node:os'
import { gzipSync } from 'node:zlib'
import { bundleSummary } from 'greengate'
import { checkData } from '../check/check-data.ts'
import type { CheckLine } from '../check/check-line.ts'
import type { PreparedStation } from '../prepare-station.ts'
import { systemCode } from '../station-error.ts'
import { journalHeads } from './journal-heads.ts'
import { masked, maskedJson } from './mask.ts'
import { tar, type ArchivedFile } from './tar.ts'

/** The newest of the log is enough. */
const mostLogBytes = 1_048_576

/** Gathers the files of a bundle. */
export async function supportFiles(
  prepared: PreparedStation,
  health: readonly CheckLine[],
  now: Date,
): Promise<readonly ArchivedFile[]> {
  const { configuration, journalFolder } = prepared
  const { bundle } = await checkData(prepared, now)
  const about = {
    ...{ at: now.toISOString(), node: process.version, platform: platform(), arch: arch() },
    ...{ kernel: release(), memoryBytes: totalmem(), upSeconds: Math.round(uptime()) },
  }
  const json = (name: string, value: unknown): ArchivedFile => ({
    name: `support/${name}`,
    text: `${maskedJson(value)}\n`,
  })
  return [
    json('about.json', about),
    json('configuration.json', configuration),
    json('health.json', health),
    json('bundle.json', bundle === undefined ? null : bundleSummary(bundle, now)),
    json('journal.json', await journalHeads(journalFolder)),
    { name: 'support/station.log', text: masked(await lastLog(configuration.log.file)) },
  ]
}

/** The files as `.tar.gz`. */
export const packed = (files: readonly ArchivedFile[], now: Date): Uint8Array =>
  new Uint8Array(gzipSync(tar(files, now)))

async function lastLog(file: string | undefined): Promise<string> {
  if (file === undefined) return 'no file is configured\n'
  const parts = await Promise.all([`${file}.1`, file].map(readIfThere))
  return parts.join('').slice(-mostLogBytes)
}

async function readIfThere(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8')
  } catch (error) {
    if (systemCode(error) === undefined) throw error
    return ''
  }
}
