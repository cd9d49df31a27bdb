/** A paper code as a sheet of A6: a PDF with the code in vectors and its own small font. */
import PDFDocument from 'pdfkit'
import { DeskError } from '../desk-error.ts'
import { fitQr, quietZone, type FittedQr } from './fit-qr.ts'
import type { PaperContents } from './paper-contents.ts'
import { drawable, sheetFont } from './sheet-font.ts'
import { sheetLines, type SheetLine } from './sheet-lines.ts'

type Document = InstanceType<typeof PDFDocument>

/** PDF counts in points. */
const mm = 72 / 25.4
/** No module of the code is smaller. */
export const leastModuleMm = 0.8
/** A side of the place for the code; the quiet zone is in it. */
const qrPlaceMm = 62
const mostModuleMm = 1.2
const pageMm = { width: 105, height: 148 }
const marginMm = 6
/** Where the QR code's place begins. */
const qrAtMm = { x: 4, y: 17 }

/** A sheet, and how its code is drawn. */
export interface PaperSheet {
  readonly pdf: Uint8Array
  readonly qr: Pick<FittedQr, 'level' | 'version' | 'size'> & { readonly moduleMm: number }
}

/**
 * Draws the sheet. Its metadata say nothing of anybody.
 *
 * @throws {@link DeskError} `ERR_DESK_PAPER` for a code that is too long for paper.
 */
export async function paperSheet(contents: PaperContents): Promise<PaperSheet> {
  const qr = fitQr(contents.text, Math.floor(qrPlaceMm / leastModuleMm))
  if (qr === undefined) {
    throw new DeskError('ERR_DESK_PAPER', 'code: too long for modules that a gate reads from paper')
  }
  const moduleMm = Math.min(qrPlaceMm / (qr.size + 2 * quietZone), mostModuleMm)
  const doc = new PDFDocument({
    size: [pageMm.width * mm, pageMm.height * mm],
    margin: 0,
    // None of those that come with the library: only its own font is in the sheet.
    font: '',
    lang: 'zh-CN',
    displayTitle: true,
    info: {
      Title: 'Greengate paper code',
      Creator: 'Greengate',
      Producer: 'Greengate',
      CreationDate: new Date(contents.issuedAt * 1000),
    },
  })
  const whole = collect(doc)
  drawQr(doc, qr, moduleMm)
  write(doc, sheetLines(contents))
  doc.end()
  const { level, version, size } = qr
  return { pdf: await whole, qr: { level, version, size, moduleMm } }
}

function drawQr(doc: Document, qr: FittedQr, moduleMm: number): void {
  const module = moduleMm * mm
  const place = qrPlaceMm * mm
  const inset = (place - qr.size * module) / 2
  for (let row = 0; row < qr.size; row++) {
    for (let column = 0; column < qr.size;) {
      let run = 0
      while (column + run < qr.size && qr.modules[row * qr.size + column + run] === true) run++
      if (run > 0) {
        const x = qrAtMm.x * mm + inset + column * module
        doc.rect(x, qrAtMm.y * mm + inset + row * module, run * module, module)
      }
      column += Math.max(run, 1)
    }
  }
  // One path, filled once: no hairline between what is drawn one after another.
  doc.fill('#000')
}

/** Writes the lines; where the rule has much to say, all that is below the code is smaller. */
function write(doc: Document, lines: readonly SheetLine[]): void {
  const shown = lines.map((line) => ({ ...line, text: drawable(line.text, line.weight) }))
  const name = (weight: SheetLine['weight']): string => `sheet-${weight}`
  for (const weight of [400, 700] as const) {
    const texts = shown.filter((line) => line.weight === weight).map(({ text }) => text)
    doc.registerFont(name(weight), Buffer.from(sheetFont(texts, weight)))
  }
  const places = {
    head: { x: marginMm, y: 5, width: pageMm.width - 2 * marginMm, until: qrAtMm.y },
    side: { x: 67, y: 19, width: pageMm.width - 67 - 4, until: qrAtMm.y + qrPlaceMm },
    foot: { x: marginMm, y: 80, width: pageMm.width - 2 * marginMm, until: pageMm.height - 4 },
  }
  for (const [place, { x, y, width, until }] of Object.entries(places)) {
    const mine = shown.filter((line) => line.place === place)
    const heights = (scale: number): readonly number[] =>
      mine.map(({ text, weight, size, before }) => {
        doc.font(name(weight)).fontSize(size * scale)
        return doc.heightOfString(text, { width: width * mm, lineGap }) + before * mm * scale
      })
    const room = (until - y) * mm
    const fits = (scale: number): boolean => heights(scale).reduce((a, b) => a + b, 0) <= room
    const scale = scales.find(fits) ?? leastScale
    let at = y * mm
    for (const [index, height] of heights(scale).entries()) {
      const { text, weight, size, before } = mine[index] as SheetLine
      doc.font(name(weight)).fontSize(size * scale)
      const top = at + before * mm * scale
      at += height
      // What has no room even so is cut where it is seen to be.
      const cut = at > until * mm ? { height: until * mm - top, ellipsis: '...' } : {}
      doc.text(text, x * mm, top, { width: width * mm, lineGap, ...cut })
    }
  }
}

/** The font's lines are far apart. */
const lineGap = -1.5
const leastScale = 0.7
const scales = [1, 0.95, 0.9, 0.85, 0.8, 0.75, leastScale]

function collect(doc: Document): Promise<Uint8Array> {
  const chunks: Uint8Array[] = []
  return new Promise((resolve, reject) => {
    doc.on('data', (chunk: Uint8Array) => chunks.push(chunk))
    doc.once('error', reject)
    doc.once('end', () => {
      resolve(Uint8Array.from(Buffer.concat(chunks)))
    })
  })
}
