/** What the walk on one relay board does and asks again and again: who went through, and what was written of it. */
import type { StationEvent } from 'greengate'
import { expect } from 'vitest'
import type { BoardLane } from './board-lane.ts'
import { pulse } from './board-settings.ts'

const polling = { interval: 30, timeout: 30_000 }

/** Hands at a lane. */
export type BoardHands = ReturnType<typeof boardHands>

/** Gives them. */
export function boardHands(lane: BoardLane) {
  const events = async (name: StationEvent['event']) =>
    (await lane.records()).filter(
      (record) => record.format === 'greengate-event-1' && record.event === name,
    )
  const lastReceipt = async () => (await lane.receipts()).at(-1)
  const reasonsOf = async () => (await lastReceipt())?.reasons.map(({ code: of }) => of)
  const pulses = () => lane.board.frames.filter((frame) => frame === pulse).length
  /** Whoever has a grant goes through. */
  const goThrough = async (persons = 1) => {
    const before = (await events('passed')).length
    for (let person = 0; person < persons; person++) await lane.touch('passed')
    await expect.poll(async () => (await events('passed')).length, polling).toBe(before + persons)
  }
  return { events, lastReceipt, reasonsOf, pulses, goThrough }
}
