/** Gives operators their hands on a station: the dashboard, the acts, and what is carried on sticks. */
import type { ReceiptPlace, StationEvent } from 'greengate'
import type { Carried, Service } from '../shared/kiosk-api.ts'
import type { Dashboard } from '../shared/staff-api.ts'
import { fleetCode } from './dashboard/fleet-code.ts'
import type { Tally } from './dashboard/tally.ts'
import { allDevices, noDevices } from './devices/station-devices.ts'
import type { Gatekeeper } from './gatekeeper.ts'
import { openSignInDesk } from './operators/sign-in-desk.ts'
import { staffActs, type Carriage } from './operators/staff-acts.ts'
import { openStaffDesk, type StaffDesk } from './operators/staff-desk.ts'
import type { StaffParts, StationParts } from './station-parts.ts'
import type { Stick } from './stick.ts'

/** The station from inside. */
export interface StationHands {
  readonly note: (event: StationEvent) => Promise<ReceiptPlace | undefined>
  readonly gatekeeper: Gatekeeper
  readonly service: () => Service
  readonly tally: Tally
  readonly look: () => Dashboard
  /** Notes what was taken up, and by whom, and tells the screens. */
  readonly update: (taking: Promise<Carried>, operator: string) => Promise<Carried>
  readonly closeLane: (on: boolean) => void
}

/** Makes the desk. */
export function makeStaffDesk(
  parts: StationParts,
  staff: StaffParts,
  hands: StationHands,
): StaffDesk {
  const { name, lane, journal, now, monotonicMs, log } = parts
  const { note, gatekeeper, service, tally, look } = hands
  const devices = allDevices(parts.devices ?? noDevices)
  const { stick, clockCommand } = staff
  const acts = staffActs({
    ...{ note, journal, gatekeeper, service, devices, look, tally, log, clockCommand },
    ...{ now, monotonicMs },
    bundle: parts.bundle,
    async closeLane(on) {
      // On the disk before it counts when it closes, and not before it counts when it opens.
      if (on) hands.closeLane(on)
      await staff.keepClosed(on)
      if (!on) hands.closeLane(on)
    },
    fleetCode: () =>
      fleetCode({ station: name, lane, service: service(), head: journal.head() }, look()),
    carriage: stick === undefined ? undefined : carriageOf(stick, parts, hands),
  })
  const { operators, lockOut, idleMs } = staff
  const desk = openSignInDesk({ operators, lockOut, idleMs, note, now, monotonicMs })
  return openStaffDesk(desk, acts)
}

function carriageOf(stick: Stick, { carried }: StationParts, { update }: StationHands): Carriage {
  return {
    async takeFrom(operator) {
      await stick.takeReceipts()
      let last: Carried = { state: 'nothing-new' }
      for (const bytes of await stick.readBundles()) {
        const became = await update(carried.takeFile(bytes), operator)
        if (became.state === 'taken') return became
        if (became.state === 'refused') last = became
      }
      return last
    },
    writeTo: () => stick.writeJournal(),
  }
}
