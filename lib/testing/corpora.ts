/** The third-party test data that lies beside this repository; tests that use it are skipped where it is absent. */
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

const folder = fileURLToPath(new URL('../../../shared/corpora', import.meta.url))

/** Whether the data is here. */
export const hasCorpora = existsSync(folder)

/** A JSON file of the data. */
export function readCorpus(file: string): unknown {
  return JSON.parse(readFileSync(join(folder, file), 'utf8'))
}

/** A file of the data as it is. */
export function readCorpusBytes(file: string): Uint8Array {
  return new Uint8Array(readFileSync(join(folder, file)))
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
  return new Uint8Array(Buffer.from(readFileSync(join(folder, file), 'utf8'), 'base64'))
}
