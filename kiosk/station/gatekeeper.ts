/** Stands between decisions and the lane: who has a grant, what became of it, and that the journal has it. */
import type { ReceiptPlace, StationEvent } from 'greengate'
import { KioskRefusal, type KioskEvent } from '../shared/kiosk-api.ts'
import type { LaneState } from '../shared/lane-state.ts'
import type { Tally } from './dashboard/tally.ts'
import type { Lane, LaneHappening } from './lane/lane.ts'
import { releaseClaims, startAdmissions, type Admitted } from './presentations/admissions.ts'

/** What it works with. */
export interface GatekeeperParts {
  /** Absent: there is no gate, and staff look at the screen. */
  readonly lane?: Lane | undefined
  readonly note: (event: StationEvent) => Promise<ReceiptPlace | undefined>
  readonly tell: (event: KioskEvent) => void
  readonly tally: Tally
  readonly now: () => Date
  /** The state of the lane may have changed. */
  readonly onChanged: () => void
}

/** The gate, as the rest of the station knows it. */
export interface Gatekeeper {
  state(): LaneState
  /** The gate did not take a command, and nothing was heard of it since. */
  hasRefused(): boolean
  /** Opens for people whose receipts are durable; false: the gate took no command, and nobody of them has a grant. */
  admit(persons: readonly Admitted[]): Promise<boolean>
  /** People who have no grant any more, or never got one: what they showed may be shown again. */
  giveBack(persons: readonly Admitted[]): void
  /** @throws KioskRefusal `not-here` where there is no gate. */
  hold(on: boolean): Promise<boolean>
  emergency(on: boolean): Promise<boolean>
  /** Takes the last grant back where no gate tells what became of it. */
  releaseLast(): void
  /** Tries a gate again that did not take a command. */
  tend(): void
  close(): Promise<void>
}

/** Starts to watch the lane. */
export function startGatekeeper(parts: GatekeeperParts): Gatekeeper {
  const { lane, note, tell, tally, now } = parts
  const admissions = startAdmissions()
  let hasRefused = false
  let isFault = lane?.state() === 'fault'
  let lastGrant: readonly Admitted[] = []

  const changed = () => {
    const wasFault = isFault
    isFault = lane?.state() === 'fault' || hasRefused
    if (isFault !== wasFault) void note({ event: isFault ? 'gate-fault' : 'gate-recovered' })
    parts.onChanged()
  }

  const giveBack = (persons: readonly Admitted[]) => {
    for (const { claims } of persons) releaseClaims(claims)
    noteReleased(persons.map(({ place }) => place))
  }
  const noteReleased = (receipts: readonly ReceiptPlace[]) => {
    if (receipts.length > 0) void note({ event: 'released', receipts, persons: receipts.length })
  }

  const onLane = (happening: LaneHappening) => {
    switch (happening.happening) {
      case 'state':
        if (happening.state !== 'fault') hasRefused = false
        changed()
        break
      case 'passed': {
        const { persons } = happening
        tally.count('passed', persons, now())
        void note({ event: 'passed', receipts: admissions.passed(persons), persons })
        tell({ kind: 'passage', passage: 'passed' })
        break
      }
      case 'released': {
        const { persons } = happening
        tally.count('released', persons, now())
        void note({ event: 'released', receipts: admissions.released(persons), persons })
        tell({ kind: 'passage', passage: 'released' })
        break
      }
      case 'forced':
        tally.count('forced', 1, now())
        void note({ event: 'forced' })
        tell({ kind: 'passage', passage: 'forced' })
        break
      case 'hold-expired':
        void note({ event: 'hold', operator: null, on: false })
        break
      case 'fire':
        void note({ event: 'fire', on: happening.on })
        break
    }
  }
  const unlisten = lane?.listen(onLane)

  return {
    state: () => lane?.state() ?? 'closed',
    hasRefused: () => hasRefused,
    async admit(persons) {
      if (lane === undefined) {
        lastGrant = persons
        return true
      }
      admissions.add(persons)
      if (await lane.grant(persons.length)) {
        tell({ kind: 'passage', passage: 'granted' })
        return true
      }
      admissions.refuse(persons)
      hasRefused = !['hold', 'emergency'].includes(lane.state())
      changed()
      return false
    },
    giveBack,
    hold: (on) => lane?.hold(on) ?? noGate(),
    emergency: (on) => lane?.emergency(on) ?? noGate(),
    releaseLast() {
      giveBack(lastGrant)
      lastGrant = []
    },
    tend() {
      if (!hasRefused || lane?.state() !== 'closed') return
      hasRefused = false
      changed()
    },
    async close() {
      await lane?.close()
      unlisten?.()
    },
  }
}

const noGate = () => Promise.reject(new KioskRefusal('not-here'))
