/** The station's mind, put together: what the contract asks goes to the rooms that answer it. */
import { ruleSetInForce, type StationEvent } from 'greengate'
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
import { defaultSettings } from '../shared/screen-settings.ts'
import { startClockWatch } from './clock-watch.ts'
import { lookAt } from './dashboard/look-at.ts'
import { startTally } from './dashboard/tally.ts'
import type { DeviceKind } from '../shared/device-health.ts'
import { allDevices, noDevices, type StationDevices } from './devices/station-devices.ts'
import { startGatekeeper } from './gatekeeper.ts'
import { instantText } from './instant-text.ts'
import { startNotes } from './notes.ts'
import { noStaff, type StaffDesk } from './operators/staff-desk.ts'
import { startLatestReading } from './presentations/latest-reading.ts'
import { listenToInputs } from './presentations/own-inputs.ts'
import { startPresentations } from './presentations/presentations.ts'
import { serviceOf } from './service-of.ts'
import { startSignals } from './signals.ts'
import { makeStaffDesk } from './staff-of-station.ts'
import { StationError } from './station-error.ts'
import type { Station, StationParts } from './station-parts.ts'
import { watchDevices } from './watch-devices.ts'

export type { Station, StationParts } from './station-parts.ts'

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
  let isFull = journal.storage().level === 'full'
  let isClosed = parts.staff?.isClosed ?? false
  let told: Service = 'open'
  let calledMs = -Infinity

  const tell = (event: KioskEvent) => {
    for (const listener of [...listeners]) listener(event)
  }
  /** A full journal takes no further receipt: whoever comes next is told before they show anything. */
  const lookForRoom = () => {
    const was = isFull
    isFull = journal.storage().level === 'full'
    if (isFull !== was) changed()
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
      {
        noReceipts: noReceipts || isFull,
        ...{ closed: isClosed, gateRefused: gatekeeper.hasRefused(), unseen: isUnseen() },
      },
      gatekeeper.state(),
    )
  // A light says whether somebody may go on; without it and without a screen nobody would know.
  const isUnseen = () => devices.light?.health().state !== 'ready' && !(parts.isSeen?.() ?? true)
  const isReady = (some: StationDevices['scanners'] | StationDevices['cardReaders']) =>
    some.some((device) => device.health().state === 'ready')
  const reads = () => {
    const ofKind = (kind: DeviceKind) =>
      devices.cardReaders.filter((reader) => reader.kind === kind)
    const card = isReady(ofKind('card-reader'))
    const passport = isReady(ofKind('mrz-reader'))
    return { code: isReady(devices.scanners), card, ...(passport && { passport }) }
  }

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
      settings: { ...settings, staff: parts.staff !== undefined },
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
    awaitMs: settings.awaitMs,
    readable() {
      const { code, card, passport = false } = reads()
      return { code: code || settings.camera || settings.wedge, card: card || passport }
    },
    isOpen: () => service() === 'open',
    admit: (persons) => gatekeeper.admit(persons),
    onGivenBack(persons) {
      gatekeeper.giveBack(persons)
    },
    onWritten(outcome, tookMs) {
      tally.decided(outcome, tookMs, now())
      // It may have been the last one for which there was room: who it is about is answered first.
      void presentations.between(() => {
        lookForRoom()
        return Promise.resolve()
      })
    },
    onDecided(shown, at) {
      if (shown.outcome === 'pass') reading.spend()
      const { purpose } = parts.bundle().root
      signals.decided(shown, { at: instantText(at), station: name, lane, purpose })
    },
    onGroup(group) {
      tell({ kind: 'group', group })
    },
    onJournalFailed,
  })
  const unlisten = listenToInputs(devices, {
    ...{ presentations, reading, tell, monotonicMs, log },
    dwellMs: settings.dwellMs,
  })
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

  const look = lookAt(parts, { tally, gatekeeper })
  const desk: StaffDesk =
    parts.staff === undefined
      ? noStaff
      : makeStaffDesk(parts, parts.staff, {
          ...{ note, gatekeeper, service, tally, look, update },
          closeLane(on) {
            isClosed = on
            changed()
          },
        })

  const tend = () => {
    desk.tend()
    const forgotten = carried.tend()
    if (forgotten !== undefined) tell({ kind: 'update', update: forgotten })
    const seconds = clockMoved()
    if (seconds !== 0) {
      log(`the clock was set by ${seconds} seconds`)
      void note({ event: 'clock-jumped', seconds })
    }
    gatekeeper.tend()
    // Told while it lasts: the housekeeping below waits behind it.
    if (presentations.isStuck() && !noReceipts)
      onJournalFailed(new StationError('ERR_STATION_JOURNAL', 'a decision is stuck'))
    if (service() !== told) changed()
    return presentations.between(async () => {
      presentations.tend()
      try {
        await dayKeys.turn(now())
        await replay.tend()
        await parts.stationKeys?.tend(parts.bundle())
        if (noReceipts) {
          await journal.renew()
          noReceipts = false
          changed()
        }
      } catch (error) {
        // Told once, when service ended; every further attempt fails in silence.
        if (!(error instanceof StationError)) throw error
      }
      // Of a full journal as well: what its days are over for is what makes room.
      await journal.tend(now()).catch((error: unknown) => {
        if (!(error instanceof StationError)) throw error
        if (!noReceipts) onJournalFailed(error)
      })
      lookForRoom()
      return !noReceipts || isFull
    })
  }

  const station = (connection: object): KioskApi => ({
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
    signIn: (who) => desk.signIn(who, connection),
    staff: (ask) => desk.staff(ask, connection),
    listen(listener) {
      listeners.add(listener)
      listener({ kind: 'status', status: status() })
      return () => {
        listeners.delete(listener)
      }
    },
  })

  return {
    ...station({}),
    connect() {
      const connection = {}
      return {
        api: station(connection),
        close() {
          desk.disconnected(connection)
        },
      }
    },
    changed,
    look: () => ({ look: look(), service: service() }),
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
