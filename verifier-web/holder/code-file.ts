/** Files that the holder may take along: a static code as a picture, an opening as JSON. A key is in none of them. */
import { create } from 'qrcode'
import type { Opening } from './opening.ts'

const quiet = 4
const scale = 8
/** What a QR code of level M holds at most: bytes, and characters of its small alphabet. */
const most = { bytes: 2331, alphanumeric: 3391 } as const

/** Whether a text can be shown as one picture. */
export function fitsPicture(text: string): boolean {
  return /^[0-9A-Z $%*+\-./:]*$/.test(text)
    ? text.length <= most.alphanumeric
    : new TextEncoder().encode(text).length <= most.bytes
}

/** Draws a code as a PNG file. */
export async function codePng(text: string): Promise<Blob> {
  const { modules } = create(text, { errorCorrectionLevel: 'M' })
  const side = (modules.size + 2 * quiet) * scale
  const canvas = new OffscreenCanvas(side, side)
  const pen = canvas.getContext('2d')
  if (pen === null) throw new TypeError('this browser draws no pictures')
  pen.fillStyle = '#ffffff'
  pen.fillRect(0, 0, side, side)
  pen.fillStyle = '#000000'
  modules.data.forEach((isDark, at) => {
    if (isDark === 0) return
    const [x, y] = [at % modules.size, Math.floor(at / modules.size)]
    pen.fillRect((x + quiet) * scale, (y + quiet) * scale, scale, scale)
  })
  return canvas.convertToBlob({ type: 'image/png' })
}

/** An opening as `greengate rules replay` reads it. */
export function openingFile(opening: Opening): Blob {
  return new Blob([JSON.stringify(opening, undefined, 2)], { type: 'application/json' })
}

/** Gives a file to the person. */
export function save(file: Blob, name: string): void {
  const url = URL.createObjectURL(file)
  const link = document.createElement('a')
  link.href = url
  link.download = name
  link.click()
  // The download has begun; the text of the code must not stay reachable by an address.
  setTimeout(() => {
    URL.revokeObjectURL(url)
  }, 10_000)
}
