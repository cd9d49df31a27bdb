/** Frames of the SDT protocol (GA 450 readers): what goes to a reader of resident identity cards, byte by byte. */

/** Every frame begins with these. */
const preamble = [0xaa, 0xaa, 0xaa, 0x96, 0x69] as const

/** A command: its two bytes, and one more where it takes an argument. */
export interface Command {
  readonly name: CommandName
  readonly code: readonly [command: number, parameter: number]
  readonly argument?: number
}

/**
 * What a gate needs of the protocol's commands. The one that reads fingerprints (30 10) and the one that reads the
 * address (30 03) are not among them, so that no part of a station can ask for either.
 */
const codes = {
  'reset-sam': [0x10, 0xff],
  'sam-status': [0x11, 0xff],
  'sam-id': [0x12, 0xff],
  'find-card': [0x20, 0x01],
  'select-card': [0x20, 0x02],
  'read-base': [0x30, 0x01],
  /** Only asks whether the card that was read still lies there. */
  'read-management': [0x30, 0x05],
  'set-rf-bytes': [0x61, 0xff],
} as const satisfies Record<string, readonly [number, number]>

/** A command's name. */
export type CommandName = keyof typeof codes | 'set-baud'

/** Rates that a reader can speak, by the parameter that asks for each, the usual one first. */
export const bauds = [115_200, 57_600, 38_400, 19_200, 9_600] as const

/** A rate that a reader can speak. */
export type Baud = (typeof bauds)[number]

/** A command without argument. */
export function command(name: Exclude<keyof typeof codes, 'set-rf-bytes'>): Command {
  return { name, code: codes[name] }
}

/** Makes a reader speak at another rate. */
export function setBaud(baud: Baud): Command {
  return { name: 'set-baud', code: [0x60, bauds.indexOf(baud)] }
}

/** Limits how many bytes the reader sends a card at once. */
export function setRfBytes(bytes: number): Command {
  return { name: 'set-rf-bytes', code: codes['set-rf-bytes'], argument: bytes }
}

/** The bytes of a command. */
export function encodeCommand({ code, argument }: Command): Uint8Array {
  return encodeFrame(argument === undefined ? code : [...code, argument])
}

/** Wraps a body, which a reader does the same way: preamble, length of body and check, body, check. */
export function encodeFrame(body: readonly number[] | Uint8Array): Uint8Array {
  const length = body.length + 1
  const checked = [length >> 8, length & 0xff, ...body]
  return Uint8Array.from([...preamble, ...checked, xorOf(checked)])
}

/** The check of a frame: all bytes between preamble and check, one over the other. */
function xorOf(bytes: Iterable<number>): number {
  let check = 0
  for (const byte of bytes) check ^= byte
  return check
}
