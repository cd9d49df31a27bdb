/** A slip printer as seen from the wire: understands the commands that are in use, and shows the slips it cut. */
import iconv from 'iconv-lite'
import type { Line } from '../line/line.ts'
import type { QrManner } from './slip-lines.ts'

/** One slip. */
export interface PrintedSlip {
  readonly lines: readonly { readonly text: string; readonly large: boolean }[]
  /** What the QR codes on it say. */
  readonly codes: readonly string[]
  /** How they were asked for. */
  readonly manners: readonly QrManner[]
}

/** The printer, and its roll of paper. */
export interface SimulatedPrinter {
  readonly slips: readonly PrintedSlip[]
  /** Bytes of commands that no printer of this kind knows. */
  readonly unknown: readonly number[]
  paper(left: boolean): void
  cover(open: boolean): void
  power(on: boolean): void
  close(): void
}

/** How many bytes each command takes after its first two; a QR command says its length by itself. */
const commands: Readonly<Record<string, number>> = {
  '1b40': 0,
  '1b61': 1,
  '1b45': 1,
  '1b64': 1,
  '1c26': 0,
  '1d21': 1,
  '1d56': 2,
}

/** Takes the device's end of a line. */
export function simulatePrinter(
  line: Line,
  { encoding = 'gb18030' }: { readonly encoding?: 'gb18030' | 'utf-8' } = {},
): SimulatedPrinter {
  const slips: PrintedSlip[] = []
  const unknown: number[] = []
  let heard: number[] = []
  let text: number[] = []
  let lines: { text: string; large: boolean }[] = []
  let codes: string[] = []
  let manners: QrManner[] = []
  let stored = ''
  let dots = 3
  let level: QrManner['level'] = 'L'
  let isLarge = false
  const is = { paper: true, covered: true, powered: true }

  const statusOf = (kind: number) => {
    const isOffline = !is.paper || !is.covered
    if (kind === 1) return 0x12 | (isOffline ? 0x08 : 0)
    if (kind === 2) return 0x12 | (is.covered ? 0 : 0x04) | (is.paper ? 0 : 0x20)
    return 0x12 | (is.paper ? 0 : 0x60)
  }
  const qr = (data: readonly number[]) => {
    const [, fn] = data
    if (fn === 0x50) stored = Buffer.from(data.slice(3)).toString('latin1')
    if (fn === 0x43) dots = data[2] ?? 0
    if (fn === 0x45) level = (['L', 'M', 'Q', 'H'] as const)[(data[2] ?? 0) - 0x30] ?? 'L'
    if (fn !== 0x51) return
    codes.push(stored)
    manners.push({ dots, level })
  }
  const obey = (command: string, data: readonly number[]) => {
    if (command === '1b40') isLarge = false
    if (command === '1d21') isLarge = data[0] === 0x11
    if (command === '1d56') {
      if (is.paper) slips.push({ lines, codes, manners })
      lines = []
      codes = []
      manners = []
    }
  }
  /** Eats one command or character; false: it needs more. */
  const eat = (): boolean => {
    const [first = 0, second, third] = heard
    const command = Buffer.from(heard.slice(0, 2)).toString('hex')
    const drop = (count: number) => heard.splice(0, count)
    if (first === 0x0a) {
      lines.push({ text: iconv.decode(Buffer.from(text), encoding), large: isLarge })
      text = []
      drop(1)
      return true
    }
    if (first >= 0x20) {
      text.push(...drop(1))
      return true
    }
    if (second === undefined) return false
    if (command === '1004') {
      if (third === undefined) return false
      void line.write(Uint8Array.of(statusOf(third))).catch(() => undefined)
      drop(3)
      return true
    }
    if (command === '1d28') {
      const length = (heard[3] ?? 0) | ((heard[4] ?? 0) << 8)
      if (heard.length < 5 || heard.length < 5 + length) return false
      qr(drop(5 + length).slice(5))
      return true
    }
    const length = commands[command]
    if (length === undefined) {
      unknown.push(...drop(1))
      return true
    }
    if (heard.length < 2 + length) return false
    obey(command, drop(2 + length).slice(2))
    return true
  }
  const unlisten = line.onBytes((bytes) => {
    if (!is.powered) return
    heard.push(...bytes)
    while (heard.length > 0 && eat());
  })
  return {
    slips,
    unknown,
    paper(left) {
      is.paper = left
    },
    cover(open) {
      is.covered = !open
    },
    power(on) {
      is.powered = on
      heard = []
      text = []
      lines = []
    },
    close: unlisten,
  }
}
