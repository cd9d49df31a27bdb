/** The trial of an SDT reader's line in small. */
import { expect, test } from 'vitest'
import { addTally } from '../house/endurance.ts'
import { readCardText } from '../kiosk/station/devices/card-reader/card-text.ts'
import { encodeCard } from '../kiosk/station/devices/card-reader/simulated-card.ts'
import { cards, tryStream } from './sdt-streams.ts'

test('of 2,000 damaged streams nobody comes out who was not on the line', () => {
  const tally: Record<string, number> = {}
  const lost: string[] = []
  for (let step = 0; step < 2_000; step++) {
    const attempt = tryStream(step)
    lost.push(...attempt.lost)
    addTally(tally, attempt.tally)
  }
  expect(lost).toEqual([])
  // The trial is one: where the line leaves a card whole it is read, and where it does not, it is not.
  expect(tally['another card behind: read']).toBe(tally['another card behind'])
  expect(tally['one bit: read'] ?? 0).toBeLessThan(10)
})

test('of all pairs of changes that a frame cannot show, ten make another number of a citizen', () => {
  // The check of a frame is one byte over another: the same bit of two bytes cancels out. A pair with one bit out of
  // the number changes one character of it, which the number's own check shows.
  const text = encodeCard(cards[0]!)
  const found: string[] = []
  let pairs = 0
  for (let i = 122; i < 158; i++) {
    for (let j = i + 1; j < 158; j++) {
      for (let bit = 1; bit < 0x100; bit <<= 1, pairs++) {
        const changed = text.slice()
        changed[i]! ^= bit
        changed[j]! ^= bit
        const read = readCardText(changed)
        if (read.read === 'card' && read.card.number !== cards[0]!.number) found.push('another')
      }
    }
  }
  // Why a reader on a line that disturbs is told to read twice (docs/card-reader.md 5).
  expect([pairs, found.length]).toEqual([5_040, 10])
})
