/** The station's mind, put together: what the contract asks goes to the rooms that answer it. */
import { ruleSetInForce, type Bundle, type StationEvent } from 'greengate'
import {
  KioskRefusal,
  type Bilingual,
  type CameraState,
  type Carried,
  type KioskApi,
  type KioskEvent,
  type Service,
  type StationStatus,
} from '../shared/kiosk-api.ts'
import { defaultSettings, type ScreenSettings } from '../shared/screen-settings.ts'
import type { CarriedUpdates } from './carried-updates.ts'
import { startClockWatch } from './clock-watch.ts'
import { startTally } from './dashboard/tally.ts'
import type { DayKeys } from './day-keys.ts'
import { allDevices, noDevices, type StationDevices } from './devices/station-devices.ts'
import type { KeysOfGroup } from './enrolled-station.ts'
import { startGatekeeper } from './gatekeeper.ts'
import { instantText } from './instant-text.ts'
import type { Journal } from './journal/journal.ts'
import type { Lane } from './lane/lane.ts'
import { startNotes } from './notes.ts'
import { startLatestReading } from './presentations/latest-reading.ts'
import { listenToInputs } from './presentations/own-inputs.ts'
import { startPresentations } from './presentations/presentations.ts'
import type { SealingPolicy } from './presentations/sealed-secret.ts'
import type { Replay } from './replay/replay.ts'
import { serviceOf } from './service.ts'
import { startSignals } from './signals.ts'
import { StationError } from './station-error.ts'
import { watchDevices } from './watch-devices.ts'

/** What a station is made of; nothing in it reads a clock of its own. */
export interface StationParts {
  readonly name: string
  readonly lane: string
  /** The rule set that applies at this gate. */
  readonly ruleSet: string
  readonly bundle: () => Bundle
  readonly carried: CarriedUpdates
  /** Whether files may be handed over at the screen. */
  readonly handover: boolean
  readonly journal: Journal
  readonly replay: Replay
  readonly dayKeys: DayKeys
  /** The keys of its group; absent: it is enrolled in none. */
  readonly stationKeys?: KeysOfGroup
  readonly now: () => Date
  /** Milliseconds that only grow, whatever becomes of the clock on the wall. */
  readonly monotonicMs: () => number
  readonly log: (line: string) => void
  /** Different people in a count of what the next version would decide, at least. */
  readonly leastCounted?: number
  /** What is plugged in; nothing where none is named. */
  readonly devices?: StationDevices | undefined
  /** Over the gate among them; absent: there is none, and staff look at the screen. */
  readonly gateLane?: Lane | undefined
  readonly settings?: ScreenSettings | undefined
  /** What is sealed for the operator, as it was declared; nothing where none is. */
  readonly sealing?: SealingPolicy | undefined
}

/** A station: the contract, and what its surroundings tell it. */
export interface Station extends KioskApi {
  /** Tells the screens that the status may have changed. */
  changed(): void
  /**
   * Nobody went through on the last grant, at a lane whose gate does not tell: its codes and proofs may be shown once
   * more. The receipt stays as it is.
   */
  releaseGrant(): Promise<void>
  /** The housekeeping of every few seconds: a broken journal is tried again, old keys are deleted. */
  tend(): Promise<void>
  /** Takes no more, shuts the gate, and has everything noted that is on its way. */
  close(): Promise<void>
}

