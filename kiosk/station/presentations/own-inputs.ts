/** What the station's own scanners and readers see: shown in turn as a screen's texts are, and answered by events. */
import { KioskRefusal, type KioskEvent } from '../../shared/kiosk-api.ts'
import type { CardHappening, CardReader, Scanner, Thermometer } from '../devices/device.ts'
import type { ScreenSettings } from '../../shared/screen-settings.ts'
import { startCoolDown } from './cool-down.ts'
import type { LatestReading } from './latest-reading.ts'
import type { Presentations } from './presentations.ts'
import type { Presented } from './presented.ts'

/** The devices that are listened to. */
export interface InputDevices {
  readonly scanners: readonly Scanner[]
  readonly cardReaders: readonly CardReader[]
  readonly thermometer?: Thermometer | undefined
}

/** What their inputs go to. */
export interface InputParts {
  readonly presentations: Pick<Presentations, 'show' | 'awaits'>
  readonly reading: LatestReading
  readonly tell: (event: KioskEvent) => void
  readonly monotonicMs: () => number
  readonly log: (line: string) => void
  /** For how long a screen shows an outcome. */
  readonly dwellMs: ScreenSettings['dwellMs']
}

/** No code is longer (see `channels`); what is came from no code. */
const longestText = 7_089

/** Listens until the returned function is called. */
export function listenToInputs(devices: InputDevices, parts: InputParts): () => void {
  const { presentations, reading, tell, monotonicMs, log, dwellMs } = parts
  const coolDown = startCoolDown()

  const show = async (presented: Presented, key: string) => {
    // What completes a presentation is never old news.
    const completes = presentations.awaits() === (presented.card === undefined ? 'code' : 'card')
    if (!coolDown.isNew(key, monotonicMs()) && !completes) return
    // Scans that come while this one waits are the same one.
    coolDown.decided(key, monotonicMs())
    try {
      const decision = await presentations.show(presented)
      tell({ kind: 'shown', decision })
      const { outcome, awaits } = decision
      const shownMs = outcome === 'pass' ? undefined : (awaits?.ms ?? dwellMs[outcome])
      coolDown.decided(key, monotonicMs(), shownMs)
    } catch (error) {
      coolDown.refused(key)
      // The status says already why nothing is decided; anything else is a fault of ours, told without what was read.
      if (error instanceof KioskRefusal) return
      log(`an input failed (${error instanceof Error ? error.name : 'unknown'})`)
    }
  }
  const onText = (text: string) => {
    if (text.length > 0 && text.length <= longestText)
      void show({ texts: [text], card: undefined }, text)
  }
  const onCard = (happening: CardHappening) => {
    if (happening.happening === 'advice') tell({ kind: 'card', advice: happening.advice })
    if (happening.happening !== 'read') return
    const { card } = happening
    void show({ texts: [], card }, `${card.type}:${card.number}`)
  }

  const unlisten = [
    ...devices.scanners.map((scanner) => scanner.listen(onText)),
    ...devices.cardReaders.map((reader) => reader.listen(onCard)),
    devices.thermometer?.listen((celsius) => {
      reading.read(celsius, monotonicMs())
    }),
  ]
  return () => {
    for (const stop of unlisten) stop?.()
  }
}
