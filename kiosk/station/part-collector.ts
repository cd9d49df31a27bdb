/** The parts of a card that does not fit into one QR code, shown one after the other: kept until all are there. */

/** How many parts have been shown, of how many. */
export interface Progress {
  readonly shown: number
  readonly of: number
}

/** What one scan comes to, with what was shown before it. */
export interface Collected {
  readonly texts: readonly string[]
  /** Absent: nothing is awaited. */
  readonly parts?: Progress
}

/** Remembers parts, in memory only. */
export interface PartCollector {
  add(texts: readonly string[], nowMs: number): Collected
}

/** Whoever has put the phone away is not waited for. */
const quietMs = 20_000

/** The part of a SMART Health Card: `shc:/2/3/…` is the second of three. */
const partForm = /^shc:\/([1-9]\d?)\/([1-9]\d?)\//i

/** Starts with nothing shown. Times are of one monotonic clock. */
export function startPartCollector(): PartCollector {
  let held = { of: 0, lastMs: 0, parts: new Map<number, string>() }

  const take = (text: string, nowMs: number): boolean => {
    const [, no, total] = partForm.exec(text)?.map(Number) ?? []
    if (no === undefined || total === undefined || total < 2 || no > total) return false
    const { parts } = held
    // Another card has another number of parts, or another text for one of them.
    if (held.of !== total || (parts.get(no) ?? text) !== text) parts.clear()
    parts.set(no, text)
    held = { of: total, lastMs: nowMs, parts }
    return true
  }

  return {
    add(texts, nowMs) {
      if (nowMs - held.lastMs >= quietMs) held.parts.clear()
      const others = texts.filter((text) => !take(text, nowMs))
      // Another code in between may be another person's: nothing of two people is put together.
      if (others.length === texts.length) held.parts.clear()
      const { parts, of } = held
      const collected = [...parts.values(), ...others]
      if (parts.size === 0 || parts.size === of) {
        held = { of: 0, lastMs: nowMs, parts: new Map() }
        return { texts: collected }
      }
      return { texts: collected, parts: { shown: parts.size, of } }
    },
  }
}
