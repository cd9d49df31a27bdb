/** What operators may do, act by act: the right that each needs, the journal first, and only then the act. */
import type { Bundle, ReceiptPlace, StationEvent } from 'greengate'
import { patienceMs } from '../../shared/channels.ts'
import type { DeviceHealth } from '../../shared/device-health.ts'
import { KioskRefusal, type Carried, type Service } from '../../shared/kiosk-api.ts'
import type {
  Dashboard,
  Exported,
  StaffAct,
  StaffActName,
  StaffAnswers,
  StaffRight,
} from '../../shared/staff-api.ts'
import { clockState } from '../dashboard/dashboard.ts'
import type { Tally } from '../dashboard/tally.ts'
import type { Device } from '../devices/device.ts'
import type { Gatekeeper } from '../gatekeeper.ts'
import { instantText } from '../instant-text.ts'
import type { Journal } from '../journal/journal.ts'
import { decidingRule } from '../presentations/shown-decision.ts'
import type { Operator } from './operators-file.ts'
import { setClock } from './set-clock.ts'

/** What is carried to and from a station by hand. */
export interface Carriage {
  /** Takes up what the stick has for this station. */
  takeFrom(operator: string): Promise<Carried>
  /** Writes what no collector has signed for onto the stick. */
  writeTo(): Promise<Exported>
}

/** The station, as far as acts reach it. */
export interface ActParts {
  readonly note: (event: StationEvent) => Promise<ReceiptPlace | undefined>
  readonly journal: Pick<Journal, 'findAppeal'>
  readonly gatekeeper: Pick<Gatekeeper, 'admit' | 'hold' | 'emergency'>
  readonly service: () => Service
  /** Durable, so that a lane that staff closed is still closed after a restart. */
  readonly closeLane: (on: boolean) => Promise<void>
  readonly devices: readonly Device[]
  readonly look: () => Dashboard
  readonly fleetCode: () => string
  readonly bundle: () => Bundle
  readonly tally: Tally
  readonly now: () => Date
  readonly monotonicMs: () => number
  readonly log: (line: string) => void
  /** The command that sets the clock; absent: nobody sets it here. */
  readonly clockCommand?: readonly string[] | undefined
  /** Absent: there is no place for sticks. */
  readonly carriage?: Carriage | undefined
}

type Act<A extends StaffActName> = Extract<StaffAct, { readonly act: A }>

interface Doing<A extends StaffActName> {
  /** `look`: whoever has signed in. */
  readonly right: StaffRight
  readonly run: (act: Act<A>, operator: Operator) => Promise<StaffAnswers[A]>
}

/** Every act but signing out, which is the session's. */
export type Acts = { readonly [A in Exclude<StaffActName, 'sign-out'>]: Doing<A> }

