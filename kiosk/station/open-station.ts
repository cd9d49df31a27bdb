/** Opens a whole station: bundle, journal, keys and replay store, all from folders. */
import type { KeyObject } from 'node:crypto'
import { existsSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { Receipt, SealingPublicJwk, StationEvent, VerifierClass, World } from 'greengate'
import type { ScreenSettings } from '../shared/screen-settings.ts'
import { startCarriedUpdates } from './carried-updates.ts'
import { allDevices, noDevices, type StationDevices } from './devices/station-devices.ts'
import { keysOfGroup, type EnrolledStation } from './enrolled-station.ts'
import { openJournal, type JournalOptions } from './journal/journal.ts'
import { openStationKey } from './journal/station-key.ts'
import { writeDurable } from './durable-file.ts'
import { openLockOut, type LockOut } from './operators/lock-out.ts'
import { readOperators } from './operators/operators-file.ts'
import { startFleet, type Fleet } from './fleet/start-fleet.ts'
import { startedAfter } from './fleet/started-after.ts'
import type { HeartbeatTimes } from './fleet/start-heartbeats.ts'
import { openUplink, type CollectorPlace } from './fleet/uplink.ts'
import { openLane } from './lane/open-lane.ts'
import type { SealingPolicy } from './presentations/sealed-secret.ts'
import { openReplay, type ReplaySharing } from './replay/open-replay.ts'
import { replayLimits, type Passage } from './replay/replay-store.ts'
import { software } from './software.ts'
import { openStationBundle } from './station-bundle.ts'
import { onDisk, StationError } from './station-error.ts'
import type { StaffParts } from './station-parts.ts'
import { openStick } from './stick.ts'
import { startUploader } from './upload/start-uploader.ts'
import { warmStation } from './warm-station.ts'
import { makeStation, type Station } from './station.ts'

/** What a station is opened with. */
export interface StationOptions {
  /** Holds root.ggb, and bundle.ggb where no other source is named. */
  readonly bundleFolder: string
  /** Where newer bundles come from: a folder, a file or an http(s) address. */
  readonly source?: string | undefined
  /** How old its data may be; what the source makes it where none is named. */
  readonly class?: VerifierClass | undefined
  /** Worlds that may open this gate; production alone where none is named. */
  readonly worlds?: readonly World[]
  /** Takes receipts, the keys of the day, the bundle in force and its floors. */
  readonly journalFolder: string
  readonly name: string
  readonly lane: string
  readonly ruleSet: string
  /** Whether staff may hand a bundle's file over at the screen; not where none is said. */
  readonly handover?: boolean
  /** How this lane knows what was shown at the others; alone where none is said. */
  readonly sharing?: ReplaySharing | undefined
  /** With the key of its group; cards cannot be compared with tags where none is said. */
  readonly enrolled?: EnrolledStation | undefined
  /** Opened drivers; from here on they are the station's, which stops them at its end. */
  readonly devices?: StationDevices | undefined
  /** How long a person has to go through. */
  readonly passSeconds?: number | undefined
  readonly settings?: ScreenSettings | undefined
  /** What of presentations is sealed to the operator, as it was declared; nothing where none is. */
  readonly seal?: Seal | undefined
  /** How much the journal may hold, and for how long; its own defaults where none are named. */
  readonly keeping?: Pick<JournalOptions, 'quotaBytes' | 'keepDays' | 'write'> | undefined
  /** Who may sign in, and what their acts need; nobody where none is said. */
  readonly staff?: StaffOptions | undefined
  /** Where the journal is sent; it leaves on sticks alone where none is named. */
  readonly upload?: UploadOptions | undefined
  /** Whether a screen is there to show what is decided; always where none is said. */
  readonly isSeen?: (() => boolean) | undefined
  readonly log: (line: string) => void
  /** The clock on the wall; a test pins it. */
  readonly now?: () => Date
  /** Milliseconds that only grow; a test pins them too. */
  readonly monotonicMs?: () => number
}

/** As the configuration says it. */
export interface StaffOptions {
  readonly operatorsFile: string
  readonly idleMs: number
  /** The folder that sticks are mounted in. */
  readonly stickFolder?: string | undefined
  /** The command that sets the clock, to which the instant is added. */
  readonly clockCommand?: readonly string[] | undefined
}

/** A collector. */
export interface UploadOptions {
  readonly to: CollectorPlace
  /** Its public key, pinned. */
  readonly collectorKey: KeyObject
  readonly heartbeatSeconds?: number | undefined
  /** Tests go faster. */
  readonly heartbeatTimes?: Partial<HeartbeatTimes> | undefined
}

/** To whom, of which outcomes, what, and for how many days. */
export interface Seal extends SealingPolicy {
  readonly recipient: SealingPublicJwk
  readonly days: number
}

/** A station that runs until it is closed. */
export interface OpenStation {
  readonly station: Station
  /** Shuts the gate at once, whatever else is going on: for a process that ends by a fault. */
  readonly shutGate: () => Promise<void>
  readonly close: () => Promise<void>
}

const tendMs = 5_000
const tendLaneMs = 200

/**
 * Opens a station.
 *
 * @throws StationError when the bundle or the journal cannot be used; nothing is left open then.
 */
export async function openStation(options: StationOptions): Promise<OpenStation> {
  const { bundleFolder, source, worlds = ['production'], journalFolder } = options
  const { name, lane, ruleSet, handover = false, log } = options
  const now = options.now ?? (() => new Date())
  const monotonicMs = options.monotonicMs ?? (() => performance.now())
  const kept = await openStationBundle({
    folder: bundleFolder,
    source,
    class: options.class,
    storeFolder: join(journalFolder, 'bundle'),
    floorsFolder: join(journalFolder, 'floors'),
    worlds,
    now,
    log,
  })
  const access = await accessOf(options)
  const since = new Date(now().getTime() - replayLimits.windowMs)
  const { seal, keeping } = options
  const key = await openStationKey(journalFolder, options.enrolled?.folder)
  const { signer } = key
  const {
    journal,
    source: records,
    recent,
  } = await openJournal(
    {
      ...{ folder: journalFolder, station: name, lane, software, log, now, signer },
      ...(seal !== undefined && { seal: { recipient: seal.recipient, days: seal.days } }),
      ...keeping,
    },
    since,
  )
  const { replay, dayKeys } = await openReplay({
    folder: journalFolder,
    lane: `${name}/${lane}`,
    sharing: options.sharing,
    recent: passages(recent, now(), monotonicMs()),
    now,
    monotonicMs,
    log,
  }).catch(async (error: unknown) => {
    await journal.close()
    throw error
  })
  const carried = startCarriedUpdates({ bundle: kept, ruleSet, now, monotonicMs })
  const gate = { name, lane, ruleSet, handover, now, monotonicMs, log }
  const { enrolled } = options
  const stationKeys = enrolled === undefined ? undefined : keysOfGroup(enrolled, log)
  const keys = stationKeys && { stationKeys }
  await warmStation({ bundle: kept.bundle, ruleSet, stationKeys, dayKeys, now: now() })
  const { devices, settings } = options
  const gateLane =
    devices?.gate === undefined
      ? undefined
      : openLane({
          ...{ gate: devices.gate, monotonicMs },
          ...(options.passSeconds !== undefined && { passSeconds: options.passSeconds }),
        })
  const { upload } = options
  const sent = { journal: records, station: name, signer, now, log }
  const uplink = upload && (await openUplink(upload.to, { station: name, key, log }))
  const uploader = uplink && startUploader({ ...sent, ...upload, line: uplink.line, onFault })
  let fleet: Fleet | undefined
  const staff = access && staffParts(access, { ...sent, collectorKey: upload?.collectorKey })
  const { isSeen } = options
  const outer = { devices, settings, sealing: seal, gateLane, staff, software, isSeen }
  const sending = uploader && {
    uploader: () => uploader.state(),
    clockOffset: () => fleet?.offsetMs() ?? null,
  }
  const parts = { ...gate, ...keys, ...outer, ...sending, carried, journal, replay, dayKeys }
  const station = makeStation({ ...parts, bundle: () => kept.bundle })
  // A journal that takes nothing closes the lane. The station runs all the same: its uploader makes room.
  const noteIfPossible = (event: StationEvent) =>
    journal.note(event).catch((error: unknown) => {
      if (!(error instanceof StationError)) throw error
      log(error.message)
    })
  await noteIfPossible({ event: 'started', software })
  if (upload !== undefined && uplink !== undefined) {
    fleet = startFleet({
      ...{ uplink, name, lane, ruleSet, signer, bundle: kept, journal, station },
      ...{ now, monotonicMs, log },
      started: await startedAfter(journalFolder, now()),
      heartbeatSeconds: upload.heartbeatSeconds ?? 60,
      heartbeatTimes: upload.heartbeatTimes,
      onWay: () => uploader?.nudge(),
    })
  }
  const unwatch = kept.watch(() => {
    if (fleet === undefined) station.changed()
    else fleet.updated()
  })
  const tending = setInterval(() => void station.tend(), tendMs)
  const tendingLane = setInterval(() => gateLane?.tend(), tendLaneMs)
  function onFault(error: unknown) {
    log(`the uploader ended (${error instanceof Error ? error.name : 'fault'})`)
  }
  const ended = async () => {
    await noteIfPossible({ event: 'stopped' })
    await journal.close()
  }
  return {
    station,
    shutGate: async () => {
      await gateLane?.close()
    },
    async close() {
      clearInterval(tending)
      await fleet?.close()
      await uploader?.close()
      await uplink?.close()
      await unwatch()
      await station.tend()
      await station.close()
      clearInterval(tendingLane)
      // The gate is shut; its device goes last, so that it can still be told so.
      for (const device of allDevices(devices ?? noDevices).toReversed()) await device.stop()
      await replay.close()
      await ended()
    },
  }
}

/** Whom the journal saw pass of late, so that switching a station off and on opens no gap. */
function passages(recent: readonly Receipt[], now: Date, nowMs: number): readonly Passage[] {
  const { windowMs } = replayLimits
  return recent.flatMap(({ outcome, subject, at }) => {
    if (outcome !== 'pass' || subject === null) return []
    // A receipt from later than now is of a clock that was wrong: it counts as of now.
    const age = Math.max(0, now.getTime() - Date.parse(at))
    return age < windowMs ? [{ name: subject, token: '', untilMs: nowMs + windowMs - age }] : []
  })
}

/** Who may sign in, read before anything is opened: refused at once where it is none, and not when somebody wants in. */
interface Access extends StaffOptions {
  readonly lockOut: LockOut
  readonly journalFolder: string
}

/** Nobody signs in where no operators are named. */
async function accessOf({ staff, journalFolder }: StationOptions): Promise<Access | undefined> {
  if (staff === undefined) return undefined
  await readOperators(staff.operatorsFile)
  const lockOut = await openLockOut(join(journalFolder, 'lock-out.json'))
  return { ...staff, lockOut, journalFolder }
}

function staffParts(
  { operatorsFile, idleMs, stickFolder: folder, clockCommand, lockOut, journalFolder }: Access,
  carried: Omit<Parameters<typeof openStick>[0], 'folder'>,
): StaffParts {
  const closedFile = join(journalFolder, 'lane-closed')
  return {
    operators: () => readOperators(operatorsFile),
    ...{ lockOut, idleMs, clockCommand },
    stick: folder === undefined ? undefined : openStick({ ...carried, folder }),
    isClosed: existsSync(closedFile),
    keepClosed: (on) =>
      onDisk('cannot keep whether the lane is closed', () =>
        on ? writeDurable(closedFile, '') : rm(closedFile, { force: true }),
      ),
  }
}
