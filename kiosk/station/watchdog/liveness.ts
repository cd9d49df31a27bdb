/** Whether a running station does what it is for: decides, writes receipts, and shows what it decided. */

/** When each part of a station gave its last sign of life, in milliseconds that only grow. */
export interface Beats {
  /** A turn among the decisions was had. */
  readonly turnMs: number
  /** The journal was known to be sound. */
  readonly receiptsMs: number
  /** A screen asked something; undefined: none ever did. */
  readonly screenMs: number | undefined
}

/** A part that gives no sign of life. */
export type DeadPart = 'turn' | 'receipts' | 'screen'

/** For how long each may be silent. */
export const silenceMs: Readonly<Record<DeadPart, number>> = {
  turn: 30_000,
  // Starting anew helps where it is the journal's own fault; a full one is sound, and waits to be collected.
  receipts: 600_000,
  // The screen asks for the status every few seconds.
  screen: 30_000,
}

/** The parts that have been silent for too long; nobody watches over a screen that never was. */
export function deadParts(beats: Beats, nowMs: number): readonly DeadPart[] {
  const { turnMs, receiptsMs, screenMs } = beats
  const last: readonly (readonly [DeadPart, number | undefined])[] = [
    ['turn', turnMs],
    ['receipts', receiptsMs],
    ['screen', screenMs],
  ]
  return last.flatMap(([part, beatMs]) =>
    beatMs !== undefined && nowMs - beatMs > silenceMs[part] ? [part] : [],
  )
}
