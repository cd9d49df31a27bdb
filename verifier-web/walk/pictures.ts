/** Codes as pictures: PNG files, and one camera film that shows them one after the other. */
import { open } from 'node:fs/promises'
import QRCode from 'qrcode'
import sharp from 'sharp'

/** A code as a PNG file. */
export function codePng(text: string): Promise<Buffer> {
  return QRCode.toBuffer(text, { errorCorrectionLevel: 'M', margin: 4, scale: 6 })
}

/** One stretch of a film; without a text and without bytes the camera sees an empty wall. */
export interface Stretch {
  readonly text?: string
  /** A frame of an update, drawn as the publisher's command draws it. */
  readonly bytes?: Uint8Array
  /** A picture that is held before the camera as it is, as near as it is whole. */
  readonly picture?: Uint8Array
  readonly seconds: number
}

const width = 640
const height = 480
const framesPerSecond = 5
const wall = 168

/** One frame in I420: the code, or the picture, in the middle of a grey wall. */
async function frame({ text, bytes: data, picture }: Omit<Stretch, 'seconds'>): Promise<Buffer> {
  const bytes = Buffer.alloc((width * height * 3) / 2, 128)
  bytes.fill(wall, 0, width * height)
  if (picture !== undefined) {
    const background = { r: wall, g: wall, b: wall }
    const seen = sharp(picture).flatten({ background: '#ffffff' })
    const fitted = seen.resize({ width, height, fit: 'contain', background })
    bytes.set(await fitted.toColourspace('b-w').raw().toBuffer())
    return bytes
  }
  const what = data === undefined ? text : [{ mode: 'byte' as const, data }]
  if (what === undefined) return bytes
  const { modules } = QRCode.create(what, { errorCorrectionLevel: data === undefined ? 'M' : 'L' })
  const side = modules.size + 8
  const scale = Math.floor((height - 20) / side)
  const left = Math.floor((width - side * scale) / 2)
  const top = Math.floor((height - side * scale) / 2)
  for (let y = 0; y < side * scale; y++) {
    for (let x = 0; x < side * scale; x++) {
      const [column, row] = [Math.floor(x / scale) - 4, Math.floor(y / scale) - 4]
      const inside = column >= 0 && row >= 0 && column < modules.size && row < modules.size
      const dark = inside && modules.get(row, column) === 1
      bytes[(top + y) * width + left + x] = dark ? 28 : 225
    }
  }
  return bytes
}

/** Writes a film that Chromium takes as a camera; it runs in a loop. */
export async function writeFilm(path: string, stretches: readonly Stretch[]): Promise<void> {
  const file = await open(path, 'w')
  try {
    await file.write(`YUV4MPEG2 W${width} H${height} F${framesPerSecond}:1 Ip A1:1 C420jpeg\n`)
    for (const { seconds, ...what } of stretches) {
      const picture = await frame(what)
      for (let n = 0; n < seconds * framesPerSecond; n++) {
        await file.write('FRAME\n')
        await file.write(picture)
      }
    }
  } finally {
    await file.close()
  }
}
