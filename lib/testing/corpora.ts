/** The third-party test data that lies beside this repository; tests that use it are skipped where it is absent. */
import { existsSync, globSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** Where the data lies. */
export const corporaFolder = fileURLToPath(new URL('../../../shared/corpora', import.meta.url))

/** Whether the data is here. */
export const hasCorpora = existsSync(corporaFolder)

/** A JSON file of the data; some begin with a byte order mark. */
export function readCorpus(file: string): unknown {
  return JSON.parse(readFileSync(join(corporaFolder, file), 'utf8').replace(/^\uFEFF/, ''))
}

/** The JSON files in a folder of the data and below, by their paths from there. */
export function listCorpus(under: string): readonly string[] {
  return globSync('**/*.json', { cwd: join(corporaFolder, under) }).toSorted()
}

/** A file of the data as it is. */
export function readCorpusBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(corporaFolder, file)))
}

/** Bytes from hexadecimal text. */
export function fromHex(hex: string): Uint8Array {
  return new Uint8Array(Buffer.from(hex, 'hex'))
}

/** Bytes as hexadecimal text. */
export function toHex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex')
}

/** Bytes of a file of the data that holds base64. */
export function readBase64Text(file: string): Uint8Array {
  return new Uint8Array(Buffer.from(readFileSync(join(corporaFolder, file), 'utf8'), 'base64'))
}
