/** The driver of readers of machine-readable zones that send the zone's lines as text, each with CR or LF at its end. */
import { createHmac, randomBytes } from 'node:crypto'
import type { CardHappening, CardReader, Surroundings } from '../device.ts'
import type { OpenLine } from '../line/line.ts'
import { listenLine, type SendingOptions } from '../listen-line.ts'
import { isLineOfZone, isZone, readZone } from './read-zone.ts'

/** How long things take, in milliseconds. */
export interface MrzTimes {
  /** Between two lines of one zone. */
  readonly gap: number
  /** A zone that comes again within this is the same showing: readers repeat themselves. */
  readonly same: number
}

const usual: MrzTimes = { gap: 800, same: 2_000 }

/** Opens a reader. That a document was taken away it cannot tell. */
export function openMrzReader(
  options: SendingOptions,
  surroundings: Surroundings & { readonly openLine: OpenLine },
  times: MrzTimes = usual,
): CardReader {
  const { now, monotonicMs } = surroundings
  const listeners = new Set<(happening: CardHappening) => void>()
  const key = randomBytes(32)
  let lines: string[] = []
  let unfinished: ReturnType<typeof setTimeout> | undefined
  let last = { zone: '', at: -Infinity }

  const tell = (happening: CardHappening) => {
    for (const listener of [...listeners]) listener(happening)
  }
  const giveUp = () => {
    lines = []
    tell({ happening: 'advice', advice: 'place-again' })
  }
  const take = (zone: readonly string[]) => {
    const name = createHmac('sha256', key).update(zone.join('\n')).digest('hex')
    const isSame = last.zone === name && monotonicMs() - last.at < times.same
    last = { zone: name, at: monotonicMs() }
    if (isSame) return
    const read = readZone(zone, now())
    if (read.read === 'card') tell({ happening: 'read', card: read.card })
    else {
      const advice = read.read === 'malformed' ? 'place-again' : 'wrong-kind'
      tell({ happening: 'advice', advice })
    }
  }

  const listening = listenLine('mrz-reader', options, surroundings, (text) => {
    const line = text.trim().toUpperCase()
    clearTimeout(unfinished)
    if (!isLineOfZone(line)) {
      // Noise, or a word of the reader; in the middle of a zone it spoils the zone.
      if (lines.length > 0) giveUp()
      return
    }
    if (lines[0]?.length !== line.length) lines = []
    lines.push(line)
    if (!isZone(lines)) {
      unfinished = setTimeout(giveUp, times.gap)
      return
    }
    const zone = lines
    lines = []
    take(zone)
  })
  return {
    ...listening,
    kind: 'mrz-reader',
    listen(onCard) {
      listeners.add(onCard)
      return () => {
        listeners.delete(onCard)
      }
    },
    stop() {
      clearTimeout(unfinished)
      return listening.stop()
    },
  }
}
