/** A slip as the bytes of ESC/POS. */
import iconv from 'iconv-lite'
import type { Slip } from '../device.ts'
import { slipParts, wrap, type QrManner, type SlipPart } from './slip-lines.ts'

/** How the printer writes. */
export interface Paper {
  /** Characters of a line: 32 on paper of 58 mm, 48 on 80 mm. */
  readonly columns: number
  readonly encoding: 'gb18030' | 'utf-8'
  /** The local time's distance from UTC. */
  readonly offsetMinutes: number
}

const [ESC, FS, GS, LF] = [0x1b, 0x1c, 0x1d, 0x0a] as const

/** The commands that are used, by what they do. */
export const escpos = {
  initialise: [ESC, 0x40],
  /** Two bytes are one Chinese character. */
  chineseOn: [FS, 0x26],
  centre: [ESC, 0x61, 1],
  bold: (on: boolean) => [ESC, 0x45, on ? 1 : 0],
  size: (large: boolean) => [GS, 0x21, large ? 0x11 : 0],
  feed: (lines: number) => [ESC, 0x64, lines],
  /** After feeding the paper to the knife. */
  cut: [GS, 0x56, 66, 0],
  /** Real-time status: 1 printer, 2 offline cause, 4 paper. */
  status: (kind: 1 | 2 | 4) => [0x10, 0x04, kind],
} as const

const qrCommand = (fn: number, ...data: readonly number[]) => {
  const length = data.length + 2
  return [GS, 0x28, 0x6b, length & 0xff, length >> 8, 0x31, fn, ...data]
}

const levels = { L: 0x30, M: 0x31, Q: 0x32, H: 0x33 } as const

/** The printer draws the code by itself: model 2. */
export function qrBytes(
  text: string,
  { dots = 6, level = 'M' }: Partial<QrManner> = {},
): readonly number[] {
  return [
    ...qrCommand(0x41, 0x32, 0),
    ...qrCommand(0x43, dots),
    ...qrCommand(0x45, levels[level]),
    ...qrCommand(0x50, 0x30, ...Buffer.from(text, 'latin1')),
    ...qrCommand(0x51, 0x30),
  ]
}

/** The whole slip, from the first byte to the cut. */
export const slipBytes = (slip: Slip, paper: Paper): Uint8Array =>
  partsBytes(slipParts(slip, paper.offsetMinutes), paper)

/** The same of whatever parts. */
export function partsBytes(
  parts: readonly SlipPart[],
  { columns, encoding }: Omit<Paper, 'offsetMinutes'>,
): Uint8Array {
  // A name out of a configuration is text, and never a command.
  const line = (text: string) => [...iconv.encode(text.replace(/\p{Cc}/gu, ' '), encoding), LF]
  const bytesOf = (part: SlipPart): readonly number[] => {
    if (part.part === 'rule') return line('-'.repeat(columns))
    if (part.part === 'qr') return [...qrBytes(part.text, part), LF]
    const isLarge = part.size === 'large'
    return [
      ...escpos.bold(part.size !== 'plain'),
      ...escpos.size(isLarge),
      ...wrap(part.text, isLarge ? Math.floor(columns / 2) : columns).flatMap(line),
    ]
  }
  return Uint8Array.from([
    ...escpos.initialise,
    ...(encoding === 'gb18030' ? escpos.chineseOn : []),
    ...escpos.centre,
    ...parts.flatMap((part) => [...escpos.bold(false), ...escpos.size(false), ...bytesOf(part)]),
    ...escpos.feed(3),
    ...escpos.cut,
  ])
}