/** Makes the table of acts. */
export function staffActs(parts: ActParts): Acts {
  const { gatekeeper, journal, now, monotonicMs } = parts

  /** Without a record nothing is done. */
  const recorded = async (event: StationEvent): Promise<ReceiptPlace> => {
    const place = await parts.note(event)
    if (place === undefined) throw new KioskRefusal('out-of-service')
    return place
  }
  /** What opens is recorded in time, or not done: after that the screen has given up, and its session with it. */
  const recordedInTime = async (event: StationEvent): Promise<ReceiptPlace> => {
    const askedMs = monotonicMs()
    const place = await recorded(event)
    if (monotonicMs() - askedMs > patienceMs) throw new KioskRefusal('out-of-service')
    return place
  }
  const done = (isDone: boolean): null => {
    if (!isDone) throw new KioskRefusal('out-of-service')
    return null
  }
  const placeOf = async (appeal: string | null) =>
    appeal === null ? null : ((await journal.findAppeal(appeal))?.place ?? null)
  /** A gate that is open for everybody, or broken, is opened for nobody. */
  const needsGate = () => {
    if (!['open', 'closed'].includes(parts.service())) throw new KioskRefusal('out-of-service')
  }
  const letOneThrough = async (place: ReceiptPlace): Promise<null> => {
    needsGate()
    done(await gatekeeper.admit([{ claims: [], place }]))
    parts.tally.count('overrides', 1, now())
    return null
  }

  return {
    look: { right: 'look', run: () => Promise.resolve(parts.look()) },
    receipt: {
      right: 'look',
      async run({ appeal }) {
        const found = await journal.findAppeal(appeal)
        if (found === undefined) return null
        const { receipt, place } = found
        const { at, outcome, reasons } = receipt
        return { appeal, at, outcome, reasons, rule: decidingRule(receipt), ...place }
      },
    },
    override: {
      right: 'passages',
      async run({ appeal, reason }, { id: operator }) {
        needsGate()
        const receipt = await placeOf(appeal)
        const event = { event: 'override', operator, appeal, receipt, reason } as const
        return letOneThrough(await recordedInTime(event))
      },
    },
    'second-check': {
      right: 'passages',
      async run({ appeal, found, reason }, { id: operator }) {
        if (found === 'may-pass') needsGate()
        const receipt = await placeOf(appeal)
        const said = { operator, appeal, receipt, found, reason }
        const place = await recordedInTime({ event: 'second-check', ...said })
        return found === 'may-pass' ? letOneThrough(place) : null
      },
    },
    hold: {
      right: 'passages',
      async run({ on }, { id: operator }) {
        const event = { event: 'hold', operator, on } as const
        await (on ? recordedInTime(event) : recorded(event))
        return done(await gatekeeper.hold(on))
      },
    },
    emergency: {
      right: 'emergency',
      async run({ on }, { id: operator }) {
        await recorded({ event: 'emergency', operator, on })
        return done(await gatekeeper.emergency(on))
      },
    },
    'close-lane': {
      right: 'passages',
      async run({ on }, { id: operator }) {
        await recorded({ event: 'lane-closed', operator, on })
        await parts.closeLane(on)
        return null
      },
    },
    test: {
      right: 'look',
      run({ device: name }): Promise<DeviceHealth> {
        const device = parts.devices.find((one) => one.name === name)
        return device?.test() ?? Promise.reject(new KioskRefusal('not-here'))
      },
    },
    import: {
      right: 'data',
      run: (_, { id }) =>
        parts.carriage?.takeFrom(id) ?? Promise.reject(new KioskRefusal('not-here')),
    },
    export: {
      right: 'data',
      async run(_, { id: operator }) {
        if (parts.carriage === undefined) throw new KioskRefusal('not-here')
        const exported = await parts.carriage.writeTo()
        const { segments, records } = exported
        // How much it was is known afterwards alone; who did it stands in the record of the sign-in before.
        await recorded({ event: 'exported', operator, segments, records })
        return exported
      },
    },
    'set-clock': {
      // Whoever has signed in may set a clock that is certainly wrong; any other needs the right to it.
      right: 'look',
      async run({ at }, { id: operator, rights }) {
        if (parts.clockCommand === undefined) throw new KioskRefusal('not-here')
        const bundle = parts.bundle()
        const { suspect } = clockState(bundle, now())
        if (!suspect && !rights.includes('clock')) throw new KioskRefusal('not-allowed')
        // The floor holds whatever anybody says.
        if (clockState(bundle, new Date(at)).suspect) throw new KioskRefusal('malformed')
        await recorded({ event: 'clock-set', operator, from: instantText(now()), to: at })
        await setClock(parts.clockCommand, at, parts.log)
        return null
      },
    },
    'fleet-code': { right: 'look', run: () => Promise.resolve(parts.fleetCode()) },
  }
}

/** Runs an act for an operator who may do it. */
export async function runAct<A extends Exclude<StaffActName, 'sign-out'>>(
  acts: Acts,
  act: Act<A>,
  operator: Operator,
): Promise<StaffAnswers[A]> {
  const { act: name } = act as { readonly act: A }
  const { [name]: doing } = acts as { readonly [B in A]: Doing<B> }
  if (doing.right !== 'look' && !operator.rights.includes(doing.right))
    throw new KioskRefusal('not-allowed')
  return doing.run(act, operator)
}
