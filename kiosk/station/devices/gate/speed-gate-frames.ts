/** The frames of a speed gate's board: commands of eight bytes, answered by a status of eighteen. */

/** What the board can be told, by its second-but-one meaning: the number in the fourth byte. */
export const speedGateCommands = {
  status: 0x10,
  clearLeft: 0x20,
  clearRight: 0x21,
  openLeft: 0x80,
  keepOpenLeft: 0x81,
  openRight: 0x82,
  keepOpenRight: 0x83,
  close: 0x84,
} as const

/** What the board says of itself. */
export interface SpeedGateStatus {
  readonly version: number
  readonly machine: number
  /** 0: none. What else they mean is the maker's; that something is wrong is all that is used. */
  readonly fault: number
  /** 0: shut. */
  readonly gate: number
  /** 0: none. */
  readonly alarm: number
  /** Passages since the counters were cleared; they begin anew after 2^24. */
  readonly left: number
  readonly right: number
}

const statusLength = 18
const sumOf = (bytes: Iterable<number>) => [...bytes].reduce((sum, byte) => (sum + byte) & 0xff, 0)

/** A command: the last byte makes the sum of all eight 255. */
export function speedGateFrame(machine: number, command: number, data = 0): Uint8Array {
  const body = [0x7e, 0, machine, command, data, 0, 0]
  return Uint8Array.from([...body, ~sumOf(body) & 0xff])
}

/** A status as it goes over the line; `infrared` and what follows it are not used. */
export function speedGateStatusFrame(status: SpeedGateStatus): Uint8Array {
  const { version, machine, fault, gate, alarm, left, right } = status
  const three = (count: number) => [(count >> 16) & 0xff, (count >> 8) & 0xff, count & 0xff]
  const body = [0x7f, version, machine, fault, gate, alarm, ...three(left), ...three(right)]
  const padded = [...body, 0, 0, 24, 0, 0]
  return Uint8Array.from([...padded, ~sumOf(padded) & 0xff])
}

/**
 * The first whole status among what was heard, and what is left after it; without one, whatever can no longer begin
 * one is left out.
 */
export function findSpeedGateStatus(heard: Uint8Array): {
  readonly status: SpeedGateStatus | undefined
  readonly rest: Uint8Array
} {
  for (let start = 0; start < heard.length; start++) {
    if (heard[start] !== 0x7f) continue
    const frame = heard.subarray(start, start + statusLength)
    if (frame.length < statusLength) return { status: undefined, rest: heard.slice(start) }
    if (sumOf(frame) !== 0xff) continue
    return { status: statusOf(frame), rest: heard.slice(start + statusLength) }
  }
  return { status: undefined, rest: new Uint8Array() }
}

function statusOf(frame: Uint8Array): SpeedGateStatus {
  const at = (place: number) => frame[place] ?? 0
  const count = (place: number) => (at(place) << 16) | (at(place + 1) << 8) | at(place + 2)
  return {
    version: at(1),
    machine: at(2),
    fault: at(3),
    gate: at(4),
    alarm: at(5),
    left: count(6),
    right: count(9),
  }
}

/** More people than this do not pass between two looks at a counter. */
const mostAtOnce = 200

/**
 * People counted between two looks, over the counter's end too; undefined: the counter began anew by itself, so the
 * board was without power.
 */
export function countedBetween(before: number, now: number): number | undefined {
  const counted = (now - before + 2 ** 24) % 2 ** 24
  return counted <= mostAtOnce ? counted : undefined
}
