/** Finds the frames of an SDT reader in whatever comes along the line: in pieces, behind noise, damaged. */

/** A frame whose length and check are right. Whoever takes it overwrites `data` when done. */
export interface Reply {
  /** What the card said, as the reader passes it on. */
  readonly sw: readonly [number, number]
  /** What the reader says. */
  readonly status: number
  readonly data: Uint8Array
}

/** Takes bytes as they come. */
export interface FrameParser {
  /** @returns What was found: frames, and `damaged` for each that was none in the end. */
  push(bytes: Uint8Array): readonly (Reply | 'damaged')[]
  /** Forgets what is unfinished, and overwrites it. */
  reset(): void
}

/** Of the three sync bytes readers lose the first, or put a stray byte behind it. */
const start = [0xaa, 0xaa, 0x96, 0x69] as const
const headLength = start.length + 2
/** Three bytes of status and the check. */
const shortest = 4
/** With two fingerprints, which nobody asks for; what claims to be longer is noise. */
const longest = 3 + 6 + 256 + 1024 + 1024 + 1

/** Starts with nothing. What was taken from the line is overwritten as soon as it is of no use. */
export function createFrameParser(): FrameParser {
  const buffer = new Uint8Array(2 * (headLength + longest))
  let length = 0

  const drop = (count: number) => {
    buffer.copyWithin(0, count, length)
    buffer.fill(0, length - count, length)
    length -= count
  }
  /** A frame, what is wrong, or undefined: more must come. */
  const next = (): Reply | 'damaged' | undefined => {
    for (;;) {
      drop(startIn(buffer, length))
      if (length < headLength) return undefined
      const size = ((buffer[4] as number) << 8) | (buffer[5] as number)
      if (size < shortest || size > longest) {
        drop(1)
        continue
      }
      const whole = headLength + size
      if (length < whole) return undefined
      let check = 0
      for (let i = start.length; i < whole; i++) check ^= buffer[i] as number
      if (check !== 0) {
        // What was taken for a beginning was perhaps none: the true one may follow within.
        drop(1)
        return 'damaged'
      }
      const [sw1, sw2, status] = buffer.subarray(headLength) as unknown as [number, number, number]
      const data = buffer.slice(headLength + 3, whole - 1)
      drop(whole)
      return { sw: [sw1, sw2], status, data }
    }
  }

  return {
    push(bytes) {
      const found: (Reply | 'damaged')[] = []
      for (let taken = 0; taken < bytes.length;) {
        const piece = bytes.subarray(taken, taken + buffer.length - length)
        buffer.set(piece, length)
        length += piece.length
        taken += piece.length
        for (let one = next(); one !== undefined; one = next()) found.push(one)
      }
      return found
    },
    reset() {
      buffer.fill(0)
      length = 0
    },
  }
}

/** Where a frame begins, or could begin with the last bytes. */
function startIn(buffer: Uint8Array, length: number): number {
  for (let at = 0; at < length; at++) {
    if (start.every((byte, i) => at + i >= length || buffer[at + i] === byte)) return at
  }
  return length
}