/** Puts a station together. */
export function makeStation(parts: StationParts): Station {
  const { name, lane, ruleSet, carried, handover, journal, replay, dayKeys } = parts
  const { now, monotonicMs, log, gateLane, devices = noDevices, settings = defaultSettings } = parts
  const listeners = new Set<(event: KioskEvent) => void>()
  const tally = startTally(now())
  const reading = startLatestReading()
  const signals = startSignals(devices, settings, log)
  const clockMoved = startClockWatch(now, monotonicMs)
  let noReceipts = false
  let told: Service = 'open'
  let calledMs = -Infinity

  const tell = (event: KioskEvent) => {
    for (const listener of [...listeners]) listener(event)
  }
  const onJournalFailed = (error: StationError) => {
    if (!noReceipts) log(error.message)
    noReceipts = true
    changed()
  }
  const notes = startNotes(journal, onJournalFailed)
  const note = (event: StationEvent) => notes.note(event)

  const service = () =>
    serviceOf(
      { noReceipts, closed: false, gateRefused: gatekeeper.hasRefused() },
      gatekeeper.state(),
    )
  const isReady = (some: StationDevices['scanners'] | StationDevices['cardReaders']) =>
    some.some((device) => device.health().state === 'ready')
  const reads = () => ({ code: isReady(devices.scanners), card: isReady(devices.cardReaders) })

  const status = (): StationStatus => {
    const bundle = parts.bundle()
    const { root, snapshot } = bundle
    const inForce = ruleSetInForce(bundle, ruleSet, now())
    return {
      station: name,
      lane,
      purpose: root.purpose,
      world: root.world,
      ruleSet:
        inForce === undefined
          ? null
          : { id: inForce.id, version: inForce.version, title: inForce.title ?? named(ruleSet) },
      bundleVersion: snapshot?.version ?? null,
      service: service(),
      gate: gatekeeper.state(),
      reads: reads(),
      settings,
      handover,
    }
  }
  const changed = () => {
    const is = service()
    if (is !== told) {
      told = is
      log(is === 'open' ? 'in service' : `out of service: ${is}`)
      if (is !== 'open') presentations.clear()
    }
    tell({ kind: 'status', status: status() })
  }

  const gatekeeper = startGatekeeper({
    ...{ lane: gateLane, note, tell, tally, now },
    onChanged: changed,
  })
  const presentations = startPresentations({
    ...{ name, lane, ruleSet, bundle: parts.bundle, journal, replay, dayKeys },
    ...{ now, monotonicMs, log, sealing: parts.sealing, leastCounted: parts.leastCounted },
    ...(parts.stationKeys !== undefined && { stationKeys: parts.stationKeys }),
    onSite: (nowMs) => reading.onSite(nowMs),
    readable() {
      const { code, card } = reads()
      return { code: code || settings.camera || settings.wedge, card }
    },
    isOpen: () => service() === 'open',
    admit: (persons) => gatekeeper.admit(persons),
    onGivenBack(persons) {
      gatekeeper.giveBack(persons)
    },
    onWritten(outcome, tookMs) {
      tally.decided(outcome, tookMs, now())
    },
    onDecided(shown, at) {
      const { purpose } = parts.bundle().root
      signals.decided(shown, { at: instantText(at), station: name, lane, purpose })
    },
    onGroup(group) {
      tell({ kind: 'group', group })
    },
    onJournalFailed,
  })
  const unlisten = listenToInputs(devices, { presentations, reading, tell, monotonicMs, log })
  const unwatch = watchDevices(allDevices(devices), { note, log, onChanged: changed })

  /** No part of any passage: what waits for a decision does not wait for this. */
  const update = async (taking: Promise<Carried>, operator: string | null = null) => {
    const became = await taking
    if (became.state !== 'taken') return became
    const { bundleVersion: snapshot } = became
    if (snapshot !== null) void note({ event: 'bundle-taken', operator, snapshot })
    changed()
    return became
  }

  const tend = () => {
    const forgotten = carried.tend()
    if (forgotten !== undefined) tell({ kind: 'update', update: forgotten })
    const seconds = clockMoved()
    if (seconds !== 0) {
      log(`the clock was set by ${seconds} seconds`)
      void note({ event: 'clock-jumped', seconds })
    }
    gatekeeper.tend()
    return presentations.between(async () => {
      presentations.tend()
      try {
        await dayKeys.turn(now())
        await replay.tend()
        await parts.stationKeys?.tend()
        if (noReceipts) {
          await journal.renew()
          noReceipts = false
          changed()
        }
      } catch (error) {
        if (!(error instanceof StationError)) throw error
        // Told once, when service ended; every further attempt fails in silence.
        return
      }
      await journal.tend(now()).catch((error: unknown) => {
        if (!(error instanceof StationError)) throw error
        onJournalFailed(error)
      })
    })
  }

  return {
    status: () => Promise.resolve(status()),
    present: (texts) => presentations.show({ texts, card: undefined }),
    camera(state: CameraState) {
      log(`camera of lane ${lane}: ${state}`)
      return Promise.resolve(null)
    },
    takeFrame: (frame) => update(carried.takeFrame(frame)),
    takeFile: (bytes) =>
      handover ? update(carried.takeFile(bytes)) : Promise.reject(new KioskRefusal('not-here')),
    async callStaff() {
      // Whoever leans on the button is heard once.
      if (monotonicMs() - calledMs < callAgainMs) return null
      calledMs = monotonicMs()
      signals.call()
      tell({ kind: 'staff-called' })
      await note({ event: 'staff-called' })
      return null
    },
    async group(size) {
      if (size > settings.mostInGroup) throw new KioskRefusal('not-here')
      return presentations.group(size)
    },
    signIn: () => Promise.reject(new KioskRefusal('not-here')),
    staff: () => Promise.reject(new KioskRefusal('signed-out')),
    listen(listener) {
      listeners.add(listener)
      listener({ kind: 'status', status: status() })
      return () => {
        listeners.delete(listener)
      }
    },
    changed,
    releaseGrant: () =>
      presentations.between(() => {
        gatekeeper.releaseLast()
        return Promise.resolve()
      }),
    tend,
    async close() {
      unlisten()
      unwatch()
      await presentations.between(() => Promise.resolve())
      presentations.clear()
      signals.close()
      await gatekeeper.close()
      await notes.drained()
    },
  }
}

const callAgainMs = 10_000

/** A rule set that this verifier cannot run has no title that it could read. */
const named = (id: string): Bilingual => ({ zh: id, en: id })
