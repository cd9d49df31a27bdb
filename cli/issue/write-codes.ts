/** Writes codes as text or pictures, and beside them what goes to their holder alone. */
import { join } from 'node:path'
import { writeWhole } from '../edges/file.ts'
import { print, printJson } from '../edges/output.ts'
import { drawQr, qrShape, type ErrorCorrection, type PictureFormat } from '../edges/qr-code.ts'
import { writeKeyFile } from '../keys/key-file.ts'
import { makeFolder } from '../station/binding-key.ts'
import type { MadeCode } from './make-codes.ts'

export type Format = 'text' | PictureFormat

/** Where codes go. */
export interface Places {
  readonly out?: string
  readonly openingOut?: string
  readonly holderKeys?: string
  /** Of a series: then places are folders. */
  readonly count?: string
  readonly errorCorrection: ErrorCorrection
  readonly json?: true
}

const endings = { text: 'txt', svg: 'svg', png: 'png', terminal: 'txt' } as const

/** Writes them, what is secret first: a code without its key would be of no use. */
export async function writeCodes(
  codes: readonly MadeCode[],
  format: Format,
  places: Places,
): Promise<void> {
  const { out, openingOut, holderKeys, errorCorrection, count } = places
  const isSeries = count !== undefined
  if (holderKeys !== undefined) await makeFolder(holderKeys)
  for (const folder of isSeries ? [out, openingOut] : []) {
    if (folder !== undefined) await makeFolder(folder)
  }
  for (const { no, text, place, opening, holderKey } of codes) {
    const placeOf = (place: string, ending: string): string =>
      isSeries ? join(place, `${no}.${ending}`) : place
    if (holderKey !== undefined && holderKeys !== undefined) {
      await writeKeyFile(join(holderKeys, `${no}.jwk`), holderKey)
    }
    if (opening !== undefined && openingOut !== undefined) {
      const content = `${JSON.stringify(opening, null, 2)}\n`
      await writeWhole(placeOf(openingOut, 'json'), content, { mode: 0o600 })
    }
    const content = format === 'text' ? `${text}\n` : await drawQr(text, format, errorCorrection)
    const file = out === undefined ? undefined : placeOf(out, endings[format])
    if (file !== undefined) await writeWhole(file, content)
    if (places.json === true) {
      const qr = qrShape(text, errorCorrection)
      printJson({ text, format, file: file ?? null, qr, ...(place !== undefined && { place }) })
    } else if (file === undefined) print(content)
  }
}
