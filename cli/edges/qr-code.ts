/** Draws QR codes: a text in, SVG, PNG or terminal blocks out. */
import QRCode, { type QRCodeSegment } from 'qrcode'

/** How much of a code may be dirty: about 7, 15, 25 or 30 %. */
export type ErrorCorrection = 'L' | 'M' | 'Q' | 'H'

/** The pictures that the command can draw. */
export type PictureFormat = 'svg' | 'png' | 'terminal'

/** What a reader of the picture will find. */
export interface QrShape {
  readonly version: number
  readonly errorCorrection: ErrorCorrection
  readonly mode: 'alphanumeric' | 'byte'
}

/** Pixels a module, and the quiet zone in modules that the standard asks for. */
const scale = 8
const margin = 4

/** Every line as its difference from the one above: a module is eight lines high. Smaller, and in half the time. */
const png = { filterType: 2, deflateStrategy: 0, deflateLevel: 6 }

const alphanumeric = /^[0-9A-Z $%*+\-./:]+$/
/** Black on bright white whatever the terminal's own colours are: a reader needs dark on light. */
const terminalLine = ['\x1b[30;107m', '\x1b[0m'] as const

/** One segment for the whole text: cut into several, a code grows. */
function segmentsOf(text: string): QRCodeSegment[] {
  return alphanumeric.test(text)
    ? [{ mode: 'alphanumeric', data: text }]
    : [{ mode: 'byte', data: new TextEncoder().encode(text) }]
}

/** Says how large a code becomes and in which mode it is written. */
export function qrShape(text: string, errorCorrection: ErrorCorrection): QrShape {
  const { version, segments } = QRCode.create(segmentsOf(text), {
    errorCorrectionLevel: errorCorrection,
  })
  const written = segments.every(({ mode }) => modeName(mode) === 'Alphanumeric')
  return { version, errorCorrection, mode: written ? 'alphanumeric' : 'byte' }
}

/** The package calls a mode by its id; its types call it by name. */
function modeName(mode: unknown): unknown {
  return typeof mode === 'object' && mode !== null && 'id' in mode ? mode.id : mode
}

/** Draws a code. */
export async function drawQr(
  text: string,
  format: PictureFormat,
  errorCorrection: ErrorCorrection = 'M',
): Promise<string | Uint8Array> {
  const segments = segmentsOf(text)
  const options = { errorCorrectionLevel: errorCorrection, margin }
  switch (format) {
    case 'png':
      return QRCode.toBuffer(segments, { ...options, scale, rendererOpts: png })
    case 'svg': {
      const { size } = QRCode.create(segments, options).modules
      const width = (size + 2 * margin) * scale
      return QRCode.toString(segments, { ...options, type: 'svg', width })
    }
    case 'terminal': {
      const blocks = await QRCode.toString(segments, { ...options, type: 'utf8' })
      return blocks
        .split('\n')
        .map((line) => `${terminalLine.join(line)}\n`)
        .join('')
    }
  }
}

/** Draws bytes as they are, at level L: a frame of a bundle is read again until it is read rightly. */
export async function drawFrame(
  bytes: Uint8Array,
  format: Exclude<PictureFormat, 'terminal'>,
): Promise<string | Uint8Array> {
  const segments: QRCodeSegment[] = [{ mode: 'byte', data: bytes }]
  const options = { errorCorrectionLevel: 'L', margin } as const
  if (format === 'png')
    return QRCode.toBuffer(segments, { ...options, scale: 6, rendererOpts: png })
  const { size } = QRCode.create(segments, options).modules
  const width = (size + 2 * margin) * scale
  return QRCode.toString(segments, { ...options, type: 'svg', width })
}
